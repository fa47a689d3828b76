import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readBenchmarks, recordsFolder } from './benchmark-records.ts'
import { benchmarkGrowthSection, benchmarkRowsSection, benchmarkRunsSection } from './section-benchmarks.ts'

const docs = join(import.meta.dirname, '..')
const around = {
  at: '2026-11-20T00:00:00Z',
  commit: 'c0ffee',
  node: '24.0.0',
  cpu: 'Test',
  cores: 2,
  memoryGiB: 4,
}

function folderWith(files: Record<string, object>): string {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-records-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), JSON.stringify(content))
  return folder
}

const outcome = {
  name: 'list',
  what: 'list',
  against: 'fetch',
  measure: 'speed',
  rounds: 7,
  ours: 20,
  theirs: 10,
  figure: 0.5,
  limit: 0.4,
  aim: 0.6,
  passed: true,
  reachedAim: false,
}

it('shows both runs, the latest first, and marks the one of a busy machine', () => {
  const runs = [
    { ...around, loadBefore: 0.5, outcome },
    { ...around, loadBefore: 9, outcome: { ...outcome, figure: 0.3, passed: false } },
  ]
  const records = readBenchmarks(folderWith({ 'list.json': { runs } }))
  const section = benchmarkRowsSection(records)
  expect(section).toContain('| 0.50; 0.30 (busy) | 20.0 and 10.0 ms | yes, not the aim |')
  expect(benchmarkRunsSection(records)).toContain('2 measurements')
  expect(benchmarkRunsSection(records)).toContain('1 of them on a busy machine')
})

it('says what each of a growing number costs', () => {
  const grown = {
    name: 'growth',
    what: 'read',
    of: 'invoices',
    simulated: 'the vendor',
    points: [{ size: 1_000, milliseconds: 50, megabytes: 80 }],
  }
  const runs = [{ ...around, loadBefore: 0, outcome: grown }]
  expect(benchmarkGrowthSection(readBenchmarks(folderWith({ 'growth.json': { runs } })))).toContain(
    '| 1,000 | 50 | 50.0 | 80 |',
  )
})

it('refuses a record under another name', () => {
  const runs = [{ ...around, loadBefore: 0, outcome }]
  expect(() => readBenchmarks(folderWith({ 'other.json': { runs } }))).toThrow('of another row')
})

it('has records of rows there are, and names those that have none', () => {
  const rows = globSync('packages/benchmarks/src/rows/*.ts', { cwd: join(docs, '..') }).map((file) =>
    basename(file, '.ts'),
  )
  const records = globSync('*.json', { cwd: recordsFolder }).map((file) => basename(file, '.json'))
  const { notMeasured } = readBenchmarks()
  const measured = records.filter((name) => !name.startsWith('growth-'))
  expect([...measured, ...notMeasured].sort()).toEqual(rows.sort())
  for (const name of notMeasured) expect(benchmarkRowsSection()).toContain(`\`${name}\``)
})

it('is what the page says', () => {
  const page = readFileSync(join(docs, 'benchmarks.md'), 'utf8')
  for (const section of [benchmarkRowsSection(), benchmarkGrowthSection(), benchmarkRunsSection()])
    expect(page).toContain(section)
})
