import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator, type Fault } from '../src/index.ts'
import { callerFor, createOne, emulatorWithCustomers } from './support.ts'

const minute = 60_000
const hour = 60 * minute

const parsed = (text: string | undefined) => JSON.parse(text ?? 'null') as Record<string, unknown>

const receiving = (emulator: Emulator, status: (count: number) => number = () => 200) => {
  const received: { body: string; headers: Headers }[] = []
  const subscription = emulator.commet.account().webhooks.subscribe(async (request) => {
    received.push({ body: await request.text(), headers: request.headers })
    return new Response(null, { status: status(received.length) })
  })
  const events = () => received.map(({ body }) => parsed(body).event)
  return { received, subscription, events }
}

describe('an event', () => {
  it('is signed over its raw body and tells the invoice', async () => {
    const emulator = emulatorWithCustomers()
    const { received } = receiving(emulator)
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

describe('delivery', () => {
  it('is tried again after 1, 5, 15, 30 minutes and 1, 2, 4 hours with the same bytes', async () => {
    const emulator = emulatorWithCustomers()
    const { received } = receiving(emulator, () => 503)
    await createOne(callerFor(emulator))
    emulator.clock.advance(24 * hour)
    await emulator.settled()
    const { deliveries } = emulator.commet.account().webhooks
    const waits = deliveries.map(
      ({ at }, index) => Date.parse(at) - Date.parse(deliveries[index - 1]?.at ?? at),
    )
    expect(waits).toEqual([0, minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour])
    expect(deliveries.map(({ outcome, status }) => [outcome, status])).toEqual(
      Array(8).fill(['refused', 503]),
    )
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
  })

  it('waits for the clock', async () => {
    const emulator = emulatorWithCustomers()
    const { received } = receiving(emulator, (count) => (count < 3 ? 500 : 204))
    await createOne(callerFor(emulator))
    await emulator.settled()
    emulator.clock.advance(minute - 1)
    await emulator.settled()
    expect(received).toHaveLength(1)
    emulator.clock.advance(1)
    await emulator.settled()
    expect(received).toHaveLength(2)
    emulator.clock.advance(5 * minute)
    await emulator.settled()
    emulator.clock.advance(24 * hour)
    await emulator.settled()
    expect(received).toHaveLength(3)
    expect(emulator.commet.account().webhooks.deliveries.at(-1)).toMatchObject({
      attempt: 3,
      outcome: 'accepted',
    })
  })

  it('counts a throwing and a silent receiver as failed', async () => {
    const emulator = emulatorWithCustomers({ commet: { webhookTimeoutMs: 10 } })
    const { subscribe, deliveries } = emulator.commet.account().webhooks
    subscribe(() => {
      throw new Error('broken')
    })
    subscribe(() => new Promise(() => {}))
    await createOne(callerFor(emulator))
    await emulator.settled()
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(['unreachable', 'unreachable'])
  })

  it('ends after three events in a row that failed completely', async () => {
    const emulator = emulatorWithCustomers()
    const { subscription, received } = receiving(emulator, () => 500)
    for (let count = 0; count < 3; count += 1) {
      expect(subscription.active).toBe(true)
      await createOne(callerFor(emulator))
      emulator.clock.advance(9 * hour)
      await emulator.settled()
    }
    expect(subscription.active).toBe(false)
    await createOne(callerFor(emulator))
    await emulator.settled()
    expect(received).toHaveLength(24)
  })

  it('goes to those who asked for the event, and not after they left', async () => {
    const emulator = emulatorWithCustomers()
    const { subscribe } = emulator.commet.account().webhooks
    const seen: string[] = []
    const subscription = subscribe(
      (request) => {
        seen.push(request.headers.get('x-commet-event') ?? '')
        return new Response()
      },
      { events: ['invoice.voided'] },
    )
    const call = callerFor(emulator)
    const id = await createOne(call)
    await call('PUT', `/invoices/${id}/status`, { status: 'void' })
    await emulator.settled()
    subscription.unsubscribe()
    const other = await createOne(call)
    await call('PUT', `/invoices/${other}/status`, { status: 'void' })
    await emulator.settled()
    expect(seen).toEqual(['invoice.voided'])
  })

  it('reaches an address', async () => {
    const bodies: string[] = []
    const server = createServer((incoming, response) => {
      let body = ''
      incoming.on('data', (chunk) => {
        body += chunk
      })
      incoming.on('end', () => {
        bodies.push(body)
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const emulator = emulatorWithCustomers()
    emulator.commet.account().webhooks.subscribe(`http://127.0.0.1:${port}/hook`)
    await createOne(callerFor(emulator))
    await emulator.settled()
    expect(bodies).toEqual(emulator.commet.account().webhooks.events.map(({ body }) => body))
    server.closeAllConnections()
    server.close()
  })
})

describe('faults of delivery', () => {
  const withFault = (fault: Fault) =>
    emulatorWithCustomers({ faults: [{ vendor: 'commet', operation: 'invoice.created', fault }] })

  it('duplicate', async () => {
    const emulator = withFault({ kind: 'webhook_duplicate', copies: 2 })
    const { received } = receiving(emulator)
    await createOne(callerFor(emulator))
    await emulator.settled()
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ headers }) => headers.get('x-commet-event-id'))).size).toBe(1)
  })

  it('delay', async () => {
    const emulator = withFault({ kind: 'webhook_late', clockMs: hour })
    const { events } = receiving(emulator)
    const call = callerFor(emulator)
    const id = await createOne(call)
    await call('PUT', `/invoices/${id}/status`, { status: 'void' })
    await emulator.settled()
    expect(events()).toEqual(['invoice.voided'])
    emulator.clock.advance(hour)
    await emulator.settled()
    expect(events()).toEqual(['invoice.voided', 'invoice.created'])
  })

  it('reorder', async () => {
    const emulator = withFault({ kind: 'webhook_reordered' })
    const { events } = receiving(emulator)
    const call = callerFor(emulator)
    const id = await createOne(call)
    await call('PUT', `/invoices/${id}/status`, { status: 'void' })
    await emulator.settled()
    expect(events()).toEqual(['invoice.voided', 'invoice.created'])
  })

  it('lose', async () => {
    const emulator = withFault({ kind: 'webhook_lost' })
    const { events } = receiving(emulator)
    await createOne(callerFor(emulator))
    await createOne(callerFor(emulator))
    await emulator.settled()
    expect(events()).toEqual(['invoice.created'])
  })
})
