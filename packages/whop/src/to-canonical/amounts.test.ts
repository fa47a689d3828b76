import { describe, expect, it } from 'vitest'
import { codes, type Given, read } from '../../test/read-answers.ts'
import { wireLine } from '../../test/wire-objects.ts'
import type { InvoiceParts } from './reading.ts'

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
    expect(invoice.payments).toEqual([])
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
