import { expect, test } from 'vitest'
import type { Invoice } from './invoice.ts'
import { parseFields } from './parse-input.ts'
import { sampleInvoice, sampleLine } from './sample-invoice.ts'
import { invoiceSchema } from './schema.ts'

test('an invoice comes back from JSON as it was', () => {
  const invoice = sampleInvoice({ payments: [{ id: 'p', amount: 5, at: null, kind: 'credit' }] })
  expect(invoiceSchema.parse(JSON.parse(JSON.stringify(invoice)))).toStrictEqual(invoice)
})

test('a field of a later version is dropped', () => {
  expect(invoiceSchema.parse({ ...sampleInvoice(), later: 1 })).toStrictEqual(sampleInvoice())
})

test('every field must be there, also where it is null', () => {
  for (const field of Object.keys(sampleInvoice())) {
    const { [field as keyof Invoice]: _, ...rest } = sampleInvoice()
    const problems = parseFields(invoiceSchema, rest)._unsafeUnwrapErr()
    expect(problems.map((problem) => problem.field)).toEqual([field])
  }
})

const source = sampleInvoice().source

test.each<[Record<string, unknown>, string]>([
  [{ total: 0.5 }, 'total'],
  [{ total: 2 ** 53 }, 'total'],
  [{ total: '100' }, 'total'],
  [{ amountDue: Number.NaN }, 'amountDue'],
  [{ status: 'overdue' }, 'status'],
  [{ dueAt: '2026-07-01' }, 'dueAt'],
  [{ dueAt: '2026-02-30T00:00:00Z' }, 'dueAt'],
  [{ schemaVersion: 2 }, 'schemaVersion'],
  [{ minorUnitDigits: 2.5 }, 'minorUnitDigits'],
  [{ currency: '' }, 'currency'],
  [{ lines: [sampleLine({ amount: 0.1 })] }, 'lines.0.amount'],
  [{ lines: [sampleLine({ unitPrice: '1e5' })] }, 'lines.0.unitPrice'],
  [{ source: { ...source, readAt: 'now' } }, 'source.readAt'],
  [{ source: { ...source, mode: 'sandbox' } }, 'source.mode'],
  [{ metadata: [] }, 'metadata'],
  [{ raw: 'text' }, 'raw'],
])('%j is no invoice', (changes, field) => {
  const problems = parseFields(invoiceSchema, { ...sampleInvoice(), ...changes })._unsafeUnwrapErr()
  expect(problems.map((problem) => problem.field)).toEqual([field])
})

test('dates become UTC, and an unknown currency stays as it is', () => {
  const invoice = sampleInvoice({
    dueAt: '2026-08-01T02:00:00+02:00',
    currency: 'ETH',
    minorUnitDigits: null,
  })
  expect(invoiceSchema.parse(invoice)).toMatchObject({ dueAt: '2026-08-01T00:00:00Z', currency: 'ETH' })
})
