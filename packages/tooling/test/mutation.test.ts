import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Explained, judgeMutants } from '../src/mutation/judge.ts'
import { digestOf, keepRun, readLastRun } from '../src/mutation/last-run.ts'
import { type Mutant, readMutants } from '../src/mutation/mutant.ts'
import { mutationRecord } from '../src/mutation/mutation-record.ts'
import { readReasons } from '../src/mutation/reasons.ts'
import { mutationScopes } from '../src/mutation/scopes.ts'
import { proofPage } from '../src/proof-pages.ts'
import { root } from '../src/root.ts'
import { run } from '../src/run.ts'

const file = 'packages/core/src/money/sum.ts'
const text = { file, mutator: 'EqualityOperator', from: 'a < b', to: 'a <= b' }
const killed: Mutant = { ...text, to: 'a >= b', line: 3, status: 'Killed' }
const survived: Mutant = { ...text, line: 3, status: 'Survived' }
const explained: Explained = { ...text, reason: 'They are never equal here.' }
const nineKilled = Array.from({ length: 9 }, () => killed)

describe('a scope', () => {
  test('holds with nine of ten noticed and a reason for the tenth', () => {
    const { score, problems, survivors } = judgeMutants([...nineKilled, survived], [explained])
    expect(score).toBe(0.9)
    expect(problems).toEqual([])
    expect(survivors).toEqual([{ mutant: survived, reason: 'They are never equal here.' }])
  })

  test('holds wherever the lines have moved to', () => {
    expect(judgeMutants([...nineKilled, { ...survived, line: 99 }], [explained]).problems).toEqual([])
  })

  test('fails below nine of ten, all of them explained or not', () => {
    const { problems } = judgeMutants([...nineKilled.slice(1), survived], [explained])
    expect(problems).toEqual(['The score is 0.888, which is below 0.9.'])
  })

  test('is not rounded up to nine of ten', () => {
    const many = Array.from({ length: 89_996 }, () => killed)
    const rest = Array.from({ length: 10_004 }, () => survived)
    const { problems } = judgeMutants([...many, ...rest], [{ ...explained, times: 10_004 }])
    expect(problems).toEqual(['The score is 0.899, which is below 0.9.'])
  })

  test('fails with a survivor that has no reason, reached by a test or not', () => {
    for (const status of ['Survived', 'NoCoverage'] as const) {
      expect(judgeMutants([...nineKilled, { ...survived, status }], []).problems).toEqual([
        `No reason is given why this survives: EqualityOperator of "a < b" to "a <= b" in ${file}, line 3.`,
      ])
    }
  })

  test('fails with a reason for what a test notices by now', () => {
    expect(judgeMutants([...nineKilled, { ...survived, status: 'Killed' }], [explained]).problems).toEqual([
      `A reason is given for what no longer survives: EqualityOperator of "a < b" to "a <= b" in ${file}.`,
    ])
  })

  test('fails with two survivors of one text where the reason speaks of one', () => {
    const mutants = [...nineKilled, ...nineKilled, survived, { ...survived, line: 9 }]
    expect(judgeMutants(mutants, [{ ...explained, times: 2 }]).problems).toEqual([])
    expect(judgeMutants(mutants, [explained]).problems).toEqual([
      `A reason speaks of 1 survivors and 2 are there: EqualityOperator of "a < b" to "a <= b" in ${file}.`,
    ])
  })

  test('fails with two reasons for one survivor, and with a reason of no words', () => {
    const [twice] = judgeMutants([...nineKilled, survived], [explained, { ...explained }]).problems
    expect(twice).toContain('Two reasons are given')
    const [empty] = judgeMutants([...nineKilled, survived], [{ ...explained, reason: ' ' }]).problems
    expect(empty).toContain('The reason is empty')
  })

  test('without a mutant, or with one that was not tried, does not hold', () => {
    expect(judgeMutants([], []).problems).toEqual(['The score is 0.000, which is below 0.9.'])
    expect(judgeMutants([killed, { ...survived, status: 'Pending' }], []).problems).toEqual([
      '1 mutants were not tried.',
    ])
  })

  test('counts what timed out as noticed, and what was ignored or not loaded neither way', () => {
    const statuses = ['Timeout', 'Ignored', 'RuntimeError', 'CompileError'] as const
    const { counts, score } = judgeMutants(
      statuses.map((status) => ({ ...killed, status })),
      [],
    )
    expect(counts).toMatchObject({ killed: 0, timeout: 1, ignored: 1, notLoaded: 2 })
    expect(score).toBe(1)
  })
})

test('a mutant is told by its text in the source, on one line', () => {
  const path = join(root, 'packages/tooling/src/seed.ts')
  const place = { fileName: path, id: '1', mutatorName: 'BlockStatement', replacement: '{\n}' }
  const location = { start: { line: 4, column: 8 }, end: { line: 6, column: 15 } }
  expect(readMutants([{ ...place, location, status: 'Survived' }], root)).toEqual([
    {
      file: 'packages/tooling/src/seed.ts',
      line: 4,
      mutator: 'BlockStatement',
      from: 'interface SeedChoice { seed: number rest: string',
      to: '{ }',
      status: 'Survived',
    },
  ])
})

test('the page lists each survivor with its reason, and how to repeat the run', () => {
  const scope = {
    what: 'sums',
    mutate: [],
    tests: ['sum.test.ts'],
    leftOut: { 'x.ts': 'It holds types alone.' },
  }
  const quoted: Mutant = { ...survived, from: '`a | b`', to: '``' }
  const mutants = [
    ...nineKilled,
    quoted,
    { ...killed, status: 'Ignored', ignoredBecause: 'A sentence.' } as Mutant,
  ]
  const judgement = judgeMutants(mutants, [{ ...explained, from: '`a | b`', to: '``' }])
  const record = mutationRecord('sums', scope, mutants, judgement, 5)
  const page = proofPage({ ...record, commit: 'abc', date: '2026-11-20T00:00:00Z', node: '24', machine: 'x' })
  expect(record).toMatchObject({
    name: 'mutation-sums',
    size: 11,
    result: { score: 0.9, killed: 9, survived: 1 },
  })
  expect(page).toContain(
    `| ${file}:3 | EqualityOperator | \`\` \`a \\| b\` \`\` | \`\`\` \`\` \`\`\` | yes | They are never equal here. |`,
  )
  expect(page).toContain('| ` x.ts ` | It holds types alone. |')
  expect(page).toContain(`| ${file}:3 | EqualityOperator | \` a < b \` | A sentence. |`)
  expect(page).toContain('Repeat it with `pnpm mutate sums`.')
})

test('a run can be judged again until a source or a test of its scope changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-test-'))
  try {
    mkdirSync(join(folder, 'src'))
    cpSync(join(root, 'packages/tooling/src/seed.ts'), join(folder, 'src/sum.ts'))
    writeFileSync(join(folder, 'src/sum.test.ts'), 'first')
    const scope = { what: 'sums', mutate: ['src/*.ts'], tests: ['src/*.test.ts'] }
    expect(readLastRun('sums', scope, folder)).toBeNull()
    const run = { commit: 'abc', date: '2026-11-20T00:00:00Z', node: '24', machine: 'x' }
    const found = { run, durationMs: 5, digest: digestOf(scope, folder), mutants: [killed] }
    keepRun('sums', found, folder)
    expect(readLastRun('sums', scope, folder)).toEqual(found)
    writeFileSync(join(folder, 'src/sum.test.ts'), 'second')
    expect(readLastRun('sums', scope, folder)).toBeNull()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('every file of reasons belongs to a scope, and says something', () => {
  const folder = join(root, 'packages/tooling/src/mutation/reasons')
  for (const name of readdirSync(folder)) {
    const scope = name.replace('.json', '')
    expect(Object.keys(mutationScopes)).toContain(scope)
    expect(readReasons(scope).length).toBeGreaterThan(0)
  }
  expect(readReasons('none')).toEqual([])
})

test('an unknown scope, and a file without a scope, are refused before anything runs', () => {
  const program = join(root, 'packages/tooling/src/mutate.ts')
  const unknown = run(process.execPath, [program, 'mony'], root)
  expect([unknown.ok, unknown.output]).toEqual([
    false,
    `There is no scope "mony"; there are ${Object.keys(mutationScopes).join(', ')}.\n`,
  ])
  const fileAlone = run(process.execPath, [program, file], root)
  expect([fileAlone.ok, fileAlone.output]).toEqual([
    false,
    'Files can be chosen within one scope: name it before them.\n',
  ])
})
