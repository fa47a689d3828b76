import { describe, expect, it } from 'vitest'
import { read, reading } from '../test/read-wire.ts'
import { wireInvoice, wirePayment } from '../test/wire-objects.ts'
import { toCanonicalInvoice } from './to-canonical.ts'

const line = {
  kind: 'item',
  providerKind: null,
  quantity: null,
  unitPrice: null,
  discount: null,
  tax: null,
  taxRate: null,
  periodStart: null,
  periodEnd: null,
}

const payment = { id: 'inp_9z', amount: 5025, at: '2026-07-10T12:00:00Z', kind: 'payment' }

describe('a whole invoice', () => {
  it('says what Asset says, and which values were worked out', () => {
    expect(read()).toEqual({
      schemaVersion: 1,
      source: {
        provider: 'asset',
        account: 'main',
        mode: 'live',
        id: 'inv_7QkRt',
        apiVersion: 'v0',
        readAt: '2026-07-15T00:00:00.000Z',
      },
      number: 'INV-0107',
      externalId: 'order-5',
      buyerReference: null,
      subscriptionId: null,
      kind: 'invoice',
      corrects: null,
      status: 'open',
      providerStatus: 'open',
      paymentPending: null,
      collection: null,
      opensAt: null,
      currency: 'USD',
      minorUnitDigits: 2,
      taxInclusive: null,
      subtotal: 15050,
      discount: null,
      tax: null,
      creditApplied: null,
      total: 15050,
      amountPaid: 5025,
      amountDue: 10025,
      amountRefunded: null,
      createdAt: null,
      issuedAt: '2026-07-01T06:30:00Z',
      dueAt: '2026-07-31T00:00:00Z',
      paidAt: null,
      voidedAt: null,
      updatedAt: null,
      periodStart: null,
      periodEnd: null,
      customer: { id: 'cus_41bXw', externalId: null, name: null, email: null, address: null },
      lines: [
        { ...line, id: 'inl_1a', description: 'Advice', amount: 12050, metadata: { sku: 'A-1' } },
        { ...line, id: 'inl_2b', description: 'Travel', amount: 3000, metadata: {} },
      ],
      payments: [payment],
      memo: 'Advice in June',
      purchaseOrder: null,
      links: [],
      metadata: { team: 'blue' },
      detail: 'full',
      derived: [
        {
          field: 'source.mode',
          from: ['options.environment'],
          rule: 'sandbox and production are hosts of their own',
        },
        {
          field: 'currency',
          from: ['options.currency'],
          rule: 'Asset names no currency: the books have one',
        },
        {
          field: 'amountPaid',
          from: ['total_paid', 'payments'],
          rule: 'total_paid, without the write-offs where it counts them',
        },
        { field: 'kind', from: ['total_amount'], rule: 'a negative total is a credit note' },
        { field: 'subtotal', from: ['lines'], rule: 'the sum of the line amounts' },
        {
          field: 'amountDue',
          from: ['status', 'total_amount', 'total_paid'],
          rule: 'total_amount less total_paid while open; nothing once paid or voided',
        },
        {
          field: 'lines.kind',
          from: ['lines.is_prepayment'],
          rule: 'prepayment where is_prepayment is true, else item: lines have no kind',
        },
        {
          field: 'payments.kind',
          from: ['payments.is_write_off', 'payments.transaction_id'],
          rule: 'write_off where is_write_off is true, credit where there is no transaction, else payment',
        },
      ],
      notes: [],
      raw: { invoice: wireInvoice() },
    })
  })

  it('with unit prices has tax beside the amounts', () => {
    const invoice = read({}, 'unit-price-lines')
    expect(invoice).toMatchObject({
      taxInclusive: false,
      subtotal: 14800,
      tax: 250,
      total: 15050,
      metadata: { team: 'blue' },
      notes: [],
    })
    expect(invoice.lines).toEqual([
      {
        ...line,
        id: 'inl_1a',
        description: 'Advice',
        quantity: '4',
        unitPrice: '30.25',
        discount: 50,
        tax: 0,
        taxRate: '0',
        amount: 12050,
        metadata: { sku: 'A-1' },
      },
      {
        ...line,
        id: 'inl_2b',
        description: 'Travel',
        kind: 'prepayment',
        quantity: '1',
        unitPrice: '27.5',
        discount: 0,
        tax: 250,
        taxRate: '0',
        amount: 2750,
        metadata: {},
      },
    ])
    expect(invoice.derived).toEqual(
      expect.arrayContaining([
        {
          field: 'taxInclusive',
          from: ['lines.unit_price'],
          rule: 'the amount of a line is worked out without its tax',
        },
        { field: 'tax', from: ['lines.tax_amount'], rule: 'the sum of the tax of the lines' },
        {
          field: 'lines.amount',
          from: ['lines.unit_price', 'lines.quantity', 'lines.discount_amount'],
          rule: 'unit_price times quantity, less discount_amount',
        },
      ]),
    )
  })

  it('keeps no raw answer where that is switched off', () => {
    expect(read({}, 'amount-lines', { keepRaw: false }).raw).toBeNull()
  })

  it('leaves open what Asset does not say', () => {
    const wire = { id: 'inv_1', number: 'N' }
    const invoice = toCanonicalInvoice(wire as any, wire, reading)
    expect(invoice).toMatchObject({
      number: 'N',
      status: 'unknown',
      providerStatus: null,
      kind: 'invoice',
      taxInclusive: null,
      subtotal: null,
      tax: null,
      total: null,
      amountPaid: null,
      amountDue: null,
      customer: { id: null },
      lines: null,
      payments: null,
      memo: null,
      metadata: null,
    })
    expect(invoice.derived.map(({ field }) => field)).toEqual(['source.mode', 'currency'])
    expect(invoice.notes).toEqual([
      {
        code: 'unknown_status',
        field: 'status',
        message: 'Asset gave no status, and not the amounts that could stand for one',
      },
    ])
  })

  it('is a credit note with a negative total, and none at zero', () => {
    expect(read({ total_amount: -5 }).kind).toBe('credit_note')
    expect(read({ total_amount: 0 }).kind).toBe('invoice')
  })
})

describe('the key', () => {
  const marked = { invoice_adapters_key: 'order-9' }

  it('is that of the invoice, else that of a line', () => {
    expect(read({ metadata: marked }).externalId).toBe('order-9')
    expect(read({ metadata: { a: 1 }, lines: [{}, { metadata_: marked }] }).externalId).toBe('order-9')
    expect(read({ metadata: null, metadata_: marked }).externalId).toBe('order-9')
    expect(read({ metadata: null, lines: null }).externalId).toBeNull()
  })

  it('is not shown as metadata', () => {
    expect(read({ metadata: null, metadata_: { ...marked, a: 1 } }).metadata).toEqual({ a: 1 })
  })
})

describe('totals', () => {
  it('of lines that are one amount have no tax between', () => {
    expect(read({ total_amount: 151 }).notes.map(({ code, field }) => [code, field])).toEqual([
      ['totals_mismatch', 'total'],
    ])
  })

  it('of lines with unit prices need their tax', () => {
    const lines = [{ unit_price: 10, quantity: 1, tax_amount: 1 }]
    const stated = { lines, total_paid: 0, payments: [] }
    expect(read({ ...stated, total_amount: 11 }, 'unit-price-lines').notes).toEqual([])
    expect(read({ ...stated, total_amount: 10 }, 'unit-price-lines').notes.map(({ field }) => field)).toEqual(
      ['total'],
    )
    const untold = { ...stated, lines: [{ unit_price: 10, quantity: 1 }], total_amount: 11 }
    expect(read(untold, 'unit-price-lines').notes).toEqual([])
  })
})

describe('the day of payment', () => {
  const payments = [
    wirePayment({ datetime: '2026-07-12T12:00:00Z', payment_amount: 100 }),
    wirePayment({ datetime: '2026-07-12T23:00:00+12:00', payment_amount: 50.5 }),
    wirePayment({ datetime: null, payment_amount: 0 }),
    wirePayment({ datetime: '2026-07-20T12:00:00Z', payment_amount: 0, is_write_off: true }),
  ]

  it.each(['paid', 'partially_refunded', 'refunded'])(
    'of one that is %s is that of the last payment',
    (status) => {
      const invoice = read({ status, total_paid: 150.5, payments })
      expect(invoice.paidAt).toBe('2026-07-12T12:00:00Z')
      expect(invoice.derived).toContainEqual({
        field: 'paidAt',
        from: ['status', 'payments.datetime'],
        rule: 'the last payment that is no write-off, once the invoice is paid',
      })
    },
  )

  it('is not there before, nor without payments', () => {
    for (const changes of [
      { status: 'open', payments },
      { status: 'uncollectible', payments },
      { status: 'paid', payments: [] },
      { status: 'paid', payments: null },
    ]) {
      const invoice = read(changes)
      expect(invoice.paidAt).toBeNull()
      expect(invoice.derived.map(({ field }) => field)).not.toContain('paidAt')
    }
  })
})
