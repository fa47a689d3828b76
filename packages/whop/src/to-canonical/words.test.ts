import { describe, expect, it } from 'vitest'
import { type Given, read } from '../../test/read-answers.ts'
import { wireLine } from '../../test/wire-objects.ts'

describe('what is told in words', () => {
  const message = (given: Given) => read(given).notes.map((note) => note.message)
  const missing = (what: string) => [`The total is not known. Missing: ${what}.`]
  const noLines = { line_items: [] }
  const fee = { charge_buyer_fee: undefined }
  const unknownTax = { collect_tax: true, tax_type: undefined }

  it.each<[Given, string]>([
    [{ plan: { collect_tax: true, tax_type: 'exclusive' } }, 'tax, which comes on top'],
    [{ plan: unknownTax }, 'whether tax comes on top'],
    [{ plan: { collect_tax: undefined, tax_type: 'exclusive' } }, 'whether tax comes on top'],
    [{ invoice: { charge_buyer_fee: true } }, 'the buyer fee, which comes on top'],
    [{ invoice: fee, plan: unknownTax }, 'whether a buyer fee comes on top; whether tax comes on top'],
    [{ plan: null }, 'whether tax comes on top: the plan was not read'],
    [
      { plan: null, missing: [{ part: 'plan', because: 'cannot be read (forbidden)' }] },
      'whether tax comes on top: the plan cannot be read (forbidden)',
    ],
    [
      { plan: null, missing: [{ part: 'payment', because: 'cannot be read (forbidden)' }] },
      'whether tax comes on top: the plan was not read',
    ],
    [
      { invoice: noLines, plan: null },
      'a price: neither lines nor a plan tell any; whether tax comes on top: the plan was not read',
    ],
    [{ invoice: noLines, plan: { plan_type: 'lifetime' } }, 'a price: the type of plan is not known'],
    [{ invoice: noLines, plan: { initial_price: null } }, 'a price: neither lines nor a plan tell any'],
    [
      { invoice: noLines, plan: { plan_type: 'renewal', renewal_price: null } },
      'a price: neither lines nor a plan tell any',
    ],
    [
      { invoice: noLines, plan: { plan_type: 'renewal', initial_price: null, renewal_price: 5 } },
      'a price: neither lines nor a plan tell any',
    ],
    [
      { invoice: noLines, plan: { plan_type: 'renewal', initial_price: 5, renewal_price: 20 } },
      'which charge of a renewing plan this is: the first one is initial_price and renewal_price, a later one renewal_price alone',
    ],
    [{ invoice: { line_items: [wireLine({ total: null })] } }, 'a line whose amount is not known'],
    [
      { invoice: { status: 'paid' }, plan: unknownTax, payment: { currency: 'eur' } },
      'whether tax comes on top; the paid amount in this currency: it was paid in EUR',
    ],
    [
      { invoice: { status: 'paid' }, plan: unknownTax, payment: { currency: null } },
      'whether tax comes on top; the paid amount in this currency: it was paid in one that is not told',
    ],
  ])('of the total %j', (given, what) => {
    expect(message(given)).toEqual(missing(what))
  })

  it('of a price that is another than the plan’s', () => {
    expect(message({ plan: { initial_price: 25.01 } })).toEqual([
      'The lines add up to 2500 minor units, but the price of the plan is 2501.',
    ])
    expect(message({ plan: { plan_type: 'renewal', initial_price: 1 } })).toEqual([])
  })

  it('of an amount that is not exact', () => {
    const line_items = [wireLine(), wireLine({ total: 0.001 })]
    const invoice = read({ invoice: { line_items } })
    expect(invoice.notes[0]).toEqual({
      code: 'inexact_amount',
      field: 'lines.1.amount',
      message: '0.001 is no exact amount of USD',
    })
    expect([invoice.subtotal, invoice.lines?.[1]?.amount]).toEqual([null, null])
  })

  it('of a payment that could not be read', () => {
    const given: Given = { payment: null, missing: [{ part: 'payment', because: 'cannot be read' }] }
    expect(message({ ...given, invoice: { status: 'paid' } })).toEqual([
      'What was paid, taxed and refunded is not known: the payment cannot be read.',
    ])
    expect(message(given)).toEqual([])
    expect(read(given)).toMatchObject({ amountPaid: 0, payments: null })
  })

  it('of a currency that is none', () => {
    const plan = (currency: string | null) => ({ id: 'plan_9x', currency })
    const unknown = read({ invoice: { current_plan: plan('eth') } })
    expect(unknown.notes).toEqual([
      {
        code: 'unknown_currency',
        field: 'currency',
        message: '"eth" is no ISO 4217 currency with a minor unit, so the amounts are left out',
      },
    ])
    const none = read({ invoice: { current_plan: null }, plan: { currency: null } })
    expect(none.notes.map((note) => note.message)).toEqual([
      'Whop gave no currency, so the amounts are left out',
    ])
    expect(none.currency).toBeNull()
    expect(read({ invoice: { current_plan: plan(null) }, plan: { currency: 'eur' } }).currency).toBe('EUR')
  })
})

describe('what a value was worked out from', () => {
  const rule = (given: Given, field: string) => read(given).derived.find((entry) => entry.field === field)
  const noLines = { line_items: [] }

  it('is told of a price without lines', () => {
    expect(rule({ invoice: noLines }, 'subtotal')).toEqual({
      field: 'subtotal',
      from: ['plan.initial_price'],
      rule: 'without lines, the price of a plan that is paid once',
    })
    const plan = { plan_type: 'renewal', initial_price: 5, renewal_price: 20 }
    expect(rule({ invoice: noLines, plan }, 'subtotal')).toEqual({
      field: 'subtotal',
      from: ['plan.initial_price', 'plan.renewal_price'],
      rule: 'without lines, the first charge of a renewing plan: both prices together',
    })
    expect(rule({ invoice: noLines, plan: { initial_price: null } }, 'subtotal')).toBeUndefined()
    expect(rule({ invoice: noLines }, 'lines.kind')).toBeUndefined()
    expect(rule({ invoice: { line_items: null } }, 'lines.kind')).toBeUndefined()
  })

  it('is told of a payment', () => {
    const given = { invoice: { status: 'paid' }, payment: {} }
    expect(rule(given, 'total')).toEqual({
      field: 'total',
      from: ['payment.total'],
      rule: 'what the payment states, without buyer fees',
    })
    expect(rule(given, 'payments.kind')).toEqual({
      field: 'payments.kind',
      from: ['payment'],
      rule: 'money came through Whop',
    })
    expect(rule({}, 'payments.kind')).toBeUndefined()
  })

  it('tells nothing of what is not known', () => {
    const unread: Given = { invoice: { status: 'paid' }, payment: null }
    expect(rule(unread, 'amountPaid')).toBeUndefined()
    expect(rule({ invoice: { status: 'draft' } }, 'amountDue')).toBeUndefined()
  })
})

describe('the tax', () => {
  it.each<[Given, boolean | null]>([
    [{ plan: { tax_type: 'inclusive' } }, true],
    [{ plan: { tax_type: 'exclusive' } }, false],
    [{ plan: { tax_type: 'unspecified' } }, null],
    [{ plan: null }, null],
    [{ plan: { tax_type: 'inclusive' }, payment: { tax_behavior: 'exclusive' } }, false],
    [{ plan: { tax_type: 'inclusive' }, payment: { tax_behavior: null } }, true],
  ])('of %j is inside: %s', (given, inside) => {
    expect(read(given).taxInclusive).toBe(inside)
  })
})

describe('lines', () => {
  const labels = (...positions: (number | undefined)[]) => {
    const line_items = positions.map((position, index) =>
      wireLine({ position, label: String(index), total: 1 }),
    )
    return read({ invoice: { line_items } }).lines?.map((line) => line.description)
  }

  it('stay as they came where one has no position, or all are in order', () => {
    expect(labels(3, undefined, 1)).toEqual(['0', '1', '2'])
    expect(labels(1, 1, 2)).toEqual(['0', '1', '2'])
    expect(labels(3, 1, 2)).toEqual(['1', '2', '0'])
    expect(labels(0, -1)).toEqual(['1', '0'])
  })

  it('say nothing that Whop does not say', () => {
    const bare = read({ invoice: { line_items: [{}] } }).lines
    expect(bare).toMatchObject([
      { description: null, kind: 'item', quantity: null, unitPrice: null, amount: null },
    ])
    expect(read({ invoice: { line_items: [wireLine({ total: 0 })] } }).lines?.[0]?.kind).toBe('item')
    expect(read({ invoice: { line_items: null } }).lines).toBeNull()
  })
})
