import type { CanonicalField, NewInvoice, NewInvoiceLine } from '@invoice-adapters/core'
import { majorText } from './currency-digits.ts'
import type { Bench } from './kit-test.ts'
import { day, fromNow } from './seeding.ts'

/** A field that `create` can be asked to set, and the value that it must then have at the vendor. */
export interface WritableField {
  field: CanonicalField
  set(input: NewInvoice, bench: Bench): NewInvoice
  /** The same with another value of the field. */
  other(input: NewInvoice, bench: Bench): NewInvoice
  expected(input: NewInvoice): unknown
}

const lineAmount = 3_000

function withLine(input: NewInvoice, change: Partial<NewInvoiceLine>): NewInvoice {
  return { ...input, lines: input.lines.map((line, index) => (index === 0 ? { ...line, ...change } : line)) }
}

/** Quantity and price belong together: what can be written of the two is given. */
function withPrice(input: NewInvoice, bench: Bench, quantity: number): NewInvoice {
  const price = bench.capabilities.coverage['lines.unitPrice'].write === 'yes'
  const unitPrice = majorText(lineAmount / quantity, input.currency)
  return withLine(input, {
    amount: lineAmount,
    quantity: String(quantity),
    ...(price ? { unitPrice } : {}),
  })
}

/** What `create` takes beside customer, currency, description and amount, which every invoice has. */
export const writableFields: readonly WritableField[] = [
  {
    field: 'number',
    set: (input) => ({ ...input, number: 'KIT-0042' }),
    other: (input) => ({ ...input, number: 'KIT-0043' }),
    expected: (input) => input.number,
  },
  {
    field: 'issuedAt',
    set: (input, bench) => ({ ...input, issuedAt: fromNow(bench, -2 * day) }),
    other: (input, bench) => ({ ...input, issuedAt: fromNow(bench, -day) }),
    expected: (input) => input.issuedAt,
  },
  {
    field: 'dueAt',
    set: (input, bench) => ({ ...input, dueAt: fromNow(bench, 20 * day) }),
    other: (input, bench) => ({ ...input, dueAt: fromNow(bench, 21 * day) }),
    expected: (input) => input.dueAt,
  },
  {
    field: 'memo',
    set: (input) => ({ ...input, memo: 'Thank you — “naïve” \n second line' }),
    other: (input) => ({ ...input, memo: 'Thank you — “naïve” \n third line' }),
    expected: (input) => input.memo,
  },
  {
    field: 'purchaseOrder',
    set: (input) => ({ ...input, purchaseOrder: 'PO-77' }),
    other: (input) => ({ ...input, purchaseOrder: 'PO-78' }),
    expected: (input) => input.purchaseOrder,
  },
  {
    field: 'collection',
    set: (input) => ({ ...input, collection: 'send_invoice' }),
    other: (input) => ({ ...input, collection: 'charge_automatically' }),
    expected: (input) => input.collection,
  },
  {
    field: 'metadata',
    set: (input) => ({ ...input, metadata: { ...input.metadata, order: '42' } }),
    other: (input) => ({ ...input, metadata: { ...input.metadata, order: '43' } }),
    expected: (input) => input.metadata,
  },
  {
    field: 'lines.quantity',
    set: (input, bench) => withPrice(input, bench, 3),
    other: (input, bench) => withPrice(input, bench, 6),
    expected: (input) => input.lines.map((line) => line.quantity ?? null),
  },
  {
    field: 'lines.unitPrice',
    set: (input) =>
      withLine(input, {
        amount: lineAmount,
        quantity: '3',
        unitPrice: majorText(lineAmount / 3, input.currency),
      }),
    other: (input) =>
      withLine(input, {
        amount: lineAmount,
        quantity: '2',
        unitPrice: majorText(lineAmount / 2, input.currency),
      }),
    expected: (input) => input.lines.map((line) => line.unitPrice ?? null),
  },
  {
    field: 'lines.tax',
    set: (input) => withLine(input, { tax: 200 }),
    other: (input) => withLine(input, { tax: 201 }),
    expected: (input) => input.lines.map((line) => line.tax ?? null),
  },
  {
    field: 'lines.taxRate',
    set: (input) => withLine(input, { taxRate: '8.25' }),
    other: (input) => withLine(input, { taxRate: '8.5' }),
    expected: (input) => input.lines.map((line) => line.taxRate ?? null),
  },
  {
    field: 'lines.metadata',
    set: (input) => withLine(input, { metadata: { sku: 'A-1' } }),
    other: (input) => withLine(input, { metadata: { sku: 'A-2' } }),
    expected: (input) => input.lines.map((line) => line.metadata ?? null),
  },
]

/** The harness's least invoice with another amount on its first line. */
export function invoiceOver(bench: Bench, externalId: string, amount: number): NewInvoice {
  return withLine(bench.world.inputs.invoice(externalId), { amount })
}

/** So many lines over 1,000 minor units each. */
export function invoiceOfLines(bench: Bench, externalId: string, count: number): NewInvoice {
  const input = bench.world.inputs.invoice(externalId)
  const [first] = input.lines
  const lines = Array.from({ length: count }, (_, index) => ({
    ...first,
    description: `Part ${index}`,
    amount: 1_000,
  }))
  return { ...input, lines }
}

export function totalOfInput(input: NewInvoice): number {
  return input.lines.reduce((total, line) => total + line.amount + (line.tax ?? 0), 0)
}
