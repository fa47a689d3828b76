import { describe, expect, it } from 'vitest'
import { codes, read, reading } from '../test/read-answers.ts'
import { token, wireLine, wireListItem, wireMember } from '../test/wire-objects.ts'
import { invoiceSchema, memberSchema } from './schema.ts'
import type { InvoiceParts } from './to-canonical/reading.ts'
import { toCanonicalCustomer, toCanonicalInvoice } from './to-canonical.ts'

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
    const settled =
      'open or past due: nothing paid, the total is due; paid: what the payment states, or the total where it was marked by hand, and nothing is due; void: nothing is due'
    expect(derived).toEqual([
      {
        field: 'source.mode',
        from: ['environment'],
        rule: 'the sandbox has a host and keys of its own',
      },
      {
        field: 'kind',
        from: ['line_items.total', 'plan.initial_price'],
        rule: 'a negative price is a credit note, everything else an invoice',
      },
      { field: 'subtotal', from: ['line_items.total'], rule: 'the sum of the lines' },
      {
        field: 'total',
        from: ['line_items.total', 'plan.tax_type', 'plan.collect_tax', 'charge_buyer_fee'],
        rule: 'the price, since the plan adds no tax and the invoice no buyer fee',
      },
      {
        field: 'lines.kind',
        from: ['line_items.total'],
        rule: 'a negative total is a credit, everything else an item',
      },
      { field: 'amountPaid', from: ['status', 'payment.total'], rule: settled },
      { field: 'amountDue', from: ['status', 'payment.total'], rule: settled },
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
    expect(invoice.notes).toEqual([
      {
        code: 'total_unknown',
        field: 'total',
        message: 'The total is not known. Missing: tax and buyer fee: a list item tells neither.',
      },
    ])
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
    const rule = {
      field: 'status',
      from: ['status', 'payment.refunded_amount', 'payment.total'],
      rule: 'paid and refunded in whole is refunded, paid and refunded in part is partially_refunded',
    }
    const derived = invoice.derived.filter((entry) => entry.field === 'status')
    expect(derived).toEqual(status === 'paid' ? [] : [rule])
    expect(invoice.providerStatus).toBe('paid')
  })

  it('is worked out from a payment only where the invoice is paid', () => {
    expect(read({ payment: { refunded_amount: 30.5 } }).status).toBe('open')
  })
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
