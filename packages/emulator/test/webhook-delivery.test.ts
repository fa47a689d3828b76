import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { Emulator, Fault } from '../src/index.ts'
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

  it('goes on where an event in between got through', async () => {
    const emulator = emulatorWithCustomers()
    const { subscription } = receiving(emulator, (count) => (count === 17 ? 200 : 500))
    for (let count = 0; count < 4; count += 1) {
      await createOne(callerFor(emulator))
      emulator.clock.advance(9 * hour)
      await emulator.settled()
    }
    expect(subscription.active).toBe(true)
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
