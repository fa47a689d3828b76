import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './growth.ts'
import type { Verdict } from './judge.ts'

/** How one cost grew. */
export interface Grown {
  name: string
  what: string
  of: 'invoices' | 'accounts'
  simulated: string
  points: (Measured & { size: number })[]
}

export interface Circumstances {
  /** RFC 3339, UTC. */
  at: string
  commit: string
  node: string
  cpu: string
  cores: number
  memoryGiB: number
  /** Processes that wanted to run in the minute before; more than there are cores: others were measured as well. */
  loadBefore: number
}

/** What `docs/benchmarks/NAME.json` holds: the latest run, and the one before it. */
export interface Kept {
  runs: (Circumstances & { outcome: Verdict | Grown })[]
}

const root = join(import.meta.dirname, '..', '..', '..')
const folder = join(root, 'docs', 'benchmarks')
const runsKept = 2

export function circumstances(): Circumstances {
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, encoding: 'utf8' })
  return {
    at: `${new Date().toISOString().slice(0, 19)}Z`,
    commit: commit.trim(),
    node: process.version.slice(1),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}

export function keep(name: string, around: Circumstances, outcome: Verdict | Grown): void {
  const file = join(folder, `${name}.json`)
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept).runs : []
  const kept: Kept = { runs: [{ ...around, outcome }, ...before].slice(0, runsKept) }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`)
}
