import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumBig } from '../money/sum.ts'
import type { Invoice } from './invoice.ts'
import { sampleInvoice, sampleLine } from './sample-invoice.ts'
import { toNewInvoice } from './to-new-invoice.ts'

const overrides = { externalId: 'migrated-1', customer: { id: 'cus_there' } }

function linesOf(changes: Partial<Invoice>) {
  return toNewInvoice(sampleInvoice(changes), overrides)._unsafeUnwrap().lines
}

test('what both shapes have goes along', () => {
  const invoice = sampleInvoice({ tax: 0, total: 10000 })
  expect(toNewInvoice(invoice, overrides)._unsafeUnwrap()).toStrictEqual({
    ...overrides,
    currency: 'USD',
    lines: [{ description: 'Consulting', amount: 10000, quantity: '2', unitPrice: '50' }],
    dueAt: '2026-07-31T00:00:00Z',
    issuedAt: '2026-07-01T00:00:00Z',
    number: 'INV-1',
    memo: 'Thank you, Ada',
    purchaseOrder: 'PO-Ada',
    collection: 'send_invoice',
    metadata: { note: 'Ada' },
  })
})

const whole = [{ description: 'Invoice INV-1', amount: 10800 }]

test.each<[string, Partial<Invoice>, unknown[]]>([
  [
    'lines with their own tax are kept',
    { lines: [sampleLine({ tax: 800, taxRate: '8' })] },
    [{ description: 'Consulting', amount: 10000, quantity: '2', unitPrice: '50', tax: 800, taxRate: '8' }],
  ],
  ['tax of the document makes one line', {}, whole],
  ['lines that are not known make one line', { lines: null }, whole],
  ['no lines make one line', { lines: [] }, whole],
  ['one unknown amount makes one line', { lines: [sampleLine(), sampleLine({ amount: null })] }, whole],
  [
    'without a number the id stands for it',
    { lines: null, number: null },
    [{ description: 'Invoice inv_1', amount: 10800 }],
  ],
  [
    'tax inside is taken out of the amount',
    { taxInclusive: true, total: 10000, lines: [sampleLine({ tax: 741 })] },
    [{ description: 'Consulting', amount: 9259, tax: 741 }],
  ],
  [
    'inside or not is told by the total',
    { taxInclusive: null, total: 10000, lines: [sampleLine({ tax: 741 })] },
    [{ description: 'Consulting', amount: 9259, tax: 741 }],
  ],
  [
    'a price that does not make the amount is left out',
    { total: 9000, lines: [sampleLine({ amount: 9000, discount: 1000 })] },
    [{ description: 'Consulting', amount: 9000 }],
  ],
  [
    'a line without words gets a name',
    { total: 5, lines: [sampleLine({ amount: 5, description: null, unitPrice: null })] },
    [{ description: 'Item 1', amount: 5 }],
  ],
  [
    'a credit note stays negative',
    { kind: 'credit_note', total: -500, lines: null },
    [{ description: 'Credit note INV-1', amount: -500 }],
  ],
])('%s', (_, changes, lines) => {
  expect(linesOf(changes)).toStrictEqual(lines)
})

test.each<[Partial<Invoice>, string]>([
  [{ total: null }, 'total'],
  [{ currency: null }, 'currency'],
  [{ currency: 'ETH' }, 'currency'],
  [{ minorUnitDigits: 3 }, 'minorUnitDigits'],
  [{ metadata: { constructor: 1 } }, 'metadata.constructor'],
])('%j cannot be created again', (changes, field) => {
  const problems = toNewInvoice(sampleInvoice(changes), overrides)._unsafeUnwrapErr()
  expect(problems.map((problem) => problem.field)).toEqual([field])
})

test('the key and the customer are judged as well', () => {
  const problems = toNewInvoice(sampleInvoice(), { externalId: '', customer: {} })._unsafeUnwrapErr()
  expect(problems.map((problem) => problem.field)).toEqual(['externalId', 'customer'])
})

test('the total never changes', () => {
  const amount = fc.integer({ min: -1e9, max: 1e9 })
  const line = fc.record({
    amount: fc.option(amount),
    tax: fc.option(amount),
    quantity: fc.constantFrom(null, '2'),
    unitPrice: fc.constantFrom(null, '0.015', '50'),
  })
  const invoice = fc.record({
    lines: fc.option(fc.array(line, { maxLength: 3 })),
    taxInclusive: fc.option(fc.boolean()),
    off: fc.constantFrom(0, 0, 1),
  })
  fc.assert(
    fc.property(invoice, ({ lines, taxInclusive, off }) => {
      const terms = (lines ?? []).flatMap((item) => [
        item.amount ?? 0,
        taxInclusive === true ? 0 : (item.tax ?? 0),
      ])
      const total = Number(sumBig(terms)) + off
      const source = sampleInvoice({ total, taxInclusive, lines: lines?.map(sampleLine) ?? null })
      const created = toNewInvoice(source, overrides)._unsafeUnwrap()
      expect(sumBig(created.lines.flatMap((item) => [item.amount, item.tax ?? 0]))).toBe(BigInt(total))
    }),
    { numRuns: proofSize(500, 20_000), seed: proofSeed() },
  )
})
