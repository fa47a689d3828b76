import type { Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import {
  token,
  type Wire,
  wireInvoice,
  wireLine,
  wireListItem,
  wireMember,
  wirePayment,
  wirePlan,
} from '../test/wire-objects.ts'
import { invoiceSchema, memberSchema, paymentSchema, planSchema } from './schema.ts'
import type { InvoiceParts, Reading } from './to-canonical/reading.ts'
import { toCanonicalCustomer, toCanonicalInvoice } from './to-canonical.ts'

const reading: Reading = {
  account: 'main',
  mode: 'live',
  apiVersion: '2026-10-15-1',
  readAt: '2026-11-20T12:00:00.000Z',
  keepRaw: true,
}

interface Given {
  invoice?: Wire
  plan?: Wire | null
  payment?: Wire | 'none' | null
  missing?: InvoiceParts['missing']
  keepRaw?: boolean
}

function read({
  invoice = {},
  plan = {},
  payment = 'none',
  missing = [],
  keepRaw = true,
}: Given = {}): Invoice {
  const bodies = {
    invoice: wireInvoice(invoice),
    plan: plan === null ? undefined : wirePlan(plan),
    payment: payment === null || payment === 'none' ? undefined : wirePayment(payment),
  }
  const parts: InvoiceParts = {
    invoice: invoiceSchema.parse(bodies.invoice),
    plan: bodies.plan === undefined ? null : planSchema.parse(bodies.plan),
    payment:
      bodies.payment === undefined
        ? payment === 'none'
          ? 'none'
          : null
        : paymentSchema.parse(bodies.payment),
    missing,
    bodies,
    detail: 'full',
  }
  return toCanonicalInvoice(parts, { ...reading, keepRaw })
}

function codes(invoice: Invoice): string[] {
  return invoice.notes.map((note) => `${note.code} ${note.field}`)
}

describe('a whole invoice', () => {
  it('says what Whop says, and which values were worked out', () => {
    const { derived, raw, ...invoice } = read()
    expect(invoice).toEqual({
      schemaVersion: 1,
      source: {
        provider: 'whop',
        account: 'main',
        mode: 'live',
        id: 'inv_7Qk',
        apiVersion: '2026-10-15-1',
        readAt: '2026-11-20T12:00:00.000Z',
      },
      number: '#0107',
      externalId: 'order-5',
      buyerReference: null,
      subscriptionId: null,
      kind: 'invoice',
      corrects: null,
      status: 'open',
      providerStatus: 'open',
      paymentPending: false,
      collection: 'send_invoice',
      opensAt: null,
      currency: 'USD',
      minorUnitDigits: 2,
      taxInclusive: null,
      subtotal: 2500,
      discount: null,
      tax: null,
      creditApplied: null,
      total: 2500,
      amountPaid: 0,
      amountDue: 2500,
      amountRefunded: null,
      createdAt: '2026-11-01T06:30:00.401Z',
      issuedAt: null,
      dueAt: '2026-12-01T06:30:00.000Z',
      paidAt: null,
      voidedAt: null,
      updatedAt: '2026-11-02T08:00:00.000Z',
      periodStart: null,
      periodEnd: null,
      customer: {
        id: 'mber_41b',
        externalId: null,
        name: 'Ada Quill',
        email: 'ada@quill.example',
        address: {
          line1: 'Gata 1',
          line2: null,
          city: 'Oslo',
          state: null,
          postalCode: '0150',
          country: 'NO',
        },
      },
      lines: [
        {
          id: null,
          description: 'Set-up',
          kind: 'item',
          providerKind: null,
          quantity: '1',
          unitPrice: '25',
          discount: null,
          tax: null,
          taxRate: null,
          amount: 2500,
          periodStart: null,
          periodEnd: null,
          metadata: null,
        },
      ],
      payments: [],
      memo: 'Thank you',
      purchaseOrder: null,
      links: [{ rel: 'pay', url: 'https://whop.example/pay/7Qk' }],
      metadata: null,
      detail: 'full',
      notes: [],
    })
    expect(derived.map((entry) => entry.field)).toEqual([
      'source.mode',
      'kind',
      'subtotal',
      'total',
      'lines.kind',
      'amountPaid',
      'amountDue',
    ])
    expect(Object.keys(raw ?? {})).toEqual(['invoice', 'plan'])
  })

  it('holds the secret token nowhere, not even inside a link', () => {
    const pay = `https://whop.example/pay?t=${token}`
    const other = 'https://whop.example/x/eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln'
    const invoice = read({ invoice: { pay_online_url: pay }, plan: { purchase_url: other }, payment: {} })
    expect(invoice.links).toEqual([])
    const text = JSON.stringify(invoice)
    expect(text).not.toContain(token)
    expect(text).not.toContain('eyJ')
    expect(invoice.raw).toMatchObject({
      invoice: { fetch_invoice_token: '[secret]', pay_online_url: 'https://whop.example/pay?t=[secret]' },
      plan: { purchase_url: 'https://whop.example/x/[secret]' },
    })
    const opaque = read({ invoice: { fetch_invoice_token: 'opaque/token', number: 'opaque/token' } })
    expect(JSON.stringify(opaque.raw)).not.toContain('opaque')
  })

  it('keeps no raw answer where that is switched off', () => {
    expect(read({ keepRaw: false }).raw).toBeNull()
  })

  it('names the customer although the account was removed', () => {
    const { customer } = read({ invoice: { user: null, member: null } })
    expect(customer).toMatchObject({ id: null, name: 'Ada Quill', email: 'ada@quill.example' })
    const bare = read({
      invoice: { user: null, customer_name: null, email_address: null, mailing_address: null },
    })
    expect(bare.customer).toMatchObject({ name: null, email: null, address: null })
    const ofUser = read({ invoice: { customer_name: undefined, email_address: null } }).customer
    expect(ofUser).toMatchObject({ name: 'A. Quill', email: 'ada@home.example' })
  })

  it('takes the page of the plan where the shape has no link', () => {
    expect(read({ invoice: { pay_online_url: undefined } }).links).toEqual([
      { rel: 'pay', url: 'https://whop.example/checkout/plan_9x' },
    ])
    expect(read({ invoice: { pay_online_url: null } }).links).toEqual([])
    expect(read({ invoice: { pay_online_url: 'javascript:alert(1)' } }).links).toEqual([])
  })

  it('tells when a draft opens, and of no other invoice', () => {
    const automatically_finalizes_at = '2026-12-24T00:00:00.000Z'
    expect(read({ invoice: { status: 'draft', automatically_finalizes_at } }).opensAt).toBe(
      automatically_finalizes_at,
    )
    expect(read({ invoice: { automatically_finalizes_at } }).opensAt).toBeNull()
  })

  it('keeps lines in the order of their positions', () => {
    const lines = [wireLine({ label: 'b', position: 2, total: 5 }), wireLine({ label: 'a', total: 20 })]
    expect(read({ invoice: { line_items: lines } }).lines?.map((line) => line.description)).toEqual([
      'a',
      'b',
    ])
    const credit = read({
      invoice: { line_items: [...lines, wireLine({ position: 3, total: -5 })] },
      plan: { initial_price: 20 },
    })
    expect([credit.lines?.[2]?.kind, credit.total]).toEqual(['credit', 2000])
  })
})

describe('a list item', () => {
  it('is a summary without a total, and says why', () => {
    const body = wireListItem()
    const parts: InvoiceParts = {
      invoice: invoiceSchema.parse(body),
      plan: null,
      payment: null,
      missing: [],
      bodies: { invoice: body },
      detail: 'summary',
    }
    const invoice = toCanonicalInvoice(parts, reading)
    expect(invoice).toMatchObject({
      detail: 'summary',
      subtotal: 2500,
      total: null,
      amountPaid: 0,
      amountDue: null,
      externalId: null,
      paymentPending: null,
      collection: null,
      payments: null,
      customer: { id: null, name: 'A. Quill', email: 'ada@quill.example' },
    })
    expect(invoice.notes[0]?.message).toContain('a list item tells neither')
  })
})

describe('status', () => {
  it.each([
    { word: 'draft', status: 'draft', paid: null, due: null },
    { word: 'open', status: 'open', paid: 0, due: 2500 },
    { word: 'past_due', status: 'past_due', paid: 0, due: 2500 },
    { word: 'paid', status: 'paid', paid: 2500, due: 0 },
    { word: 'void', status: 'void', paid: null, due: 0 },
    { word: 'uncollectible', status: 'uncollectible', paid: null, due: null },
    { word: 'frozen', status: 'unknown', paid: null, due: null },
    { word: null, status: 'unknown', paid: null, due: null },
  ])('$word is $status', ({ word, status, paid, due }) => {
    const invoice = read({ invoice: { status: word } })
    expect(invoice).toMatchObject({ status, providerStatus: word, amountPaid: paid, amountDue: due })
    expect(codes(invoice)).toEqual(status === 'unknown' ? ['unknown_status status'] : [])
  })

  it('stays the vendor’s own word when the due date has passed', () => {
    expect(read({ invoice: { due_date: '2026-11-01T00:00:00Z', payment_processing: true } })).toMatchObject({
      status: 'open',
      paymentPending: true,
    })
  })

  it.each([
    [0, 'paid', 0],
    [null, 'paid', null],
    [0.01, 'partially_refunded', 1],
    [30.49, 'partially_refunded', 3049],
    [30.5, 'refunded', 3050],
    [31, 'refunded', 3100],
  ])('paid with %j refunded of 30.50 is %s', (refunded_amount, status, amountRefunded) => {
    const invoice = read({ invoice: { status: 'paid' }, payment: { refunded_amount } })
    expect(invoice).toMatchObject({ status, amountRefunded, amountPaid: 3050, amountDue: 0, total: 3050 })
    expect(invoice.derived.some((entry) => entry.field === 'status')).toBe(status !== 'paid')
    expect(invoice.providerStatus).toBe('paid')
  })

  it('is worked out from a payment only where the invoice is paid', () => {
    expect(read({ payment: { refunded_amount: 30.5 } }).status).toBe('open')
  })
})

describe('the total', () => {
  const known = { tax_type: 'inclusive', collect_tax: true }

  it.each<[string, Given, number | null, string]>([
    ['no tax is collected and there is no fee', {}, 2500, ''],
    ['tax is inside the price', { plan: known }, 2500, ''],
    [
      'tax comes on top',
      { plan: { collect_tax: true, tax_type: 'exclusive' } },
      null,
      'tax, which comes on top',
    ],
    ['the tax is not specified', { plan: { collect_tax: true } }, null, 'whether tax comes on top'],
    [
      'it is not told whether tax is collected',
      { plan: { collect_tax: undefined, tax_type: 'exclusive' } },
      null,
      'whether tax comes on top',
    ],
    [
      'a fee comes on top',
      { invoice: { charge_buyer_fee: true } },
      null,
      'the buyer fee, which comes on top',
    ],
    [
      'the fee is not told',
      { invoice: { charge_buyer_fee: undefined } },
      null,
      'whether a buyer fee comes on top',
    ],
    [
      'the plan was not readable',
      { plan: null, missing: [{ part: 'plan', because: 'cannot be read (forbidden)' }] },
      null,
      'cannot be read (forbidden)',
    ],
    ['there are no lines, and a price', { invoice: { line_items: [] } }, 2500, ''],
    ['the shape has no lines', { invoice: { line_items: undefined } }, 2500, ''],
    [
      'there are neither lines nor plan',
      { invoice: { line_items: [] }, plan: null },
      null,
      'neither lines nor a plan',
    ],
    [
      'the type of plan is not known',
      { invoice: { line_items: [] }, plan: { plan_type: 'lifetime' } },
      null,
      'the type of plan',
    ],
  ])('where %s', (_, given, total, missing) => {
    const invoice = read(given)
    expect([invoice.total, invoice.amountDue]).toEqual([total, total])
    expect(codes(invoice)).toEqual(total === null ? ['total_unknown total'] : [])
    if (total === null) expect(invoice.notes[0]?.message).toContain(missing)
  })

  it('of a renewing plan without lines is not told: it may be a later charge', () => {
    const plan = { plan_type: 'renewal', initial_price: 5, renewal_price: 20 }
    const invoice = read({ invoice: { line_items: [] }, plan })
    expect([invoice.subtotal, invoice.total]).toEqual([2500, null])
    expect(invoice.derived.find((entry) => entry.field === 'subtotal')?.from).toEqual([
      'plan.initial_price',
      'plan.renewal_price',
    ])
    expect(invoice.notes[0]?.message).toContain('which charge of a renewing plan')
    const paid = read({ invoice: { line_items: [], status: 'paid' }, plan, payment: {} })
    expect([paid.subtotal, paid.total]).toEqual([2500, 3050])
    expect(read({ plan }).total).toBe(2500)
  })

  it('is what the payment states, with its tax', () => {
    const invoice = read({
      invoice: { status: 'paid', charge_buyer_fee: true },
      plan: { collect_tax: true, tax_type: 'unspecified' },
      payment: {},
    })
    expect(invoice).toMatchObject({
      subtotal: 2500,
      tax: 550,
      taxInclusive: false,
      total: 3050,
      amountPaid: 3050,
      paidAt: '2026-11-05T10:00:00.000Z',
      payments: [{ id: 'pay_2m', amount: 3050, at: '2026-11-05T10:00:00.000Z', kind: 'payment' }],
      notes: [],
    })
  })

  it('is stated by a payment under way, which is no payment yet', () => {
    const invoice = read({
      invoice: { payment_processing: true },
      payment: { status: 'pending', paid_at: null },
    })
    expect(invoice).toMatchObject({
      status: 'open',
      total: 3050,
      amountPaid: 0,
      amountDue: 3050,
      paidAt: null,
      tax: null,
    })
    expect(invoice.payments).toBeNull
    expect(read({ payment: { status: 'open' } }).total).toBe(2500)
  })

  it('is not that of a payment in another currency', () => {
    const invoice = read({ invoice: { status: 'paid' }, payment: { currency: 'eur', refunded_amount: 30.5 } })
    expect(invoice).toMatchObject({
      status: 'refunded',
      total: 2500,
      amountPaid: null,
      tax: null,
      amountRefunded: null,
    })
    expect(invoice.payments).toEqual([
      { id: 'pay_2m', amount: null, at: '2026-11-05T10:00:00.000Z', kind: 'payment' },
    ])
    const unknown = read({
      invoice: { status: 'paid' },
      plan: { collect_tax: true },
      payment: { currency: 'eur' },
    })
    expect(unknown.notes[0]?.message).toContain('paid in EUR')
  })

  it('is all that is known of one that was paid by hand', () => {
    const invoice = read({ invoice: { status: 'paid' } })
    expect(invoice).toMatchObject({
      total: 2500,
      amountPaid: 2500,
      amountDue: 0,
      payments: null,
      paidAt: null,
      amountRefunded: null,
      notes: [],
    })
  })

  it('says what was paid only where the payment was read', () => {
    const missing: InvoiceParts['missing'] = [{ part: 'payment', because: 'cannot be read (forbidden)' }]
    const invoice = read({ invoice: { status: 'paid' }, payment: null, missing })
    expect([invoice.amountPaid, invoice.payments, codes(invoice)]).toEqual([
      null,
      null,
      ['total_unknown amountPaid'],
    ])
  })

  it('does not hide that lines and plan contradict each other', () => {
    const invoice = read({ plan: { initial_price: 25.01 } })
    expect([invoice.total, codes(invoice)]).toEqual([2500, ['totals_mismatch subtotal']])
  })

  it('is negative for a credit note, which Whop is not known to have', () => {
    const invoice = read({
      invoice: { line_items: [wireLine({ unit_price: -25, total: -25 })] },
      plan: { initial_price: -25 },
    })
    expect(invoice).toMatchObject({ kind: 'credit_note', total: -2500 })
  })
})

describe('currencies', () => {
  it.each(['eth', 'whop_usd', 'btc', 'usdt', 'ape', 'xau'])(
    '%s leaves every amount out, with a note',
    (currency) => {
      const invoice = read({
        invoice: { status: 'paid', current_plan: { id: 'plan_9x', currency } },
        plan: { currency },
        payment: { currency, refunded_amount: 1 },
      })
      expect(invoice).toMatchObject({
        currency: currency.toUpperCase(),
        minorUnitDigits: null,
        status: 'paid',
        subtotal: null,
        tax: null,
        total: null,
        amountPaid: null,
        amountDue: null,
        amountRefunded: null,
      })
      expect(invoice.lines?.[0]).toMatchObject({ amount: null, quantity: '1', unitPrice: '25' })
      expect(codes(invoice)).toEqual(['unknown_currency currency'])
      expect(invoice.raw).toMatchObject({ plan: { initial_price: 25 } })
    },
  )

  it.each([
    ['jpy', 1000, 1000, 0],
    ['kwd', 1.234, 1234, 3],
    ['huf', 10.5, 1050, 2],
  ])('%s %d is %i in the minor unit', (currency, wire, amount, digits) => {
    const invoice = read({
      invoice: {
        current_plan: { id: 'plan_9x', currency },
        line_items: [wireLine({ unit_price: wire, total: wire })],
      },
      plan: { currency, initial_price: wire },
    })
    expect([invoice.total, invoice.minorUnitDigits]).toEqual([amount, digits])
  })

  it('is not told: no amounts', () => {
    const invoice = read({ invoice: { current_plan: null }, plan: { currency: undefined } })
    expect([invoice.currency, invoice.total, codes(invoice)]).toEqual([
      null,
      null,
      ['unknown_currency currency'],
    ])
  })

  it.each([10.435, Number('99999999999999.99'), 0.1 + 0.2])(
    '%d is no exact amount, hence null with a note',
    (total) => {
      const invoice = read({ invoice: { line_items: [wireLine({ total })] } })
      expect([invoice.subtotal, invoice.total, invoice.lines?.[0]?.amount]).toEqual([null, null, null])
      expect(codes(invoice)).toEqual(['inexact_amount lines.0.amount', 'total_unknown total'])
    },
  )
})

describe('a member', () => {
  it('is a customer', () => {
    expect(toCanonicalCustomer(memberSchema.parse(wireMember()), reading)).toEqual({
      id: 'mber_41b',
      externalId: null,
      name: 'A. Quill',
      email: 'ada@home.example',
      address: null,
      metadata: null,
      mode: 'live',
      createdAt: '2026-06-01T10:00:00.000Z',
      updatedAt: '2026-06-02T10:00:00.000Z',
    })
    expect(toCanonicalCustomer(memberSchema.parse({ id: 'mber_1', user: null }), reading)).toMatchObject({
      name: null,
      email: null,
    })
  })
})
