import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createDraft, createOne, nextMonth, whopSetting } from './whop-support.ts'

const refusing = () => new Response(null, { status: 500 })

describe('webhooks', () => {
  it('are signed over the bytes of the raw secret', async () => {
    const { emulator, call } = whopSetting()
    const received: Request[] = []
    const account = emulator.whop.account()
    account.webhooks.subscribe((request) => {
      received.push(request)
      return new Response(null, { status: 204 })
    })
    const invoice = await createOne(call)
    await emulator.settled()
    const [request] = received
    const body = (await request?.text()) ?? ''
    const id = request?.headers.get('webhook-id') ?? ''
    const timestamp = String(Date.parse('2026-07-15T09:00:00.000Z') / 1000)
    expect(request?.headers.get('webhook-timestamp')).toBe(timestamp)
    const mac = createHmac('sha256', 'ws_main').update(`${id}.${timestamp}.${body}`).digest('base64')
    expect(request?.headers.get('webhook-signature')).toBe(`v1,${mac}`)
    expect(JSON.parse(body)).toEqual({
      id,
      api_version: 'v1',
      api_version_date: null,
      type: 'invoice.created',
      timestamp: account.webhooks.events[0]?.at,
      data: invoice,
      company_id: 'biz_main',
    })
  })

  it.each([
    ['2026-08-13', 'company_id'],
    ['2026-08-14', 'account_id'],
  ])('of a subscription pinned to %s say %s', async (webhookVersion, name) => {
    const { emulator, call } = whopSetting({ webhookVersion })
    await createOne(call)
    const body = JSON.parse(emulator.whop.account().webhooks.events[0]?.body ?? '{}')
    expect(body).toMatchObject({ [name]: 'biz_main', api_version_date: webhookVersion })
    expect(Object.keys(body)).toHaveLength(7)
  })

  it('come for these events and no others', async () => {
    const { emulator, call } = whopSetting()
    const { outside, webhooks } = emulator.whop.account()
    const act = (id: unknown, action: string) => call('POST', `/invoices/${String(id)}/${action}`)
    const ids: unknown[] = []
    for (let count = 0; count < 5; count += 1) ids.push((await createOne(call)).id)
    const draft = await createDraft(call)
    await call('PATCH', `/invoices/${draft}`, { customer_name: 'x' })
    await call('DELETE', `/invoices/${draft}`)
    await act(ids[0], 'resend')
    await act(ids[0], 'mark_paid')
    await act(ids[1], 'void')
    await act(ids[2], 'mark_uncollectible')
    outside.pay(String(ids[3]))
    emulator.clock.set('2026-08-16T00:00:00.000Z')
    expect(webhooks.events.map(({ event }) => event)).toEqual([
      ...Array(6).fill('invoice.created'),
      'invoice.paid',
      'invoice.voided',
      'invoice.marked_uncollectible',
      'invoice.paid',
      'payment.succeeded',
      'invoice.past_due',
    ])
  })

  it.each([
    [{}, ['invoice.created', 'invoice.paid']],
    [{ draftsFireCreated: false }, ['invoice.paid']],
    [{ draftsFireCreated: false, openingFiresCreated: true }, ['invoice.created', 'invoice.paid']],
    [{ markPaidFiresPaid: false }, ['invoice.created']],
  ])('about a draft that opens and is marked paid, with %j', async (switches, expected) => {
    const { emulator, call } = whopSetting(switches)
    const { outside, webhooks } = emulator.whop.account()
    const id = await createDraft(call, { member_id: 'mber_ada', due_date: nextMonth })
    outside.issueDraft(id)
    await call('POST', `/invoices/${id}/mark_paid`)
    expect(webhooks.events.map(({ event }) => event)).toEqual(expected)
  })

  it('about payments can be silent', async () => {
    const { emulator, call } = whopSetting({ paymentEvents: false })
    const { id } = await createOne(call)
    const { outside, webhooks } = emulator.whop.account()
    outside.paySlowly(String(id))
    emulator.clock.advance(10 * 86_400_000)
    expect(webhooks.events.map(({ event }) => event)).toEqual(['invoice.created', 'invoice.paid'])
  })

  it.each([
    [{}, [0, 10, 20, 40]],
    [{ webhookRetryAfterMs: [10_000, 20_000, 40_000] }, [0, 10, 30, 70]],
  ])('are attempted four times, with %j', async (switches, seconds) => {
    const { emulator, call } = whopSetting(switches)
    const { webhooks } = emulator.whop.account()
    const subscription = webhooks.subscribe(refusing)
    await createOne(call)
    for (let step = 0; step < 20; step += 1) {
      await emulator.settled()
      emulator.clock.advance(10_000)
    }
    const instants = webhooks.deliveries.map(({ at }) => Date.parse(at))
    expect(instants.map((instant) => (instant - (instants[0] ?? 0)) / 1000)).toEqual(seconds)
    expect(new Set(webhooks.deliveries.map(({ eventId }) => eventId)).size).toBe(1)
    expect(subscription).toMatchObject({
      id: expect.stringMatching(/^hook_/),
      secret: 'ws_main',
      active: true,
    })
  })
})
