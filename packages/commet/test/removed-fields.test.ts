import type { Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { invoiceSchema } from '../src/schema.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { wireInvoice, wireLine, without } from './wire-objects.ts'

const reading = {
  account: 'main',
  apiVersion: '2026-07-11',
  readAt: '2026-07-15T00:00:00Z',
  keepRaw: false,
} as const

function read(body: Record<string, unknown>): Invoice {
  return toCanonicalInvoice(invoiceSchema.parse(body), body, reading, true)
}

/**
 * What becomes of the canonical invoice when the vendor leaves a field out. Written by hand from the vendor's
 * description of its fields, apart from the mapping. What is not named stays as it is.
 */
const lost: Record<string, Record<string, unknown>> = {
  object: {},
  livemode: { 'source.mode': null },
  customerId: { 'customer.id': null },
  subscriptionId: { subscriptionId: null },
  invoiceNumber: { number: null },
  status: { status: 'unknown', providerStatus: null, amountPaid: null, amountDue: null },
  invoiceType: {},
  currency: {
    currency: null,
    minorUnitDigits: null,
    subtotal: null,
    discount: null,
    tax: null,
    creditApplied: null,
    total: null,
    amountPaid: null,
    amountDue: null,
    'lines.0.amount': null,
    'lines.0.unitPrice': null,
  },
  subtotal: { subtotal: null },
  discountAmount: { discount: null },
  creditApplied: { creditApplied: null },
  taxAmount: { tax: null, taxInclusive: null },
  total: { total: null, amountDue: null },
  periodStart: { periodStart: null },
  periodEnd: { periodEnd: null },
  issueDate: { issuedAt: null },
  dueDate: { dueAt: null },
  planName: {},
  memo: { memo: null },
  poNumber: { purchaseOrder: null },
  reference: { buyerReference: null },
  metadata: { metadata: null, externalId: null },
  createdAt: { createdAt: null },
  updatedAt: { updatedAt: null },
  lineItems: { lines: null },
}

const lostOfLine: Record<string, Record<string, unknown>> = {
  lineType: { 'lines.0.kind': 'unknown', 'lines.0.providerKind': null },
  featureName: {},
  description: { 'lines.0.description': null },
  quantity: { 'lines.0.quantity': null, 'lines.0.unitPrice': null },
  unitAmount: { 'lines.0.unitPrice': null },
  amount: { 'lines.0.amount': null, 'lines.0.unitPrice': null },
  includedAmount: {},
  usedAmount: {},
  overageAmount: {},
  discountType: {},
  discountValue: {},
  discountName: {},
  chargeType: {},
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

const whole = read(wireInvoice())

describe('a field that Commet leaves out', () => {
  it('is one of the table, which names them all', () => {
    expect(Object.keys(lost).sort()).toEqual(Object.keys(without(wireInvoice(), ['id'])).sort())
    expect(Object.keys(lostOfLine).sort()).toEqual(Object.keys(wireLine()).sort())
  })

  it.each(Object.entries(lost))('%s takes with it %j, and nothing is made up', (field, expected) => {
    expect(changes(whole, read(without(wireInvoice(), [field])))).toEqual(expected)
    expect(changes(whole, read(wireInvoice({ [field]: null })))).toEqual(expected)
  })

  it.each(Object.entries(lostOfLine))('%s of a line takes with it %j', (field, expected) => {
    expect(changes(whole, read(wireInvoice({ lineItems: [without(wireLine(), [field])] })))).toEqual(expected)
  })

  it('leaves no rule behind that speaks of a value which is null', () => {
    for (const field of Object.keys(lost)) {
      const invoice = read(without(wireInvoice(), [field]))
      const values = scalars(invoice)
      for (const derived of invoice.derived) {
        const path = derived.field.replace('lines.', 'lines.0.')
        expect([field, derived.field, values[path] ?? null]).not.toEqual([field, derived.field, null])
      }
    }
  })
})
