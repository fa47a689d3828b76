import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ProofRecord, proofSeed, proofSize, recordProof } from '../src/proof.ts'
import { proofPage, writeProofs } from '../src/proof-pages.ts'
import { readSeed } from '../src/seed.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proof-test-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const input = {
  name: 'amounts-survive',
  what: 'Amounts survive both ways.',
  size: 10,
  result: { mismatches: 0 },
}

test('the quick tier is small, repeatable and leaves nothing behind', () => {
  vi.stubEnv('PROVE', '')
  vi.stubEnv('PROVE_SEED', '')
  vi.stubEnv('PROOF_DIR', folder)
  recordProof(input)
  expect(readdirSync(folder)).toEqual([])
  expect(proofSize(1, 1000)).toBe(1)
  expect(proofSeed()).toBe(proofSeed())
})

test('the full tier records what was found, the seed and the duration of the running test', async () => {
  vi.stubEnv('PROVE', 'full')
  vi.stubEnv('PROVE_SEED', '7')
  vi.stubEnv('PROOF_DIR', folder)
  await new Promise((resolve) => setTimeout(resolve, 30))
  recordProof(input)
  expect(proofSize(1, 1000)).toBe(1000)
  const record = JSON.parse(readFileSync(join(folder, 'amounts-survive.json'), 'utf8')) as ProofRecord
  expect(record).toMatchObject({ ...input, seed: 7 })
  expect(record.durationMs).toBeGreaterThanOrEqual(25)
  expect(record.durationMs).toBeLessThan(5000)
})

test('a name that is no file name, and a seed that is no number, are refused', () => {
  vi.stubEnv('PROVE', 'full')
  vi.stubEnv('PROOF_DIR', folder)
  expect(() => recordProof({ ...input, name: '../Elsewhere' })).toThrow('kebab-case')
  vi.stubEnv('PROVE_SEED', 'seven')
  expect(() => proofSeed()).toThrow('whole number')
})

test('the seed comes from the flag, else the environment, else the clock', () => {
  expect(readSeed(['--seed', '5', 'packages/core'], '6', 9)).toEqual({ seed: 5, rest: ['packages/core'] })
  expect(readSeed(['--seed=5'], undefined, 9).seed).toBe(5)
  expect(readSeed([], '6', 9).seed).toBe(6)
  expect(readSeed([], '', 9).seed).toBe(9)
  expect(readSeed(['--seed'], undefined, 9).problem).toContain('whole number')
  expect(readSeed(['--seed', '99999999999'], undefined, 9).problem).toContain('32-bit')
})

test('pages carry the run, and the index keeps proofs of earlier runs', () => {
  const run = { commit: 'abc', date: '2026-11-20T00:00:00Z', node: '24.21.0', machine: '2 cores' }
  const record = { ...input, seed: 7, durationMs: 1500 }
  writeProofs(folder, [{ ...record, name: 'earlier' }], { ...run, commit: 'old' })
  expect(writeProofs(folder, [record], run)).toBe(1)
  const index = readFileSync(join(folder, 'README.md'), 'utf8')
  expect(index).toContain(
    '| [amounts-survive](amounts-survive.md) | Amounts survive both ways. | 10 | 1.5 s | `abc` |',
  )
  expect(index).toContain('`old`')
  expect(proofPage({ ...record, ...run, result: { count: 3, byKind: { a: 1 } } })).toContain('| count | 3 |')
})

test('a page tells of the run before as well', () => {
  const run = { commit: 'abc', date: '2026-11-20T00:00:00Z', node: '24.21.0', machine: '2 cores' }
  const page = (): string => readFileSync(join(folder, 'amounts-survive.md'), 'utf8')
  writeProofs(folder, [{ ...input, seed: 7, durationMs: 1500 }], { ...run, commit: 'old' })
  expect(page()).not.toContain('Run before')
  for (const seed of [8, 9]) writeProofs(folder, [{ ...input, seed, durationMs: 2500 }], run)
  expect(page()).toContain('| Run before | size 10, seed 8, 2.5 s, commit `abc`, 2026-11-20T00:00:00Z |')
  expect(page()).not.toContain('old')
})

test('a run of a part leaves the records of every other run as they are', () => {
  const run = { commit: 'abc', date: '2026-11-20T00:00:00Z', node: '24.21.0', machine: '2 cores' }
  const record = { ...input, seed: 7, durationMs: 1500 }
  writeProofs(folder, [record, { ...record, name: 'other' }], { ...run, commit: 'old' })
  const files = ['other.json', 'other.md'].map((name) => join(folder, name))
  const before = files.map((file) => readFileSync(file, 'utf8'))
  writeProofs(folder, [{ ...record, seed: 8, durationMs: 99 }], run)
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before)
  const renewed = JSON.parse(readFileSync(join(folder, 'amounts-survive.json'), 'utf8')) as ProofRecord
  expect(renewed).toMatchObject({ commit: 'abc', seed: 8, durationMs: 99 })
  const index = readFileSync(join(folder, 'README.md'), 'utf8')
  expect(index).toContain('[other](other.md) | Amounts survive both ways. | 10 | 1.5 s | `old`')
  expect(index).toContain(
    '[amounts-survive](amounts-survive.md) | Amounts survive both ways. | 10 | 99 ms | `abc`',
  )
})

test('a page says what its proof does not show, where there is something to say', () => {
  const run = { commit: 'abc', date: '2026-11-20T00:00:00Z', node: '24', machine: 'linux' }
  const record = { ...input, ...run, seed: 1, durationMs: 5 }
  expect(proofPage(record)).not.toContain('does not show')
  const page = proofPage({ ...record, notShown: ['A live vendor.', 'Speed.'] })
  expect(page).toContain('## What it does not show\n\n- A live vendor.\n- Speed.\n')
})

test('shows a list of objects as a table', () => {
  const rows = [
    { defect: 'a | b', failed: ['x', 'y'] },
    { defect: 'c', group: 'money' },
  ]
  const record = { name: 'planted', what: 'It fires.', size: 2, seed: 1, durationMs: 5, result: { rows } }
  const run = { commit: 'abc', date: '2026-11-20T00:00:00Z', node: '24', machine: 'linux' }
  const page = proofPage({ ...record, ...run })
  expect(page).toContain('| defect | failed | group |')
  expect(page).toContain('| a \\| b | x, y |  |')
})
