import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Invoice } from '../invoice/invoice.ts'
import { sampleInvoice, sampleLine } from '../invoice/sample-invoice.ts'
import { checkTotals } from './totals.ts'

function fieldsNoted(changes: Partial<Invoice>): (string | null)[] {
  return checkTotals(sampleInvoice(changes)).map((note) => note.field)
}

test('amounts that add up leave no note', () => {
  expect(fieldsNoted({})).toEqual([])
})

test('a mismatch names both figures and changes nothing', () => {
  const invoice = sampleInvoice({ lines: [sampleLine({ amount: 9999 })] })
  const before = structuredClone(invoice)
  expect(checkTotals(invoice)).toEqual([
    {
      code: 'totals_mismatch',
      field: 'lines',
      message: 'The line amounts add up to 9999 minor units, but subtotal is 10000.',
    },
  ])
  expect(invoice).toEqual(before)
})

test.each<[string, Partial<Invoice>, string[]]>([
  ['a total one unit off', { total: 10801, amountDue: 10801 }, ['total']],
  [
    'discount and credit are taken off',
    { discount: 1000, creditApplied: 500, total: 9300, amountDue: 9300 },
    [],
  ],
  ['a discount that was not taken off', { discount: 1000 }, ['total']],
  ['tax inside is not added', { taxInclusive: true, total: 10000, amountDue: 10000 }, []],
  ['tax inside and added all the same', { taxInclusive: true }, ['total']],
  [
    'tax inside need not be known',
    { taxInclusive: true, tax: null, total: 9999, amountDue: 9999 },
    ['total'],
  ],
  ['inside or not unknown: on top', { taxInclusive: null }, []],
  ['inside or not unknown: inside', { taxInclusive: null, total: 10000, amountDue: 10000 }, []],
  ['inside or not unknown: neither', { taxInclusive: null, total: 10001, amountDue: 10001 }, ['total']],
  ['due is less what was paid', { amountPaid: 800, amountDue: 10000, payments: null }, []],
  ['due without what was paid', { amountPaid: 800, payments: null }, ['amountDue']],
  ['due while past due', { status: 'past_due', amountDue: 1 }, ['amountDue']],
  ['due is not judged once settled', { status: 'paid', amountDue: 0 }, []],
  ['no lines at all', { lines: [] }, ['lines']],
  [
    'a credit note',
    {
      subtotal: -10000,
      tax: -800,
      total: -10800,
      amountDue: -10800,
      lines: [sampleLine({ amount: -10000 })],
    },
    [],
  ],
])('%s', (_, changes, fields) => {
  expect(fieldsNoted(changes)).toEqual(fields)
})

test.each<[string, Partial<Invoice>]>([
  ['subtotal', { subtotal: null }],
  ['discount', { discount: null, total: 1, amountDue: 1 }],
  ['creditApplied', { creditApplied: null, total: 1, amountDue: 1 }],
  ['tax', { tax: null, total: 1, amountDue: 1 }],
  ['total', { total: null, amountDue: 1 }],
  ['amountPaid', { amountPaid: null, amountDue: 1 }],
  ['amountDue', { amountDue: null }],
  ['lines', { lines: null }],
  ['the amount of one line', { lines: [sampleLine(), sampleLine({ amount: null })] }],
])('nothing is checked where %s is not known', (_, changes) => {
  expect(fieldsNoted(changes)).toEqual([])
})

const paid = (amount: number | null, kind: 'payment' | 'credit' | 'write_off' = 'payment') => ({
  id: null,
  amount,
  at: null,
  kind,
})

test.each<[string, Partial<Invoice>, string[]]>([
  ['payments and credit are what was paid', { payments: [paid(300), paid(500, 'credit')] }, []],
  ['a write-off may count', { payments: [paid(300), paid(500, 'write_off')] }, []],
  ['a write-off may not count', { payments: [paid(800), paid(10_000, 'write_off')] }, []],
  ['neither way', { payments: [paid(799), paid(500, 'write_off')] }, ['amountPaid']],
  ['one unknown', { payments: [paid(799), paid(null)] }, []],
])('%s', (_, changes, fields) => {
  expect(fieldsNoted({ amountPaid: 800, amountDue: 10_000, ...changes })).toEqual(fields)
})

test('the lines may add up to another figure of the vendor', () => {
  const after = { discount: 1000, creditApplied: 500, total: 9300, amountDue: 9300 }
  const lines = [sampleLine(), sampleLine({ amount: -1500, kind: 'discount' })]
  const invoice = sampleInvoice({ ...after, lines })
  const either = ['subtotal', 'subtotal_less_discount_and_credit'] as const
  expect(checkTotals(invoice).map((note) => note.field)).toEqual(['lines'])
  expect(checkTotals(invoice, { linesSumTo: either })).toEqual([])
  expect(checkTotals({ ...invoice, lines: [sampleLine()] }, { linesSumTo: either })).toEqual([])
  expect(
    checkTotals({ ...invoice, lines: [sampleLine({ amount: 1 })] }, { linesSumTo: either }),
  ).toMatchObject([
    {
      message:
        'The line amounts add up to 1 minor units, but subtotal or subtotal less discount and credit is 10000 or 8500.',
    },
  ])
})

test('each figure that does not fit is named with what it should be', () => {
  const invoice = sampleInvoice({ total: 10_801, amountPaid: 800, amountDue: 1, payments: [paid(799)] })
  expect(checkTotals(invoice)).toEqual([
    {
      code: 'totals_mismatch',
      field: 'total',
      message: 'The total is 10801 minor units, but subtotal, discount, credit and tax make 10800.',
    },
    {
      code: 'totals_mismatch',
      field: 'amountDue',
      message: 'The amount due is 1 minor units, but the total less what was paid is 10001.',
    },
    {
      code: 'totals_mismatch',
      field: 'amountPaid',
      message: 'The amount paid is 800 minor units, but the payments add up to 799.',
    },
  ])
})

test('the lines may add up to the total, or be judged by nothing', () => {
  const lines = [sampleLine({ amount: 10_800 })]
  expect(fieldsNoted({ lines })).toEqual(['lines'])
  expect(checkTotals(sampleInvoice({ lines }), { linesSumTo: ['total'] })).toEqual([])
  const [note] = checkTotals(sampleInvoice(), { linesSumTo: ['total'] })
  expect(note?.message).toBe('The line amounts add up to 10000 minor units, but total is 10800.')
  expect(checkTotals(sampleInvoice({ lines }), { linesSumTo: [] })).toEqual([])
})

test('a figure that is not known might be the right one', () => {
  const invoice = sampleInvoice({ discount: null, lines: [sampleLine({ amount: 1 })] })
  expect(checkTotals(invoice, { linesSumTo: ['subtotal', 'subtotal_less_discount_and_credit'] })).toEqual([])
})

test('exact where numbers would no longer be, and never an exception', () => {
  const max = Number.MAX_SAFE_INTEGER
  const lines = [sampleLine({ amount: max }), sampleLine({ amount: max })]
  expect(fieldsNoted({ lines, subtotal: max })).toContain('lines')
  expect(() => fieldsNoted({ subtotal: Number.NaN, total: 0.5 })).not.toThrow()
})

test('an invoice built by the rules has no note, and one unit more has', () => {
  const amount = fc.integer({ min: -1e9, max: 1e9 })
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1 }),
      amount,
      amount,
      amount,
      amount,
      (lines, discount, credit, tax, paidSoFar) => {
        const subtotal = lines.reduce((sum, line) => sum + line, 0)
        const total = subtotal - discount - credit + tax
        const invoice = sampleInvoice({
          lines: lines.map((line) => sampleLine({ amount: line })),
          ...{ subtotal, discount, creditApplied: credit, tax, total },
          ...{ amountPaid: paidSoFar, amountDue: total - paidSoFar, payments: [paid(paidSoFar)] },
        })
        expect(checkTotals(invoice)).toEqual([])
        for (const field of ['subtotal', 'total', 'amountDue', 'amountPaid'] as const) {
          expect(checkTotals({ ...invoice, [field]: (invoice[field] ?? 0) + 1 })).not.toEqual([])
        }
      },
    ),
    { numRuns: proofSize(300, 20_000), seed: proofSeed() },
  )
})
