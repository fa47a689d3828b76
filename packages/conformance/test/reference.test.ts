import type { RateLimiter } from '@invoice-adapters/core'
import { createRateLimiter, defineAdapter } from '@invoice-adapters/core/authoring'
import { describe, expect, test } from 'vitest'
import { type ConformanceRun, conformanceTests, groupNames, type Harness } from '../src/index.ts'
import { referenceDefinition } from '../src/reference/adapter.ts'
import { type MakeAdapter, makeReference, referenceHarness } from './reference-harness.ts'

/** A busy machine takes its time for the many errors of one test. */
const patiently = (name: string, run: () => Promise<void>): void => test(name, run, 60_000)

describe('the reference adapter', () => {
  const run = conformanceTests(patiently, referenceHarness())

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

/** The one test of that name, to be run by hand. */
function testOf(harness: Harness, assertion: string): { run: ConformanceRun; test: () => Promise<void> } {
  let found = async (): Promise<void> => {
    throw new Error(`there is no ${assertion}`)
  }
  const run = conformanceTests((name, test) => {
    if (name.includes(`: ${assertion}: `)) found = test
  }, harness)
  return { run, test: () => found() }
}

describe('what the kit says beside passed and failed', () => {
  test('a dry run that was left out is not applicable, and does not count as passed', async () => {
    const make: MakeAdapter = (options) => {
      const { dryRun: _left, ...definition } = referenceDefinition(options)
      return defineAdapter(definition)._unsafeUnwrap()
    }
    const harness = referenceHarness({ make })
    for (const assertion of ['write/dry-run-sends-nothing', 'secrets/no-secret-in-dry-runs']) {
      const { run, test: dryRun } = testOf(harness, assertion)
      await dryRun()
      expect(run.notApplicable.map((one) => one.assertion)).toContain(assertion)
    }
  })

  test('worlds that share a rate limiter are a fault of the harness, and named as one', async () => {
    const { acquire, observe } = createRateLimiter()
    const limiter: RateLimiter = {
      acquire: (_key, ...rest) => acquire('one key', ...rest),
      observe: (_key, seen) => observe('one key', seen),
    }
    const make: MakeAdapter = (options) => makeReference({ ...options, limiter })
    const harness = referenceHarness({ make })
    const { test: retryAfter } = testOf(harness, 'errors/retry-after-is-told')
    await expect(retryAfter()).rejects.toThrow('harness: a rate limit of one world was met in another')
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
