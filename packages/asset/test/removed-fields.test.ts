import type { Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import type { AssetDialect } from '../src/index.ts'
import { invoiceSchema } from '../src/schema.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { dialects } from './endpoints.ts'
import { amountLines, unitPriceLines, wireInvoice, wirePayment } from './wire-objects.ts'

const settings = { account: 'main', mode: 'test', currency: 'USD', minorUnitDigits: 2 } as const
const reading = { settings, readAt: '2026-07-15T00:00:00Z', keepRaw: false }

function read(body: Record<string, unknown>): Invoice {
  return toCanonicalInvoice(invoiceSchema.parse(body), body, reading)
}

type Lost = Record<string, Record<string, unknown>>

/**
 * What becomes of the canonical invoice when the vendor leaves a field out. Written by hand from the vendor's
 * description of its fields, apart from the mapping. What is not named stays as it is. Of id, number and total_amount
 * the vendor is trusted to send them always: without them the record is not readable.
 */
const lostInAny: Lost = {
  business_id: {},
  description: { memo: null },
  source: {},
  due_at: { dueAt: null },
  sent_at: { issuedAt: null },
  // 50.25 of 150.50 is paid, so that open is what is left to say.
  status: { providerStatus: null },
  customer_id: { 'customer.id': null },
  total_paid: { amountPaid: null, amountDue: null },
  voided_at: {},
  payments: { payments: null },
}

const lost: Record<AssetDialect, Lost> = {
  'amount-lines': {
    ...lostInAny,
    tags: {},
    metadata: { metadata: null, externalId: null },
    lines: { lines: null, subtotal: null },
  },
  'unit-price-lines': {
    ...lostInAny,
    credit_amount: {},
    metadata_: { metadata: null, externalId: null },
    lines: { lines: null, subtotal: null, tax: null, taxInclusive: null },
  },
}

const linesOf = { 'amount-lines': amountLines, 'unit-price-lines': unitPriceLines }

const lostOfLine: Record<AssetDialect, Lost> = {
  'amount-lines': {
    id: { 'lines.0.id': null },
    invoice_id: {},
    description: { 'lines.0.description': null },
    ledger_id: {},
    amount: { 'lines.0.amount': null, subtotal: null },
    metadata: { 'lines.0.metadata': null },
  },
  'unit-price-lines': {
    id: { 'lines.0.id': null },
    invoice_id: {},
    description: { 'lines.0.description': null },
    ledger_id: {},
    unit_price: { 'lines.0.unitPrice': null, 'lines.0.amount': null, subtotal: null },
    quantity: { 'lines.0.quantity': null, 'lines.0.amount': null, subtotal: null },
    // What is not stated at all is no discount; the totals then say that something is missing.
    discount_amount: { 'lines.0.discount': null, 'lines.0.amount': 12100, subtotal: 14850 },
    discount_rate: {},
    tax_amount: { 'lines.0.tax': null, tax: null },
    tax_rate: { 'lines.0.taxRate': null },
    is_prepayment: {},
    metadata_: { 'lines.0.metadata': null },
  },
}

const lostOfPayment: Lost = {
  invoice_id: {},
  payment_id: {},
  datetime: { 'payments.0.at': null },
  payment_amount: { 'payments.0.amount': null },
  id: { 'payments.0.id': null },
  // The older generations always have one; in the newer ones its absence means credit.
  transaction_id: { 'payments.0.kind': 'credit' },
}

/** Every scalar of the invoice by its path, apart from the notes and the list of what was derived. */
function flat(value: unknown, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return { [path]: value }
  const entries = Object.entries(value)
  if (entries.length === 0) return { [path]: JSON.stringify(value) }
  return Object.assign(
    {},
    ...entries.map(([name, member]) => flat(member, path === '' ? name : `${path}.${name}`)),
  )
}

function scalars({ derived: _derived, notes: _notes, ...invoice }: Invoice): Record<string, unknown> {
  return flat(invoice)
}

function changes(before: Invoice, after: Invoice): Record<string, unknown> {
  const [left, right] = [scalars(before), scalars(after)]
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  const changed = names.filter((name) => left[name] !== right[name] && !isBelowNull(name, right))
  return Object.fromEntries(changed.map((name) => [name, right[name]]))
}

/** `lines.0.amount` is not there where `lines` is null. */
function isBelowNull(name: string, flattened: Record<string, unknown>): boolean {
  const parents = name.split('.').map((_, index, parts) => parts.slice(0, index).join('.'))
  return parents.some((parent) => flattened[parent] === null)
}

function without(body: Record<string, unknown>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))
}

describe.each(dialects)('a field that Asset leaves out · %s', (dialect) => {
  const whole = read(wireInvoice(dialect))
  const withLine = (field: string) => {
    const [first = {}, ...others] = linesOf[dialect]()
    return read(wireInvoice(dialect, { lines: [without(first, field), ...others] }))
  }

  it('is one of the table, which names them all', () => {
    const needed = ['id', 'number', 'total_amount']
    const names = Object.keys(wireInvoice(dialect)).filter((name) => !needed.includes(name))
    expect(Object.keys(lost[dialect]).sort()).toEqual(names.sort())
    expect(Object.keys(lostOfLine[dialect]).sort()).toEqual(Object.keys(linesOf[dialect]()[0] ?? {}).sort())
    expect(Object.keys(lostOfPayment).sort()).toEqual(Object.keys(wirePayment()).sort())
    for (const name of needed)
      expect(invoiceSchema.safeParse(without(wireInvoice(dialect), name)).success).toBe(false)
  })

  it.each(Object.entries(lost[dialect]))('%s takes with it %j, and nothing is made up', (field, expected) => {
    expect(changes(whole, read(without(wireInvoice(dialect), field)))).toEqual(expected)
    expect(changes(whole, read(wireInvoice(dialect, { [field]: null })))).toEqual(expected)
  })

  it.each(Object.entries(lostOfLine[dialect]))('%s of a line takes with it %j', (field, expected) => {
    expect(changes(whole, withLine(field))).toEqual(expected)
  })

  it.each(Object.entries(lostOfPayment))('%s of a payment takes with it %j', (field, expected) => {
    const payments = [without(wirePayment(), field)]
    expect(changes(whole, read(wireInvoice(dialect, { payments })))).toEqual(expected)
  })

  it('leaves no rule behind that speaks of a value which is null', () => {
    for (const field of Object.keys(lost[dialect])) {
      const invoice = read(without(wireInvoice(dialect), field))
      const values = scalars(invoice)
      for (const derived of invoice.derived) {
        const path = derived.field.replace(/^(lines|payments)\./, '$1.0.')
        expect([field, derived.field, values[path] ?? null]).not.toEqual([field, derived.field, null])
      }
    }
  })
})

describe('a status that is left out', () => {
  const without_ = (changed: Record<string, unknown>) =>
    read(wireInvoice('amount-lines', { status: undefined, ...changed }))

  it.each([
    ['nothing paid', { total_paid: 0, payments: [] }, 'open'],
    ['a part paid', {}, 'open'],
    ['past its date', { due_at: '2026-07-01T00:00:00Z' }, 'past_due'],
    ['all paid', { total_paid: 150.5, payments: [wirePayment({ payment_amount: 150.5 })] }, 'paid'],
    ['more than all paid', { total_paid: 200, payments: [wirePayment({ payment_amount: 200 })] }, 'paid'],
    ['voided', { voided_at: '2026-07-02T00:00:00Z' }, 'void'],
    ['voided and paid', { voided_at: '2026-07-02T00:00:00Z', total_paid: 150.5 }, 'void'],
    [
      'the rest written off',
      {
        total_paid: 150.5,
        payments: [wirePayment(), wirePayment({ id: 'inp_x', payment_amount: 100.25, is_write_off: true })],
      },
      'uncollectible',
    ],
    ['nothing told of payments', { total_paid: undefined }, 'unknown'],
    ['a total that is not exact', { total_amount: JSON.parse('99999999999999.99') }, 'unknown'],
  ])('with %s', (_, changed, status) => {
    const invoice = without_(changed)
    expect([invoice.status, invoice.providerStatus]).toEqual([status, null])
    expect(invoice.derived.some(({ field }) => field === 'status')).toBe(status !== 'unknown')
    expect(invoice.notes.some(({ code }) => code === 'unknown_status')).toBe(status === 'unknown')
  })

  it('that is unheard of is unknown, and kept', () => {
    const invoice = read(wireInvoice('amount-lines', { status: 'mislaid' }))
    expect([invoice.status, invoice.providerStatus]).toEqual(['unknown', 'mislaid'])
  })
})
