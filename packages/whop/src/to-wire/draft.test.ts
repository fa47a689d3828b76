import type { DraftChanges, FieldProblem } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { wirePlan } from '../../test/wire-objects.ts'
import { planSchema } from '../schema.ts'
import { changesPlan, draftInputProblems, toAskedChanges } from './draft.ts'
import { unchangedPlan } from './plan.ts'

const one = planSchema.parse(wirePlan())
const renewing = planSchema.parse(
  wirePlan({ plan_type: 'renewal', initial_price: 5, renewal_price: 20, billing_period: 30 }),
)
const line = { description: 'Advice', amount: 4000 }
const kept = {
  plan_type: 'one_time',
  currency: 'usd',
  initial_price: 25,
  description: 'Thank you',
  internal_notes: one.internal_notes,
}

function asked(changes: DraftChanges, plan: typeof one | null = one, currency: string | null = 'usd') {
  return toAskedChanges(changes, plan, currency)
}

describe('a change of a draft', () => {
  it('of lines makes the price of the plan their sum, and keeps the rest of it', () => {
    const lines = [line, { description: 'Travel', amount: 1050, quantity: '3', unitPrice: '3.5' }]
    expect(asked({ lines })._unsafeUnwrap()).toEqual({
      total: 5050,
      body: {
        line_items: [
          { label: 'Advice', unit_price: 40, quantity: 1 },
          { label: 'Travel', unit_price: 3.5, quantity: 3 },
        ],
        plan: { ...kept, initial_price: 50.5 },
      },
    })
  })

  it('of a renewing plan leaves the renewal price, which the first charge contains', () => {
    const plan = { ...kept, plan_type: 'renewal', renewal_price: 20, billing_period: 30 }
    expect(asked({ lines: [line] }, renewing)._unsafeUnwrap().body.plan).toEqual({
      ...plan,
      initial_price: 20,
    })
    const least = [{ ...line, amount: 2000 }]
    expect(asked({ lines: least }, renewing)._unsafeUnwrap().body.plan?.initial_price).toBe(0)
    const free = planSchema.parse(wirePlan({ plan_type: 'renewal', renewal_price: null }))
    expect(asked({ lines: [line] }, free)._unsafeUnwrap().body.plan?.initial_price).toBe(40)
  })

  it('of the memo goes into the plan', () => {
    expect(asked({ memo: 'Hello' })._unsafeUnwrap()).toEqual({
      total: null,
      body: { plan: { ...kept, description: 'Hello' } },
    })
    expect(asked({ memo: null })._unsafeUnwrap().body.plan).toEqual({ ...kept, description: null })
  })

  it('of anything else leaves the plan alone', () => {
    const changes: DraftChanges = {
      customer: { id: 'mber_1' },
      collection: 'charge_automatically',
      dueAt: null,
      providerOptions: {
        whop: {
          automaticallyFinalizesAt: '2026-12-24T00:00:00Z',
          chargeBuyerFee: false,
          paymentMethodId: 'payt_1',
          productId: 'prod_1',
          subscriptionBillingAnchorAt: '2027-01-01T00:00:00Z',
        },
      },
    }
    expect(asked(changes)._unsafeUnwrap()).toEqual({
      total: null,
      body: {
        member_id: 'mber_1',
        collection_method: 'charge_automatically',
        due_date: null,
        automatically_finalizes_at: '2026-12-24T00:00:00Z',
        charge_buyer_fee: false,
        payment_method_id: 'payt_1',
        product_id: 'prod_1',
        subscription_billing_anchor_at: '2027-01-01T00:00:00Z',
      },
    })
    expect(asked({}, null)._unsafeUnwrap()).toEqual({ total: null, body: {} })
    expect(asked({ dueAt: '2026-12-01T00:00:00Z' }, null)._unsafeUnwrap().body).toEqual({
      due_date: '2026-12-01T00:00:00Z',
    })
  })

  it('needs the plan for lines and memo alone', () => {
    expect(changesPlan({ lines: [line] })).toBe(true)
    expect(changesPlan({ memo: null })).toBe(true)
    expect(changesPlan({ dueAt: null, collection: 'send_invoice' })).toBe(false)
  })
})

describe('what cannot be changed', () => {
  const words = (changes: DraftChanges, ...more: [plan?: typeof one | null, currency?: string | null]) =>
    asked(changes, ...more)._unsafeUnwrapErr()
  const unread = 'stands in the plan of the invoice, which cannot be read, so that it cannot be changed'
  const foreign = 'cannot be changed: the invoice is in a currency that Whop is not known to bill in'

  it('without the plan', () => {
    expect(words({ memo: 'x' }, null)).toEqual([{ field: 'memo', message: unread }])
    expect(words({ lines: [line], memo: 'x' }, null)).toEqual([{ field: 'lines', message: unread }])
  })

  it('in a currency that is not billed', () => {
    for (const currency of ['eth', null]) {
      expect(words({ lines: [line] }, one, currency)).toEqual([{ field: 'lines', message: foreign }])
    }
    expect(asked({ memo: 'x' }, one, null).isOk()).toBe(true)
  })

  it.each<[number, typeof one, string]>([
    [0, one, 'must add up to more than 0'],
    [-5, one, 'must add up to more than 0'],
    [
      1999,
      renewing,
      'must add up to at least the renewal price of the plan, which the first charge contains',
    ],
    [9_007_199_254_740_991, one, 'has more than 15 significant digits, which Whop cannot be sent exactly'],
  ])('to %d', (amount, plan, message) => {
    expect(words({ lines: [{ ...line, amount }] }, plan)[0]?.message).toBe(message)
  })

  it('to what adds up to too much', () => {
    const much = { ...line, amount: 999_999_999_999_999 }
    expect(words({ lines: [much, much] })).toEqual([
      {
        field: 'lines',
        message: 'add up to more than 15 significant digits, which Whop cannot be sent exactly',
      },
    ])
    const most = { ...line, amount: Number.MAX_SAFE_INTEGER }
    expect(words({ lines: [most, most] })).toEqual([
      { field: 'lines', message: 'must add up to less than 9007199254740992 minor units' },
    ])
  })

  it('to a renewal price that is not exact', () => {
    const odd = planSchema.parse(wirePlan({ plan_type: 'renewal', renewal_price: 0.001 }))
    expect(words({ lines: [line] }, odd)[0]?.field).toBe('lines')
  })

  it('to lines that contradict themselves', () => {
    const wrong = words({ lines: [{ ...line, quantity: '2', unitPrice: '1' }] })
    expect(wrong[0]?.field).toMatch(/^lines\.0/)
  })

  it('by options that there are not, or two names of a customer', () => {
    expect(words({ providerOptions: { whop: { saveAsDraft: true } } })[0]?.field).toContain(
      'providerOptions.whop',
    )
    expect(words({ customer: { id: 'mber_1', name: 'Ada' } })[0]?.field).toBe('customer.id')
  })
})

describe('what the input alone shows to be wrong', () => {
  it.each<[DraftChanges, FieldProblem[]]>([
    [{}, []],
    [{ lines: [line, { ...line, tax: 0 }], memo: 'x'.repeat(1000), customer: { name: 'Ada' } }, []],
    [
      { metadata: { a: 1 } } as DraftChanges,
      [{ field: 'metadata', message: 'cannot be held: a legacy invoice has none' }],
    ],
    [
      { customer: { externalId: 'ada' } },
      [
        {
          field: 'customer.externalId',
          message: 'cannot be held: Whop knows customers by a member id, or by e-mail address and name',
        },
      ],
    ],
    [
      { memo: 'x'.repeat(1001) },
      [{ field: 'memo', message: 'is longer than the 1000 characters that Whop holds' }],
    ],
    [
      { lines: [line, { ...line, tax: 5 }] },
      [{ field: 'lines.1.tax', message: 'cannot be held: Whop works taxes out itself' }],
    ],
    [
      { customer: { id: 'mber_1', name: 'Ada' } },
      [
        {
          field: 'customer.id',
          message: 'names a member, whose name and e-mail address Whop knows; leave out email and name',
        },
      ],
    ],
  ])('%j: %j', (changes, expected) => {
    expect(draftInputProblems(changes)).toEqual(expected)
  })

  it('is an option that there is not', () => {
    const [first] = draftInputProblems({ providerOptions: { whop: { colour: 'red' } } })
    expect(first?.field).toContain('providerOptions.whop')
  })
})

it('sends a plan along as it stands, and of a plan without renewals no renewal price', () => {
  expect(unchangedPlan(one)).toEqual(kept)
  expect(unchangedPlan(renewing)).toEqual({
    ...kept,
    plan_type: 'renewal',
    initial_price: 5,
    renewal_price: 20,
    billing_period: 30,
  })
  const bare = planSchema.parse(wirePlan({ description: null, internal_notes: undefined }))
  expect(Object.keys(unchangedPlan(bare))).toEqual(['plan_type', 'currency', 'initial_price'])
})
