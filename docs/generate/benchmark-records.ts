import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** As `pnpm bench` writes it: two ways to do the same. */
export interface BenchmarkRow {
  name: string
  what: string
  against: string
  measure: 'speed' | 'time' | 'megabytes'
  rounds: number
  ours: number
  theirs: number
  figure: number
  limit: number
  aim: number
  passed: boolean
  reachedAim: boolean
}

/** As `pnpm bench` writes it: one cost at several sizes. */
export interface BenchmarkGrowth {
  name: string
  what: string
  of: 'invoices' | 'accounts'
  simulated: string
  points: { size: number; milliseconds: number; megabytes?: number }[]
}

export interface BenchmarkRun<Outcome> {
  at: string
  commit: string
  node: string
  cpu: string
  cores: number
  memoryGiB: number
  loadBefore: number
  outcome: Outcome
}

/** The runs kept of one row, the latest first. */
export type KeptRuns<Outcome> = [BenchmarkRun<Outcome>, ...BenchmarkRun<Outcome>[]]

export interface BenchmarkRecords {
  rows: KeptRuns<BenchmarkRow>[]
  growths: KeptRuns<BenchmarkGrowth>[]
  /** Rows that no run is kept of. */
  notMeasured: string[]
}

export const recordsFolder: string = join(import.meta.dirname, '..', 'benchmarks')
const rowsFolder = join(import.meta.dirname, '..', '..', 'packages', 'benchmarks', 'src', 'rows')

type Kept = { runs: KeptRuns<BenchmarkRow | BenchmarkGrowth> }

export function readBenchmarks(folder: string = recordsFolder): BenchmarkRecords {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  const kept = files.sort().map((name) => ({
    name: basename(name, '.json'),
    runs: (JSON.parse(readFileSync(join(folder, name), 'utf8')) as Kept).runs,
  }))
  for (const { name, runs } of kept)
    if (runs[0].outcome.name !== name) throw new Error(`docs/benchmarks/${name}.json is of another row`)
  const measured = new Set(kept.map(({ name }) => name))
  const wanted = readdirSync(rowsFolder).map((file) => basename(file, '.ts'))
  return {
    rows: kept.flatMap(({ runs }) => ('figure' in runs[0].outcome ? [runs as KeptRuns<BenchmarkRow>] : [])),
    growths: kept.flatMap(({ runs }) =>
      'points' in runs[0].outcome ? [runs as KeptRuns<BenchmarkGrowth>] : [],
    ),
    notMeasured: wanted.filter((name) => !measured.has(name)).sort(),
  }
}

/** Others wanted to run as well, and took part of the time that was measured. */
export function wasBusy({ loadBefore, cores }: { loadBefore: number; cores: number }): boolean {
  return loadBefore > cores
}
