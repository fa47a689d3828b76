// pnpm bench [name]: measures the rows whose name has that in it, prints the table, and keeps it as JSON.
// Exit 1 where a limit is missed.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import { runBuilt } from './child.ts'
import type { Verdict } from './judge.ts'

const root = join(import.meta.dirname, '..', '..', '..')

const units: Record<Verdict['measure'], { own: string; figure: (figure: number) => string; sign: string }> = {
  speed: { own: 'ms', figure: (figure) => `${figure.toFixed(2)} of its speed`, sign: '>=' },
  time: { own: 'ms', figure: (figure) => `${figure.toFixed(3)} of its time`, sign: '<=' },
  megabytes: { own: 'MB', figure: (figure) => `${figure.toFixed(1)} MB more`, sign: '<=' },
}

function describe(verdict: Verdict): string {
  const { own, figure, sign } = units[verdict.measure]
  const state = verdict.reachedAim ? 'aim reached' : verdict.passed ? 'passed' : 'MISSED'
  return [
    `${verdict.name}: ${verdict.what}, against ${verdict.against}`,
    `  ${verdict.ours.toFixed(1)} ${own} against ${verdict.theirs.toFixed(1)} ${own}: ${figure(verdict.figure)}`,
    `  (limit ${sign} ${verdict.limit}, aim ${sign} ${verdict.aim}, ${verdict.rounds} rounds): ${state}`,
  ].join('\n')
}

const wanted = process.argv[2] ?? ''
const names = readdirSync(join(import.meta.dirname, 'rows'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => name.includes(wanted))
  .sort()

if (names.length === 0) {
  process.stderr.write(`bench: no row has "${wanted}" in its name\n`)
  process.exit(2)
}

const verdicts: Verdict[] = []
for (const name of names) {
  const verdict = JSON.parse(runBuilt('run-row.ts', [name])) as Verdict
  verdicts.push(verdict)
  process.stdout.write(`${describe(verdict)}\n`)
}

const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, memory: totalmem() }
const folder = join(root, '.bench-results')
const file = join(folder, `${wanted === '' ? 'all' : wanted}.json`)
mkdirSync(folder, { recursive: true })
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, verdicts }, null, 2)}\n`)
const missed = verdicts.filter((verdict) => !verdict.passed).length
process.stdout.write(`${verdicts.length - missed} of ${verdicts.length} within the limit; ${file}\n`)
process.exitCode = missed === 0 ? 0 : 1
