import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Invoice } from '../invoice/invoice.ts'
import { sampleInvoice } from '../invoice/sample-invoice.ts'
import { formatMoney } from './format.ts'
import { sumAmounts, sumBig, sumExact, totalsByCurrency } from './sum.ts'

const runs = { numRuns: proofSize(500, 50_000), seed: proofSeed() }
const max = Number.MAX_SAFE_INTEGER

test('sums are exact at any size and in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeInteger()), (amounts) => {
      const truth = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
      expect(sumBig(amounts)).toBe(truth)
      expect(sumBig(amounts.toReversed())).toBe(truth)
      const sum = sumAmounts(amounts)
      expect(sum.isOk()).toBe(truth <= BigInt(max) && truth >= BigInt(-max))
      if (sum.isOk()) expect(BigInt(sum.value)).toBe(truth)
    }),
    runs,
  )
})

test('a sum that passes the limit and comes back is a sum', () => {
  expect(sumAmounts([max, max, -max])._unsafeUnwrap()).toBe(max)
  expect(sumAmounts([max, 1])._unsafeUnwrapErr()).toEqual({ problem: 'too_large', text: '9007199254740992' })
  expect(sumAmounts([])._unsafeUnwrap()).toBe(0)
  expect(sumAmounts(new Set([1, 2]))._unsafeUnwrap()).toBe(3)
  expect(sumAmounts(new Set([1, 0.5]))._unsafeUnwrapErr()).toEqual({ problem: 'not_a_number', text: '0.5' })
})

test('equal sums are one value, whichever way they were reached', () => {
  expect(sumExact([max, max, -max, -max])).toBe(0)
  expect(sumExact([max, 1, -1])).toBe(max)
  expect(sumExact([-max, -1, 1])).toBe(-max)
  expect(sumExact([max, 1])).toBe(BigInt(max) + 1n)
})

test.each([Number.NaN, 0.5, max + 1, Number.POSITIVE_INFINITY])('%d is no amount to be added', (amount) => {
  expect(sumAmounts([1, amount])._unsafeUnwrapErr()).toEqual({
    problem: 'not_a_number',
    text: String(amount),
  })
  expect(sumBig([1, amount])).toBeNull()
})

function billed(
  currency: string | null,
  total: number | null,
  mode: 'live' | 'test' | null = 'live',
): Invoice {
  const sample = sampleInvoice({ currency, total, minorUnitDigits: currency === 'JPY' ? 0 : 2 })
  return { ...sample, source: { ...sample.source, mode } }
}

test('currencies, and live and test money, are never added together', () => {
  const invoices = [
    billed('USD', 100),
    billed('EUR', 5),
    billed('USD', 7, 'test'),
    billed('USD', -30),
    billed('USD', null),
    billed('JPY', 9, null),
    billed(null, null),
  ]
  const rows = totalsByCurrency(invoices).map((row) => [
    row.currency,
    row.mode,
    row.minorUnitDigits,
    row.count,
    row.unknown,
    row.total,
  ])
  expect(rows).toEqual([
    ['EUR', 'live', 2, 1, 0, 5n],
    ['JPY', null, 0, 1, 0, 9n],
    ['USD', 'live', 2, 3, 1, 70n],
    ['USD', 'test', 2, 1, 0, 7n],
    [null, 'live', 2, 1, 1, 0n],
  ])
})

test('totals come in one order, whatever order the invoices come in', () => {
  const groups = (['AUD', 'USD', null] as const).flatMap((currency) =>
    (['live', 'test', null] as const).flatMap((mode) =>
      [null, 0, 3].map((minorUnitDigits) => ({ ...billed(currency, 1, mode), minorUnitDigits })),
    ),
  )
  const keyOf = (row: { currency: string | null; minorUnitDigits: number | null; mode: string | null }) =>
    [row.currency, row.mode, row.minorUnitDigits].join(' ')
  const wanted = groups.map((invoice) => keyOf({ ...invoice, mode: invoice.source.mode }))
  fc.assert(
    fc.property(fc.shuffledSubarray(groups, { minLength: groups.length }), (invoices) => {
      expect(totalsByCurrency(invoices).map(keyOf)).toEqual(wanted)
    }),
    { numRuns: 50, seed: proofSeed() },
  )
})

test('an amount that is no whole number is counted as unknown, and not added', () => {
  const [row] = totalsByCurrency([billed('USD', 5), billed('USD', 0.5), billed('USD', max + 1)])
  expect(row).toMatchObject({ total: 5n, count: 3, unknown: 2 })
})

test('another amount can be added up', () => {
  const [row] = totalsByCurrency(
    [sampleInvoice({ amountDue: 4 }), sampleInvoice({ amountDue: 5 })],
    (invoice) => invoice.amountDue,
  )
  expect(row).toMatchObject({ total: 9n, count: 2, unknown: 0 })
})

test('one currency in two scales stays apart', () => {
  const rows = totalsByCurrency([sampleInvoice(), sampleInvoice({ minorUnitDigits: 3 })])
  expect(rows.map((row) => row.minorUnitDigits)).toEqual([2, 3])
})

test('sums and formatting agree beyond the safe integers', () => {
  const [row] = totalsByCurrency(Array.from({ length: 1000 }, () => sampleInvoice({ total: max })))
  expect(row?.total).toBe(BigInt(max) * 1000n)
  expect(formatMoney(row?.total ?? 0, 'USD')).toBe('$90,071,992,547,409,910.00')
})

test('nothing is lost or counted twice', () => {
  const entry = fc.tuple(
    fc.constantFrom('USD', 'EUR', 'JPY', null),
    fc.option(fc.maxSafeInteger()),
    fc.constantFrom('live' as const, 'test' as const, null),
  )
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const rows = totalsByCurrency(entries.map(([currency, total, mode]) => billed(currency, total, mode)))
      expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(entries.length)
      for (const row of rows) {
        const own = entries.filter(([currency, , mode]) => currency === row.currency && mode === row.mode)
        expect(row.total).toBe(sumBig(own.flatMap(([, total]) => (total === null ? [] : [total]))))
        expect(row.unknown).toBe(own.filter(([, total]) => total === null).length)
      }
    }),
    runs,
  )
})
