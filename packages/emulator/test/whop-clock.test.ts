import { describe, expect, it } from 'vitest'
import { type Caller, createDraft, createOne, nextMonth, read, whopSetting } from './whop-support.ts'

const soon = '2026-07-20T06:00:00.000Z'
const complete = { member_id: 'mber_ada', due_date: nextMonth }
const finalizing = { ...complete, automatically_finalizes_at: soon }

const statusOf = async (call: Caller, id: unknown): Promise<unknown> => (await read(call, id)).status

describe('a draft', () => {
  it('opens by itself at its moment', async () => {
    const { emulator, call } = whopSetting()
    const id = await createDraft(call, complete)
    const patched = await call('PATCH', `/invoices/${id}`, { automatically_finalizes_at: soon })
    expect(patched.body).toMatchObject({ status: 'draft', automatically_finalizes_at: soon })
    emulator.clock.set('2026-07-20T05:59:59.999Z')
    expect(await statusOf(call, id)).toBe('draft')
    emulator.clock.set(soon)
    expect(await statusOf(call, id)).toBe('open')
    expect(emulator.ledger.payableDuring(id)).toEqual([{ from: soon, to: null }])
  })

  it('stays one when its moment is taken away, when it is incomplete, or when it is gone', async () => {
    const { emulator, call } = whopSetting()
    const cleared = await createDraft(call, finalizing)
    await call('PATCH', `/invoices/${cleared}`, { automatically_finalizes_at: null })
    const incomplete = await createDraft(call, { ...finalizing, due_date: undefined })
    const deleted = await createDraft(call, finalizing)
    await call('DELETE', `/invoices/${deleted}`)
    emulator.clock.set(nextMonth)
    expect(await statusOf(call, cleared)).toBe('draft')
    expect(await statusOf(call, incomplete)).toBe('draft')
    expect(emulator.ledger.invoice(deleted)).toBeUndefined()
  })

  it.each([
    ['at_once', 200, 'open'],
    ['ignored', 200, 'draft'],
    ['refuse', 422, 'draft'],
  ] as const)('with a moment that has passed: %s', async (pastFinalization, answer, status) => {
    const { call } = whopSetting({ pastFinalization })
    const id = await createDraft(call, complete)
    const past = { automatically_finalizes_at: '2026-07-15T08:00:00.000Z' }
    expect((await call('PATCH', `/invoices/${id}`, past)).status).toBe(answer)
    expect(await statusOf(call, id)).toBe(status)
  })

  it('may be finalised late', async () => {
    const { emulator, call } = whopSetting({ finalizationDelayMs: 60_000 })
    const id = await createDraft(call, complete)
    await call('PATCH', `/invoices/${id}`, { automatically_finalizes_at: '2026-07-15T08:00:00.000Z' })
    expect(await statusOf(call, id)).toBe('draft')
    emulator.clock.advance(60_000)
    expect(await statusOf(call, id)).toBe('open')
  })

  it.each([
    ['draft', 'draft'],
    ['open', 'open'],
  ] as const)(
    'is what an ordinary create with a moment ahead makes, or not: %s',
    async (scheduledBirth, status) => {
      const { call } = whopSetting({ scheduledBirth })
      expect((await createOne(call, { automatically_finalizes_at: soon })).status).toBe(status)
    },
  )
})

describe('an open invoice', () => {
  it('turns past due just after its due date, and stays payable', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    emulator.clock.set(nextMonth)
    expect(await statusOf(call, id)).toBe('open')
    emulator.clock.advance(1)
    expect(await statusOf(call, id)).toBe('past_due')
    expect(emulator.ledger.payableDuring(String(id))).toHaveLength(1)
    emulator.whop.account().outside.pay(String(id))
    expect(await statusOf(call, id)).toBe('paid')
  })

  it.each(['mark_paid', 'void', 'mark_uncollectible'] as const)(
    'past due can be %s, or not',
    async (action) => {
      for (const [pastDueActions, status] of [
        [[action], 200],
        [[], 422],
      ] as const) {
        const { emulator, call } = whopSetting({ pastDueActions })
        const { id } = await createOne(call)
        emulator.clock.set('2026-09-01T00:00:00.000Z')
        expect((await call('POST', `/invoices/${String(id)}/${action}`)).status).toBe(status)
      }
    },
  )

  it('past due may not be payable', async () => {
    const { emulator, call } = whopSetting({ pastDuePayable: false })
    const { id } = await createOne(call)
    emulator.clock.set('2026-09-01T00:00:00.000Z')
    expect(() => emulator.whop.account().outside.pay(String(id))).toThrow('past_due, not payable')
  })
})

describe('a slow payment', () => {
  it('keeps the invoice open beyond its due date until it clears', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    const { outside } = emulator.whop.account()
    outside.paySlowly(String(id), { at: '2026-08-14T00:00:00.000Z', clearsAt: '2026-08-18T00:00:00.000Z' })
    emulator.clock.set('2026-08-16T00:00:00.000Z')
    expect(await read(call, id)).toMatchObject({ status: 'open', payment_processing: true, payment: null })
    expect((await call('GET', '/payments')).body).toMatchObject({ data: [{ status: 'pending' }] })
    emulator.clock.set('2026-08-18T00:00:00.000Z')
    expect(await read(call, id)).toMatchObject({
      status: 'paid',
      payment_processing: false,
      payment: { id: expect.stringMatching(/^pay_/) },
    })
  })

  it('that comes back leaves the invoice past due', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    const { outside } = emulator.whop.account()
    emulator.clock.set('2026-08-14T00:00:00.000Z')
    outside.paySlowly(String(id))
    outside.failPayment(String(id), '2026-08-17T00:00:00.000Z')
    emulator.clock.set('2026-08-30T00:00:00.000Z')
    expect(await read(call, id)).toMatchObject({ status: 'past_due', payment_processing: false })
    expect((await call('GET', '/payments')).body).toMatchObject({ data: [{ substatus: 'failed' }] })
  })

  it.each([
    ['refuse', 422, 'paid', 'paid'],
    ['accept', 200, 'void', 'void'],
  ] as const)('meanwhile voided: %s', async (actionsWhileProcessing, answer, status, payment) => {
    const { emulator, call } = whopSetting({ actionsWhileProcessing })
    const { id } = await createOne(call)
    emulator.whop.account().outside.paySlowly(String(id))
    expect((await call('POST', `/invoices/${String(id)}/void`)).status).toBe(answer)
    emulator.clock.advance(5 * 86_400_000)
    expect(await statusOf(call, id)).toBe(status)
    expect((await call('GET', '/payments')).body).toMatchObject({ data: [{ status: payment }] })
  })
})

describe('automatic collection', () => {
  const automatic = { collection_method: 'charge_automatically', payment_method_id: 'pmt_1' }

  it.each([
    ['succeeds', { status: 'paid', payment_processing: false }],
    ['slow', { status: 'open', payment_processing: true }],
    ['declined', { status: 'open', payment_processing: false, payment: null }],
  ] as const)('charges at once: %s', async (automaticCharge, expected) => {
    const { call } = whopSetting({ automaticCharge })
    expect(await createOne(call, automatic)).toMatchObject({ ...expected, due_date: null })
  })

  it('charges a draft when it opens, and never turns past due', async () => {
    const { emulator, call } = whopSetting()
    const id = await createDraft(call, { ...finalizing, ...automatic })
    emulator.clock.set(soon)
    expect(await statusOf(call, id)).toBe('paid')
    const declined = whopSetting({ automaticCharge: 'declined' })
    const { id: unpaid } = await createOne(declined.call, automatic)
    declined.emulator.clock.set('2026-09-01T00:00:00.000Z')
    expect(await statusOf(declined.call, unpaid)).toBe('open')
  })
})

describe('a paid invoice', () => {
  it('shows a refund on its payment only', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    const { outside } = emulator.whop.account()
    outside.pay(String(id))
    outside.refund(String(id), 2_500)
    const { status, payment } = await read(call, id)
    expect(status).toBe('paid')
    const path = `/payments/${(payment as { id: string }).id}`
    expect((await call('GET', path)).body).toMatchObject({
      status: 'paid',
      substatus: 'partially_refunded',
      refunded_amount: 25,
      refunds: [{ amount: 25, status: 'succeeded' }],
    })
    outside.refund(String(id))
    expect((await call('GET', path)).body).toMatchObject({ refunded_amount: 100, refundable: false })
    expect(emulator.ledger.invoice(String(id))).toMatchObject({ status: 'paid', amountRefunded: 10_000 })
    expect(() => outside.refund(String(id))).toThrow(RangeError)
  })

  it('has no payment when it was marked by hand, and none on show for a renewal', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    await call('POST', `/invoices/${String(id)}/mark_paid`)
    expect((await read(call, id)).payment).toBeNull()
    const renewal = await createOne(call, { plan: { renewal_price: 10, billing_period: 30 } })
    emulator.whop.account().outside.pay(String(renewal.id))
    expect(await read(call, renewal.id)).toMatchObject({ status: 'paid', payment: null })
    const { id: planId } = renewal.current_plan as { id: string }
    const payments = await call('GET', `/payments?plan_ids%5B%5D=${planId}`)
    expect(payments.body).toMatchObject({ data: [{ total: 10, billing_reason: 'subscription_create' }] })
  })

  it('has no user once the account is removed', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    emulator.whop.account().outside.removeUser('mber_ada')
    expect(await read(call, id)).toMatchObject({
      user: null,
      member: { id: 'mber_ada' },
      email_address: 'ada@x.example',
    })
  })
})
