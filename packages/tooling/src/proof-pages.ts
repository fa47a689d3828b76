import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import type { ProofRecord } from './proof.ts'

/** What all proofs of one run have in common. */
export interface Run {
  commit: string
  date: string
  node: string
  machine: string
}

/** As much of the run before as shows that it held as well: what fails leaves no page. */
type EarlierRun = Pick<ProofRecord, 'size' | 'seed' | 'durationMs'> & Pick<Run, 'commit' | 'date'>

export type Proof = ProofRecord & Run & { before?: EarlierRun }

export function runOf(root: string): Run {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  // Pages of an earlier run are no change to what is being proven.
  const changed = git('status', '--porcelain', '--', '.', ':!docs/proofs') !== ''
  return {
    commit: `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '-dirty' : ''}`,
    date: `${new Date().toISOString().slice(0, 19)}Z`,
    node: process.versions.node,
    machine: `${process.platform} ${process.arch}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  }
}

/** Writes each proof and the index, which also lists those that this run did not renew. Returns how many were written. */
export function writeProofs(folder: string, records: ProofRecord[], run: Run): number {
  mkdirSync(folder, { recursive: true })
  for (const record of records) {
    const before = runBefore(join(folder, `${record.name}.json`))
    const proof: Proof = { ...record, ...run, ...(before === null ? {} : { before }) }
    writeFileSync(join(folder, `${proof.name}.json`), `${JSON.stringify(proof, null, 2)}\n`)
    writeFileSync(join(folder, `${proof.name}.md`), proofPage(proof))
  }
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Proof)
  writeFileSync(join(folder, 'README.md'), indexPage(all))
  return records.length
}

function runBefore(file: string): EarlierRun | null {
  if (!existsSync(file)) return null
  const { size, seed, durationMs, commit, date } = JSON.parse(readFileSync(file, 'utf8')) as Proof
  return { size, seed, durationMs, commit, date }
}

function earlierFacts({ before }: Proof): [string, string][] {
  if (before === undefined) return []
  const { size, seed, durationMs, commit, date } = before
  return [
    ['Run before', `size ${size}, seed ${seed}, ${duration(durationMs)}, commit \`${commit}\`, ${date}`],
  ]
}

export function proofPage(proof: Proof): string {
  const facts: [string, string][] = [
    ['Size', String(proof.size)],
    ['Seed', String(proof.seed)],
    ['Duration', duration(proof.durationMs)],
    ['Commit', `\`${proof.commit}\``],
    ['Date', proof.date],
    ['Node', proof.node],
    ['Machine', proof.machine],
    ...earlierFacts(proof),
  ]
  return [
    `# ${proof.name}`,
    '',
    proof.what,
    '',
    '| | |',
    '|---|---|',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    '## Result',
    '',
    ...resultLines(proof.result),
    '',
    ...notShownLines(proof.notShown ?? []),
    `Repeat it with \`${proof.repeat ?? `pnpm prove --seed ${proof.seed}`}\`.`,
    '',
  ].join('\n')
}

function notShownLines(sentences: string[]): string[] {
  if (sentences.length === 0) return []
  return ['## What it does not show', '', ...sentences.map((sentence) => `- ${sentence}`), '']
}

/** Single values become table rows, a list of objects a table; anything nested otherwise stays JSON. */
function resultLines(result: Record<string, unknown>): string[] {
  const entries = Object.entries(result)
  const single = entries.filter(([, value]) => typeof value !== 'object' || value === null)
  const nested = entries.filter(([, value]) => typeof value === 'object' && value !== null)
  const table = single.map(([name, value]) => `| ${name} | ${String(value).replaceAll('|', '\\|')} |`)
  return [
    ...(table.length > 0 ? ['| | |', '|---|---|', ...table] : []),
    ...nested.flatMap(([name, value], index) => [
      ...(index > 0 || table.length > 0 ? [''] : []),
      `${name}:`,
      '',
      ...(isTable(value) ? tableLines(value) : ['```json', JSON.stringify(value, null, 2), '```']),
    ]),
  ]
}

type TableRow = Record<string, unknown>

function isTable(value: unknown): value is TableRow[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  )
}

function tableLines(rows: TableRow[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (value: unknown): string => {
    const text = Array.isArray(value)
      ? value.join(', ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value ?? '')
    return text.replaceAll('|', '\\|')
  }
  return [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${columns.map((column) => cell(row[column])).join(' | ')} |`),
  ]
}

export function indexPage(proofs: Proof[]): string {
  return [
    '# Proofs',
    '',
    'Written by `pnpm prove`, the tests at full size, and by `pnpm mutate`, mutation testing. Each page states what was ' +
      'shown, and how to repeat it.',
    '',
    '| Proof | What it shows | Size | Duration | Commit | Date |',
    '|---|---|---|---|---|---|',
    ...proofs.map(
      (proof) =>
        `| [${proof.name}](${proof.name}.md) | ${proof.what.replaceAll('|', '\\|')} | ${proof.size} | ` +
        `${duration(proof.durationMs)} | \`${proof.commit}\` | ${proof.date.slice(0, 10)} |`,
    ),
    '',
  ].join('\n')
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
