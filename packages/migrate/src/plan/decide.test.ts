import type { Capabilities, Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { defaults, sampleInvoice } from '../../test/sample.ts'
import { adapters, adapterWith } from '../../test/sample-adapters.ts'
import { decide, type Question } from './decide.ts'

const { commet, asset, whop } = adapters

function asked(changes: Partial<Invoice>, more: Partial<Question> = {}): Question {
  return {
    invoice: sampleInvoice(changes),
    pair: { source: commet, target: asset },
    mapping: defaults,
    ...more,
  }
}

function ruling(changes: Partial<Invoice>, more: Partial<Question> = {}) {
  const { decision, class: name, reason } = decide(asked(changes, more))
  return [decision, name, reason]
}

const mismatch = (code: 'totals_mismatch' | 'inexact_amount' | 'total_unknown') => ({
  notes: [{ code, field: null, message: 'it is 5' }],
})

describe('an open invoice', () => {
  it.each(['open', 'past_due'] as const)('that is %s and wholly unpaid moves', (status) => {
    expect(ruling({ status })).toEqual(['move', 'payable', 'is open and wholly unpaid'])
  })

  it.each<[Partial<Invoice>, string, string, string]>([
    [
      { status: 'unknown', providerStatus: 'odd' },
      'blocked',
      'status_unknown',
      'its status "odd" is not known, so nobody can say whether it is owed',
    ],
    [
      { status: 'unknown', providerStatus: null },
      'blocked',
      'status_unknown',
      'its status "" is not known, so nobody can say whether it is owed',
    ],
    [
      { status: 'paid' },
      'skip',
      'settled',
      'is paid: there is nothing left to collect, and a paid copy could send mail or start reminders',
    ],
    [
      { status: 'partially_refunded' },
      'skip',
      'settled',
      'is paid and partly refunded: there is nothing left to collect',
    ],
    [{ status: 'refunded' }, 'skip', 'settled', 'was refunded: there is nothing left to collect'],
    [
      { status: 'uncollectible' },
      'skip',
      'settled',
      'was written off: it is not expected to be paid any more',
    ],
    [{ status: 'void' }, 'skip', 'settled', 'is void: it was cancelled for good'],
    [
      { kind: 'credit_note' },
      'blocked',
      'credit_note',
      'is a credit note: money is owed to the customer, and a copy would be taken for a bill or for a second credit',
    ],
    [
      { total: -1 },
      'blocked',
      'credit_note',
      'is a credit note: money is owed to the customer, and a copy would be taken for a bill or for a second credit',
    ],
    [{ total: null }, 'blocked', 'total_unknown', 'its total is not known'],
    [
      { total: null, ...mismatch('total_unknown') },
      'blocked',
      'total_unknown',
      'its total is not known: it is 5',
    ],
    [
      { total: null, currency: 'ETH', minorUnitDigits: null },
      'blocked',
      'currency',
      'its currency ETH is not one whose amounts are known exactly',
    ],
    [
      { currency: null, minorUnitDigits: null },
      'blocked',
      'currency',
      'its currency  is not one whose amounts are known exactly',
    ],
    [
      { currency: 'JPY' },
      'blocked',
      'currency',
      'its currency JPY is not one whose amounts are known exactly',
    ],
    [
      { minorUnitDigits: null },
      'blocked',
      'currency',
      'its currency USD is not one whose amounts are known exactly',
    ],
    [{ total: 0 }, 'blocked', 'zero', 'comes to nothing: there is no amount to collect'],
    [
      mismatch('totals_mismatch'),
      'blocked',
      'figures_disagree',
      'its own figures do not add up, and somebody should look first: it is 5',
    ],
    [
      mismatch('inexact_amount'),
      'blocked',
      'figures_disagree',
      'its own figures do not add up, and somebody should look first',
    ],
    [
      { paymentPending: true },
      'blocked',
      'payment_in_process',
      'is being paid right now: wait until the payment has arrived or failed, then plan again',
    ],
    [
      { subscriptionId: 'sub_1' },
      'blocked',
      'subscription',
      'belongs to subscription sub_1, which would go on billing at the source',
    ],
    [
      { collection: 'charge_automatically' },
      'blocked',
      'automatic_collection',
      'is charged to a stored payment method, which does not move along',
    ],
    [
      { amountPaid: null },
      'blocked',
      'paid_unknown',
      'it is not known how much of it was paid, or a part was written off',
    ],
    [
      { payments: [{ id: null, amount: 1, at: null, kind: 'write_off' }] },
      'blocked',
      'paid_unknown',
      'it is not known how much of it was paid, or a part was written off',
    ],
    [
      { amountDue: 0 },
      'blocked',
      'nothing_due',
      'is open, and nothing is due any more: close it at the source',
    ],
    [
      { amountDue: null },
      'blocked',
      'nothing_due',
      'is open, and nothing is due any more: close it at the source',
    ],
    [
      { amountPaid: 300, amountDue: 700 },
      'blocked',
      'part_paid',
      '$3.00 of $10.00 was paid already (mapping.partPaid: amount_due moves the rest)',
    ],
  ])('%j: %s, %s', (changes, decision, name, reason) => {
    expect(ruling(changes)).toEqual([decision, name, reason])
  })

  it.each<Partial<Invoice>>([
    { paymentPending: false },
    { collection: null },
    { payments: null },
    { payments: [{ id: null, amount: 0, at: null, kind: 'credit' }] },
    { amountDue: 1 },
    { notes: [{ code: 'change_pending', field: null, message: 'soon' }] },
  ])('moves with %j', (changes) => {
    expect(ruling(changes)[0]).toBe('move')
  })

  it('that was paid in part moves with what is left, where the mapping wants it', () => {
    const mapping = { ...defaults, partPaid: 'amount_due' as const }
    expect(ruling({ amountPaid: 300, amountDue: 700 }, { mapping })).toEqual([
      'move',
      'payable',
      'is open; what is left to pay moves',
    ])
    expect(ruling({}, { mapping })).toEqual(['move', 'payable', 'is open and wholly unpaid'])
  })

  it('stays where its source cannot be made void', () => {
    const source = adapterWith(commet, ({ status }) => ({
      status: { ...status, transitions: status.transitions.filter(({ to }) => to !== 'void') },
    }))
    expect(ruling({}, { pair: { source, target: asset } })).toEqual([
      'blocked',
      'cannot_close',
      'commet has no way to make an invoice void that is open',
    ])
  })

  it('stays where its plan charges again, or where that cannot be read', () => {
    const pair = { source: whop, target: asset }
    const raw = (word: string) => ({ raw: { plan: { plan_type: word } } })
    expect(ruling(raw('one_time'), { pair })[0]).toBe('move')
    expect(ruling(raw('renewal'), { pair })).toEqual([
      'blocked',
      'subscription',
      'belongs to a plan that charges again and again, which would go on billing at the source',
    ])
    expect(ruling({ raw: null }, { pair })).toEqual([
      'blocked',
      'renewal_unclear',
      'it could not be read whether its plan charges again; allow the key to read plans, and keep the adapter option raw on',
    ])
  })
})

describe('a draft', () => {
  const draft = {
    status: 'draft' as const,
    amountPaid: null,
    amountDue: null,
    raw: { plan: { plan_type: 'one_time' } },
  }
  const moving = { ...defaults, drafts: true }

  it('that its source cannot delete stays', () => {
    expect(ruling(draft)).toEqual([
      'blocked',
      'draft_stays',
      'is a draft, and commet cannot delete one: it could be issued there beside its copy',
    ])
  })

  it('is left alone unless the mapping wants it', () => {
    expect(ruling(draft, { pair: { source: whop, target: whop } })).toEqual([
      'skip',
      'draft',
      'is a draft: nobody owes anything yet (mapping.drafts moves drafts)',
    ])
  })

  it('stays where the target would issue it', () => {
    expect(ruling(draft, { pair: { source: whop, target: asset }, mapping: moving })).toEqual([
      'blocked',
      'draft_would_open',
      'is a draft, and asset has no drafts: its copy would be issued at once',
    ])
  })

  it('moves as a draft, paid or not, and though nothing makes it void', () => {
    const source = adapterWith(whop, ({ status }) => ({
      status: { ...status, transitions: [] } as Capabilities['status'],
    }))
    for (const changes of [{}, { amountPaid: 300, amountDue: 0 }]) {
      const question = { pair: { source, target: whop }, mapping: moving }
      expect(ruling({ ...draft, ...changes }, question)).toEqual([
        'move',
        'draft',
        'is a draft that moves as a draft',
      ])
    }
  })
})
