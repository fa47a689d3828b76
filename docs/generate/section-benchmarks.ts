import {
  type BenchmarkGrowth,
  type BenchmarkRecords,
  type BenchmarkRow,
  type BenchmarkRun,
  type KeptRuns,
  readBenchmarks,
  wasBusy,
} from './benchmark-records.ts'
import { code, list, paragraphs, table } from './markdown.ts'

type Measure = BenchmarkRow['measure']

const bounds: Record<Measure, (bound: number) => string> = {
  speed: (bound) => `${bound} of its speed`,
  time: (bound) => `${bound} of its time`,
  megabytes: (bound) => `${bound} MB more at most`,
}

const digits: Record<Measure, number> = { speed: 2, time: 3, megabytes: 1 }

function figures(runs: KeptRuns<BenchmarkRow>): string {
  return runs
    .map(
      (run) => `${run.outcome.figure.toFixed(digits[run.outcome.measure])}${wasBusy(run) ? ' (busy)' : ''}`,
    )
    .join('; ')
}

function absolute({ outcome: { ours, theirs, measure } }: BenchmarkRun<BenchmarkRow>): string {
  const unit = measure === 'megabytes' ? 'MB' : 'ms'
  return `${ours.toFixed(1)} and ${theirs.toFixed(1)} ${unit}`
}

function verdict({ passed, reachedAim }: BenchmarkRow): string {
  if (reachedAim) return 'yes, and the aim'
  return passed ? 'yes, not the aim' : '**no**'
}

export function benchmarkRowsSection({ rows, notMeasured }: BenchmarkRecords = readBenchmarks()): string {
  const missing = notMeasured.length === 0 ? '' : `Not measured yet: ${notMeasured.map(code).join(', ')}.`
  return paragraphs([rows.length === 0 ? '' : rowsTable(rows), missing])
}

function rowsTable(rows: BenchmarkRecords['rows']): string {
  const head = ['Name', 'What', 'Against', 'At least', 'Aim', 'Measured', 'Ours and theirs', 'Met?']
  return table(
    head,
    rows.map((runs) => {
      const { name, what, against, measure, limit, aim } = runs[0].outcome
      return [
        code(name),
        what,
        against,
        bounds[measure](limit),
        bounds[measure](aim),
        figures(runs),
        absolute(runs[0]),
        verdict(runs[0].outcome),
      ]
    }),
  )
}

export function benchmarkGrowthSection({ growths }: BenchmarkRecords = readBenchmarks()): string {
  if (growths.length === 0) return 'Nothing has been measured yet.'
  return paragraphs(growths.flatMap((runs) => [`### ${title(runs[0])}`, simulated(runs[0]), points(runs[0])]))
}

function title({ outcome: { what } }: BenchmarkRun<BenchmarkGrowth>): string {
  return `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`
}

function simulated(run: BenchmarkRun<BenchmarkGrowth>): string {
  const busy = wasBusy(run) ? ' Measured on a busy machine.' : ''
  return `${code(run.outcome.name)}; simulated: ${run.outcome.simulated}.${busy}`
}

function points({ outcome }: BenchmarkRun<BenchmarkGrowth>): string {
  const withMemory = outcome.points.some(({ megabytes }) => megabytes !== undefined)
  const one = outcome.of.slice(0, -1)
  const head = [outcome.of, 'ms', `microseconds for each ${one}`, ...(withMemory ? ['peak memory, MB'] : [])]
  return table(
    head,
    outcome.points.map(({ size, milliseconds, megabytes }) => [
      size.toLocaleString('en'),
      milliseconds.toFixed(0),
      ((milliseconds * 1_000) / size).toFixed(1),
      ...(withMemory ? [megabytes?.toFixed(0) ?? ''] : []),
    ]),
  )
}

/** Where and when: one line for each machine and commit. */
export function benchmarkRunsSection({ rows, growths }: BenchmarkRecords = readBenchmarks()): string {
  const runs: BenchmarkRun<unknown>[] = [...rows, ...growths].flat()
  const places = new Map<string, BenchmarkRun<unknown>[]>()
  for (const run of runs) {
    const { cpu, cores, memoryGiB, node, commit } = run
    const place = `${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, commit ${code(commit)}`
    places.set(place, [...(places.get(place) ?? []), run])
  }
  return list(
    [...places].map(([place, of]) => {
      const dates = of.map(({ at }) => at).sort()
      const busy = of.filter(wasBusy).length
      return `${place}: ${of.length} measurements from ${dates[0]} to ${dates.at(-1)}, ${busy} of them on a busy machine`
    }),
  )
}
