import { describe, expect, test } from 'vitest'
import { conformanceTests, groupNames } from '../src/index.ts'
import { referenceHarness } from './reference-harness.ts'

describe('the reference adapter', () => {
  const run = conformanceTests(test, referenceHarness())

  test('leaves nothing unproven', () => {
    expect(run.notProven).toEqual([])
    expect(run.notApplicable.map((one) => one.assertion)).toEqual(['unsupported/refusal-comes-first'])
    expect([...new Set(run.tests.map((one) => one.group))]).toEqual([...groupNames])
  })

  test('has a name for every assertion, and no name twice', () => {
    const names = run.tests.map((one) => one.assertion)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+\/[a-zA-Z0-9.-]+$/)
  })
})

describe('a poorer reference adapter', () => {
  const run = conformanceTests(
    test,
    referenceHarness({
      name: 'reference without much',
      without: [
        'create',
        'createMany',
        'update',
        'finalize',
        'delete',
        'refund',
        'customers.create',
        'webhooks.read',
      ],
    }),
  )

  test('is refused by name where it lacks an operation, and not judged by what it lacks', () => {
    const names = run.tests.map((one) => one.assertion)
    expect(names).toContain('unsupported/create-is-refused')
    expect(names.filter((name) => name.startsWith('webhooks/'))).toEqual([])
    expect(run.notApplicable.map((one) => one.assertion)).toContain('write/create-takes-effect')
  })
})
