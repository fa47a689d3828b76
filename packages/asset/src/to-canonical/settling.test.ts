import { describe, expect, it } from 'vitest'
import { read } from '../../test/read-wire.ts'
import { wirePayment } from '../../test/wire-objects.ts'
import { kindOf } from './payments.ts'
import { wordToAsk } from './status.ts'

function notes(changes: Record<string, unknown>) {
  return read(changes).notes.map(({ code, field, message }) => [code, field, message])
}

const lines = [{ amount: 150.5 }]
const writtenOff = wirePayment({ payment_amount: 100.5, is_write_off: true })
const received = wirePayment({ payment_amount: 50 })

describe('payments', () => {
  it.each([
    [{ is_write_off: true, transaction_id: 'txn' }, 'write_off'],
    [{ is_write_off: false, transaction_id: 'txn' }, 'payment'],
    [{ transaction_id: 'txn' }, 'payment'],
    [{ transaction_id: '' }, 'credit'],
    [{ transaction_id: null }, 'credit'],
    [{}, 'credit'],
  ] as const)('%j is a %s', (wire, kind) => {
    expect(kindOf(wire as any)).toBe(kind)
  })

  it('whose amount is not exact have none, and a note', () => {
    const payments = [received, wirePayment({ id: null, datetime: null, payment_amount: 0.001 })]
    expect(read({ payments }).payments?.[1]).toEqual({ id: null, amount: null, at: null, kind: 'payment' })
    expect(notes({ payments })).toEqual([
      ['inexact_amount', 'payments.1.amount', 'payment_amount is finer than the minor unit of the currency'],
    ])
  })

  it('that there are none of say nothing', () => {
    const none = read({ payments: [], total_paid: 0 })
    expect([none.payments, none.derived.map(({ field }) => field).includes('payments.kind')]).toEqual([
      [],
      false,
    ])
    expect(read({ payments: null }).payments).toBeNull()
  })
})

describe('what was paid', () => {
  const unclear =
    'A part was written off, and total_paid is the sum of the payments neither with it nor without.'

  it.each([
    [{ payments: [received, writtenOff], total_paid: 150.5 }, 5000],
    [{ payments: [received, writtenOff], total_paid: 50 }, 5000],
    [{ payments: [writtenOff], total_paid: 100.5 }, 0],
    [{ payments: [writtenOff], total_paid: 0 }, 0],
    [{ payments: [received], total_paid: 50 }, 5000],
    [{ payments: null, total_paid: 50 }, 5000],
  ])('of %j is %d', (changes, amountPaid) => {
    expect(read({ lines, ...changes }).amountPaid).toBe(amountPaid)
    expect(notes({ lines, ...changes })).toEqual([])
  })

  it('is not known where the write-off fits neither way', () => {
    expect(notes({ lines, payments: [received, writtenOff], total_paid: 70 })).toEqual([
      ['totals_mismatch', 'amountPaid', unclear],
    ])
    const untold = wirePayment({ payment_amount: 0.001, is_write_off: true })
    expect(read({ payments: [received, untold], total_paid: null }).amountPaid).toBeNull()
    const inexact = wirePayment({ payment_amount: 0.001 })
    expect(read({ payments: [inexact, writtenOff], total_paid: 50 }).amountPaid).toBeNull()
  })

  it('and the total are noted where they are not exact', () => {
    expect(notes({ lines, total_amount: 0.001, total_paid: '1.001' })).toEqual([
      ['inexact_amount', 'total', 'total_amount is finer than the minor unit of the currency'],
      ['inexact_amount', 'amountPaid', 'total_paid is finer than the minor unit of the currency'],
    ])
    expect(notes({ lines, total_paid: null })).toEqual([])
  })
})

describe('what is due', () => {
  it.each([
    ['open', 10_025],
    ['paid', 0],
    ['voided', 0],
    ['uncollectible', null],
    ['refunded', null],
    ['partially_refunded', null],
    ['odd', null],
  ])('of one that is %s is %s', (status, amountDue) => {
    const invoice = read({ status })
    expect(invoice.amountDue).toBe(amountDue)
    expect(invoice.derived.map(({ field }) => field).includes('amountDue')).toBe(amountDue !== null)
  })

  it('is not known without the total or what was paid', () => {
    expect(read({ total_amount: 0.001 }).amountDue).toBeNull()
    expect(read({ total_paid: null }).amountDue).toBeNull()
    const overdue = read({ due_at: '2026-07-01T00:00:00Z' })
    expect([overdue.status, overdue.amountDue]).toEqual(['past_due', 10_025])
  })
})

describe('sums', () => {
  it('have no tax where the lines are one amount each, whatever tax stands beside them', () => {
    expect(read({ lines: [{ amount: 150.5, tax_amount: 5 }] })).toMatchObject({
      tax: null,
      taxInclusive: null,
    })
  })

  it('are not known as soon as one amount is not', () => {
    expect(read({ lines: [{ amount: 1 }, {}] }).subtotal).toBeNull()
    expect(read({ lines: [] }).subtotal).toBeNull()
    const byUnit = [
      { unit_price: 1, quantity: 1, tax_amount: 1 },
      { unit_price: 1, quantity: 1 },
    ]
    expect(read({ lines: byUnit })).toMatchObject({ subtotal: 200, tax: null, taxInclusive: false })
  })
})

describe('the status', () => {
  it.each([
    ['open', 'open'],
    ['paid', 'paid'],
    ['uncollectible', 'uncollectible'],
    ['voided', 'void'],
    ['refunded', 'refunded'],
    ['partially_refunded', 'partially_refunded'],
  ])('%s is %s', (word, status) => {
    expect(read({ status: word, voided_at: '2026-07-02T00:00:00Z' })).toMatchObject({
      status,
      providerStatus: word,
    })
  })

  it('that is not known is told in words', () => {
    expect(notes({ status: 'mislaid', lines: null })).toEqual([
      ['unknown_status', 'status', 'Asset gave the unknown status "mislaid"'],
    ])
  })

  it('is past due by the clock, and says so', () => {
    const late = read({ due_at: '2026-07-14T00:00:00Z' })
    expect(late.status).toBe('past_due')
    expect(late.derived).toContainEqual({
      field: 'status',
      from: ['status', 'due_at'],
      rule: 'open and due before the instant of reading is past_due',
    })
    expect(read().derived.map(({ field }) => field)).not.toContain('status')
  })

  const rule =
    'without a status: void where voided_at is set; paid where what came reaches total_amount; uncollectible where it does so with the write-offs; else open'

  it.each([
    [{ voided_at: '2026-07-02T00:00:00Z' }, 'void'],
    [{ total_paid: 150.5, payments: [wirePayment({ payment_amount: 150.5 })] }, 'paid'],
    [{ total_paid: 160, payments: null }, 'paid'],
    [{ total_paid: 50, payments: [received, writtenOff] }, 'uncollectible'],
    [{ total_paid: 50, payments: [received] }, 'open'],
    [{ total_paid: 0, payments: null }, 'open'],
  ])('that is missing is worked out of %j: %s', (changes, status) => {
    const invoice = read({ status: null, ...changes })
    expect(invoice).toMatchObject({ status, providerStatus: null })
    expect(invoice.derived).toContainEqual({
      field: 'status',
      from: ['voided_at', 'total_paid', 'total_amount', 'payments'],
      rule,
    })
  })

  it.each([{ total_amount: 0.001 }, { total_paid: null }])('that is missing stays so with %j', (changes) => {
    const invoice = read({ status: undefined, ...changes })
    expect(invoice.status).toBe('unknown')
    expect(invoice.derived.map(({ field }) => field)).not.toContain('status')
  })

  it.each([
    [undefined, undefined],
    [['open'], 'open'],
    [['past_due'], 'open'],
    [['payable', 'open'], 'open'],
    [['paid'], 'paid'],
    [['void'], 'voided'],
    [['uncollectible'], 'uncollectible'],
    [['refunded'], 'refunded'],
    [['partially_refunded'], 'partially_refunded'],
    [['draft'], undefined],
    [['paid', 'draft'], undefined],
    [['paid', 'void'], undefined],
    [[], undefined],
  ] as const)('asked for as %j sends %s', (wanted, word) => {
    expect(wordToAsk(wanted)).toBe(word)
  })
})
