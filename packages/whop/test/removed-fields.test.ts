import type { Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { invoiceSchema, paymentSchema, planSchema } from '../src/schema.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { type Wire, wireInvoice, wireLine, wirePayment, wirePlan, without } from './wire-objects.ts'

const reading = {
  account: 'main',
  mode: 'live',
  apiVersion: '2026-10-15-1',
  readAt: '2026-11-20T12:00:00Z',
  keepRaw: false,
} as const

interface Answers {
  invoice: Wire
  plan: Wire
  payment: Wire | null
}

function read({ invoice, plan, payment }: Answers): Invoice {
  return toCanonicalInvoice(
    {
      invoice: invoiceSchema.parse(invoice),
      plan: planSchema.parse(plan),
      payment: payment === null ? 'none' : paymentSchema.parse(payment),
      missing: [],
      bodies: { invoice, plan, payment },
      detail: 'full',
    },
    reading,
  )
}

const open: Answers = { invoice: wireInvoice(), plan: wirePlan(), payment: null }
const paid: Answers = {
  invoice: wireInvoice({ status: 'paid', payment: { id: 'pay_2m' } }),
  plan: wirePlan(),
  payment: wirePayment({ refunded_amount: 10 }),
}

type Losses = Record<string, Record<string, unknown>>

const noAmounts = {
  minorUnitDigits: null,
  subtotal: null,
  total: null,
  amountPaid: null,
  amountDue: null,
  'lines.0.amount': null,
}

/**
 * What becomes of an open invoice when Whop leaves a field out. Written by hand from the vendor's description of its
 * fields, apart from the mapping. What is not named stays as it is.
 */
const lostOfInvoice: Losses = {
  created_at: { createdAt: null },
  updated_at: { updatedAt: null },
  status: { status: 'unknown', providerStatus: null, amountPaid: null, amountDue: null },
  number: { number: null },
  due_date: { dueAt: null },
  automatically_finalizes_at: {},
  charge_buyer_fee: { total: null, amountDue: null },
  collection_method: { collection: null },
  company: {},
  // The plan itself was read; it names the currency as well.
  current_plan: {},
  customer_name: { 'customer.name': 'A. Quill' },
  email_address: { 'customer.email': 'ada@home.example' },
  fetch_invoice_token: {},
  line_items: { lines: null },
  mailing_address: { 'customer.address': null },
  member: { 'customer.id': null },
  payment: {},
  payment_processing: { paymentPending: null },
  product: {},
  subscription_billing_anchor_at: {},
  user: {},
}

const lostOfLine: Losses = {
  label: { 'lines.0.description': null },
  position: {},
  quantity: { 'lines.0.quantity': null },
  unit_price: { 'lines.0.unitPrice': null },
  total: { 'lines.0.amount': null, subtotal: null, total: null, amountDue: null },
}

/** The same invoice; its price stands in its lines. */
const lostOfPlan: Losses = {
  ...Object.fromEntries(Object.keys(without(wirePlan(), ['id'])).map((name) => [name, {}])),
  collect_tax: { total: null, amountDue: null },
  internal_notes: { externalId: null },
  // The invoice repeats it.
  description: {},
}

/** A paid invoice of which 10.00 of 30.50 went back. */
const lostOfPayment: Losses = {
  ...Object.fromEntries(Object.keys(without(wirePayment(), ['id'])).map((name) => [name, {}])),
  status: {
    total: 2500,
    tax: null,
    amountPaid: null,
    amountRefunded: null,
    paidAt: null,
    payments: null,
  },
  currency: {
    status: 'paid',
    total: 2500,
    tax: null,
    amountPaid: null,
    amountRefunded: null,
    'payments.0.amount': null,
  },
  total: { total: 2500, amountPaid: null, 'payments.0.amount': null },
  tax_amount: { tax: null },
  tax_behavior: { taxInclusive: null },
  refunded_amount: { status: 'paid', amountRefunded: null },
  paid_at: { paidAt: null, 'payments.0.at': null },
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

describe('a field that Whop leaves out', () => {
  it('is one of the tables, which name them all', () => {
    const names = [...Object.keys(lostOfInvoice), 'pay_online_url'].sort()
    expect(names).toEqual(Object.keys(without(wireInvoice(), ['id'])).sort())
    expect(Object.keys(lostOfLine).sort()).toEqual(Object.keys(wireLine()).sort())
  })

  it.each(Object.entries(lostOfInvoice))('%s takes with it %j, and nothing is made up', (field, expected) => {
    const before = read(open)
    expect(changes(before, read({ ...open, invoice: without(wireInvoice(), [field]) }))).toEqual(expected)
    expect(changes(before, read({ ...open, invoice: wireInvoice({ [field]: null }) }))).toEqual(expected)
  })

  it('pay_online_url leaves the page of the plan; as null, it says that there is none', () => {
    const before = read(open)
    const page = { 'links.0.url': 'https://whop.example/checkout/plan_9x' }
    expect(changes(before, read({ ...open, invoice: without(wireInvoice(), ['pay_online_url']) }))).toEqual(
      page,
    )
    expect(read({ ...open, invoice: wireInvoice({ pay_online_url: null }) }).links).toEqual([])
  })

  it.each(Object.entries(lostOfLine))('%s of a line takes with it %j', (field, expected) => {
    const invoice = wireInvoice({ line_items: [without(wireLine(), [field])] })
    expect(changes(read(open), read({ ...open, invoice }))).toEqual(expected)
  })

  it.each(Object.entries(lostOfPlan))('%s of the plan takes with it %j', (field, expected) => {
    expect(changes(read(open), read({ ...open, plan: without(wirePlan(), [field]) }))).toEqual(expected)
  })

  it.each(Object.entries(lostOfPayment))('%s of the payment takes with it %j', (field, expected) => {
    const payment = without(wirePayment({ refunded_amount: 10 }), [field])
    expect(changes(read(paid), read({ ...paid, payment }))).toEqual(expected)
  })

  it('and currency in both places takes every amount with it', () => {
    const bare = {
      ...open,
      invoice: wireInvoice({ current_plan: null }),
      plan: without(wirePlan(), ['currency']),
    }
    expect(changes(read(open), read(bare))).toEqual({ currency: null, ...noAmounts })
  })

  it('leaves no rule behind that speaks of a value which is null', () => {
    const bare = [
      ...Object.keys(lostOfInvoice).map((field) => ({ ...open, invoice: without(wireInvoice(), [field]) })),
      ...Object.keys(lostOfPlan).map((field) => ({ ...open, plan: without(wirePlan(), [field]) })),
      ...Object.keys(lostOfPayment).map((field) => ({ ...paid, payment: without(wirePayment(), [field]) })),
    ]
    for (const answers of bare) {
      const invoice = read(answers)
      const values = scalars(invoice)
      for (const { field } of invoice.derived) {
        const path = field.replace(/^(lines|payments)\./, '$1.0.')
        expect([field, values[path] ?? null]).not.toEqual([field, null])
      }
    }
  })
})
