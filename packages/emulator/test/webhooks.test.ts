import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { callerFor, createOne, emulatorWithCustomers } from './support.ts'

const hour = 3_600_000

const parsed = (text: string | undefined) => JSON.parse(text ?? 'null') as Record<string, unknown>

describe('an event', () => {
  it('is signed over its raw body and tells the invoice', async () => {
    const emulator = emulatorWithCustomers()
    const received: { body: string; headers: Headers }[] = []
    emulator.commet.account().webhooks.subscribe(async (request) => {
      received.push({ body: await request.text(), headers: request.headers })
      return new Response()
    })
    const id = await createOne(callerFor(emulator))
    await emulator.settled()
    const [delivery] = received
    const account = emulator.commet.account()
    const signature = createHmac('sha256', account.webhookSecret)
      .update(delivery?.body ?? '')
      .digest('hex')
    expect(Object.fromEntries(delivery?.headers ?? [])).toMatchObject({
      'content-type': 'application/json',
      'x-commet-signature': signature,
      'x-commet-event': 'invoice.created',
      'x-commet-timestamp': '2026-07-15T09:00:00.000Z',
      'x-commet-event-id': 'whev_000000000001',
    })
    expect(parsed(delivery?.body)).toEqual({
      id: 'whev_000000000001',
      event: 'invoice.created',
      timestamp: '2026-07-15T09:00:00.000Z',
      organizationId: 'org_main',
      mode: 'sandbox',
      apiVersion: '2026-07-31',
      data: {
        invoiceId: id,
        invoiceNumber: 'INV-0001',
        invoiceStatus: 'outstanding',
        periodStart: '2026-07-15T09:00:00.000Z',
        periodEnd: '2026-07-15T09:00:00.000Z',
        issueDate: '2026-07-15T09:00:00.000Z',
        dueDate: '2026-08-14T09:00:00.000Z',
        currency: 'usd',
        subtotal: 2500,
        total: 2500,
        customerId: 'own-usd',
        subscriptionId: null,
      },
    })
  })

  it('is there to be taken without any subscription', async () => {
    const emulator = emulatorWithCustomers()
    await createOne(callerFor(emulator))
    const { deliveries, events } = emulator.commet.account().webhooks
    expect(deliveries).toMatchObject([{ event: 'invoice.created', attempt: 0, outcome: 'nobody_subscribed' }])
    expect(deliveries[0]?.body).toBe(events[0]?.body)
    expect(deliveries[0]?.headers['x-commet-signature']).toMatch(/^[0-9a-f]{64}$/)
  })

  it('follows the switches', async () => {
    const emulator = emulatorWithCustomers({
      commet: { createdEventStatus: 'pending', eventIds: false, paymentEventForManualPaid: true },
    })
    const call = callerFor(emulator)
    const id = await createOne(call)
    await call('PUT', `/invoices/${id}/status`, { status: 'paid' })
    const [created, paid] = emulator.commet.account().webhooks.events
    expect(parsed(created?.body)).toMatchObject({ data: { invoiceStatus: 'pending' } })
    expect(parsed(created?.body)).not.toHaveProperty('id')
    expect(created?.headers).not.toHaveProperty('x-commet-event-id')
    expect(parsed(paid?.body)).toMatchObject({
      event: 'payment.received',
      data: {
        invoiceId: id,
        invoiceTotal: 2500,
        paymentTransactionId: null,
        provider: null,
        grossAmount: null,
      },
    })
    const silent = emulatorWithCustomers({ commet: { createdEventForAdjustments: false } })
    const other = await createOne(callerFor(silent))
    await callerFor(silent)('PUT', `/invoices/${other}/status`, { status: 'paid' })
    expect(silent.commet.account().webhooks.events).toEqual([])
  })

  it('comes of a void, a payment and a refund, and of no uncollectible', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    const { outside, webhooks } = emulator.commet.account()
    const [voided, paid, lost] = [await createOne(call), await createOne(call), await createOne(call)]
    await call('PUT', `/invoices/${voided}/status`, { status: 'void' })
    outside.pay(paid)
    outside.refund(paid, 1000)
    outside.refund(paid)
    outside.markUncollectible(lost)
    const later = webhooks.events.slice(3)
    expect(later.map(({ event }) => event)).toEqual([
      'invoice.voided',
      'payment.received',
      'payment.refunded',
      'payment.refunded',
    ])
    expect(later.slice(2).map(({ body }) => parsed(body).data)).toMatchObject([
      { refundAmount: 1000 },
      { refundAmount: 1500 },
    ])
    expect(emulator.ledger.invoice(paid)).toMatchObject({ status: 'paid', amountRefunded: 2500 })
    expect(emulator.ledger.invoice(lost)?.status).toBe('uncollectible')
    expect(() => outside.pay(voided)).toThrow(RangeError)
    expect(() => outside.refund(paid)).toThrow(RangeError)
  })

  it('reports an overdue invoice once, at the first midnight after', () => {
    const emulator = createEmulator({
      data: {
        invoices: [
          {
            vendor: 'commet',
            id: 'inv_1',
            customer: 'own',
            status: 'open',
            lines: [],
            dueAt: '2026-07-16T10:00:00Z',
          },
          {
            vendor: 'commet',
            id: 'inv_2',
            customer: 'own',
            status: 'open',
            lines: [],
            dueAt: '2026-07-01T10:00:00Z',
          },
        ],
      },
    })
    const { events } = emulator.commet.account().webhooks
    emulator.clock.set('2026-07-16T23:59:59Z')
    expect(events).toEqual([])
    emulator.clock.advance(1000)
    expect(events).toMatchObject([{ event: 'invoice.overdue', at: '2026-07-17T00:00:00.000Z' }])
    expect(parsed(events[0]?.body)).toMatchObject({
      data: { invoiceId: 'inv_1', invoiceStatus: 'outstanding' },
    })
    emulator.clock.advance(10 * 24 * hour)
    expect(events).toHaveLength(1)
    expect(emulator.ledger.invoice('inv_1')?.status).toBe('open')
  })
})
