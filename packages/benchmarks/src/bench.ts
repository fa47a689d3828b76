// pnpm bench [name]: measures the rows and growths whose name has that in it, prints them, and keeps them in
// docs/benchmarks/, from which `pnpm docs:generate` makes the page. Exit 1 where a limit is missed.
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runBuilt } from './child.ts'
import { growths } from './growth.ts'
import type { Verdict } from './judge.ts'
import { circumstances, type Grown, keep } from './record.ts'

const units: Record<Verdict['measure'], { own: string; figure: (figure: number) => string; sign: string }> = {
  speed: { own: 'ms', figure: (figure) => `${figure.toFixed(2)} of its speed`, sign: '>=' },
  time: { own: 'ms', figure: (figure) => `${figure.toFixed(3)} of its time`, sign: '<=' },
  megabytes: { own: 'MB', figure: (figure) => `${figure.toFixed(1)} MB more`, sign: '<=' },
}

function describeVerdict(verdict: Verdict): string {
  const { own, figure, sign } = units[verdict.measure]
  const state = verdict.reachedAim ? 'aim reached' : verdict.passed ? 'passed' : 'MISSED'
  return [
    `${verdict.name}: ${verdict.what}, against ${verdict.against}`,
    `  ${verdict.ours.toFixed(1)} ${own} against ${verdict.theirs.toFixed(1)} ${own}: ${figure(verdict.figure)}`,
    `  (limit ${sign} ${verdict.limit}, aim ${sign} ${verdict.aim}, ${verdict.rounds} rounds): ${state}`,
  ].join('\n')
}

function describeGrown({ name, what, of, points }: Grown): string {
  const lines = points.map(({ size, milliseconds, megabytes }) =>
    [
      `  ${size} ${of}: ${milliseconds.toFixed(0)} ms`,
      megabytes === undefined ? '' : `${megabytes.toFixed(0)} MB`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  )
  return [`${name}: ${what}`, ...lines].join('\n')
}

const wanted = process.argv[2] ?? ''
const rows = readdirSync(join(import.meta.dirname, 'rows')).map((file) => basename(file, '.ts'))
const names = [...rows, ...Object.keys(growths)].filter((name) => name.includes(wanted)).sort()

if (names.length === 0) {
  process.stderr.write(`bench: no row has "${wanted}" in its name\n`)
  process.exit(2)
}

let missed = 0
for (const name of names) {
  const around = circumstances()
  const outcome = JSON.parse(runBuilt('run-row.ts', [name])) as Verdict | Grown
  keep(name, around, outcome)
  if ('figure' in outcome && !outcome.passed) missed += 1
  process.stdout.write(`${'figure' in outcome ? describeVerdict(outcome) : describeGrown(outcome)}\n`)
}
process.stdout.write(
  `${names.length - missed} of ${names.length} within the limit; written to docs/benchmarks/\n`,
)
process.exitCode = missed === 0 ? 0 : 1
