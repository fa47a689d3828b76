import { conformanceTests } from '@invoice-adapters/conformance'
import { describe, expect, test } from 'vitest'
import type { AssetDialect } from '../src/index.ts'
import { assetHarness } from './conformance/harness.ts'

/** A busy machine takes its time for the many errors of one test. */
const patiently = (name: string, run: () => Promise<void>): void => test(name, run, 60_000)

/** What the emulator's ledger does not tell, and what Asset does not have. */
const known = [
  'coverage/reported-equals-truth: no record that the harness can make has a known lines.id',
  'coverage/reported-equals-truth: no record that the harness can make has a known lines.metadata',
  'errors/changing-failure-in-success: the harness cannot simulate failure_in_success',
  'errors/reading-failure-in-success: the harness cannot simulate failure_in_success',
  'errors/request-id-is-told: the oracle does not know the ids of requests',
  'errors/writing-failure-in-success: the harness cannot simulate failure_in_success',
  'money/credit-notes-stay-negative: the harness cannot simulate credit_notes',
  'money/minor-units: no currency with 0 decimals can be seeded',
  'money/minor-units: no currency with 3 decimals can be seeded',
  'money/unknown-currency-has-no-amounts: the harness cannot simulate unknown_currency',
  // Of words, Asset has a status alone.
  'read/unheard-values-are-kept: the harness can put an unheard word into no field',
  'write/different-outcome-is-an-error: the harness cannot simulate comes_out_different',
  'write/writable-fields-are-written: the oracle does not know lines.metadata',
]

const knownByDialect: Record<AssetDialect, string[]> = {
  'amount-lines': [],
  'unit-price-lines': [
    'coverage/reported-equals-truth: no record that the harness can make has a known lines.discount',
    'coverage/reported-equals-truth: no record that the harness can make has a known lines.tax',
    'coverage/reported-equals-truth: no record that the harness can make has a known lines.taxRate',
    'write/accepted-losses-are-not-written: the oracle does not know lines.taxRate',
    'write/writable-fields-are-written: the oracle does not know lines.tax',
  ],
}

for (const dialect of ['amount-lines', 'unit-price-lines'] as const) {
  describe(`Asset ${dialect} over the emulator`, () => {
    const run = conformanceTests(patiently, assetHarness(dialect))

    test('what could not be proven is known', () => {
      const gaps = run.notProven.map(({ assertion, reason }) => `${assertion}: ${reason}`)
      expect(gaps.sort()).toEqual([...known, ...knownByDialect[dialect]].sort())
    })
  })

  describe.each(['JPY', 'KWD'])(`Asset ${dialect} with books in %s`, (currency) => {
    conformanceTests(patiently, assetHarness(dialect, currency), { groups: ['money'] })
  })
}
