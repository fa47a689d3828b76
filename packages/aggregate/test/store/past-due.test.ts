import { describe, expect, it } from 'vitest'
import { pruneStore } from '../../src/store/prune.ts'
import { storedRuns } from '../../src/store/runs.ts'
import type { InvoiceStore } from '../../src/store/store.ts'
import { type CanonicalEvent, deliverEvents } from '../../src/webhooks/deliver-events.ts'
import { createWebhookReceiver } from '../../src/webhooks/receiver.ts'
import { must, places, storeAt } from './places.ts'
import { type Commet, commet, sync } from './vendor.ts'

const dayMs = 86_400_000

async function eventsOf(store: InvoiceStore): Promise<CanonicalEvent[]> {
  const events: CanonicalEvent[] = []
  must(await deliverEvents(store, (event) => void events.push(event), { limit: 1000 }))
  return events
}

/** Open invoices that fall due within the days after the first sync. */
async function begin(
  address: string,
): Promise<{ vendor: Commet; store: InvoiceStore; due: Map<string, number> }> {
  const vendor = commet(0)
  vendor.seed({ count: 4, statuses: ['open'], template: { dueAt: '2026-07-20T00:00:00.000Z' } })
  vendor.seed({ count: 2, statuses: ['open'], label: 'old', template: { dueAt: '2026-07-01T00:00:00.000Z' } })
  const store = await storeAt(address, { now: vendor.now })
  await sync(vendor, store, 'full')
  const due = new Map(vendor.emulator.ledger.invoices().map(({ id, dueAt }) => [id, Date.parse(dueAt ?? '')]))
  return { vendor, store, due }
}

describe.each(places())('$name', ({ address }) => {
  it('tells once of what fell due since, by the clock and at the instant it was due', async () => {
    const { vendor, store, due } = await begin(await address())
    expect(await eventsOf(store)).toEqual([])
    const late = [...due].filter(([, at]) => at > vendor.now()).map(([id]) => id)
    expect(late).toHaveLength(4)
    vendor.emulator.clock.set('2026-07-20T00:00:00.000Z')
    const [paid, ...owed] = late
    vendor.emulator.commet.account('main').outside.pay(paid!)
    await sync(vendor, store, 'incremental')
    expect((await eventsOf(store)).map(({ type }) => type)).toEqual(['paid'])
    vendor.emulator.clock.advance(1_000)
    await sync(vendor, store, 'incremental')
    const told = await eventsOf(store)
    expect(told.map(({ invoiceId }) => invoiceId).sort()).toEqual(owed.sort())
    for (const event of told)
      expect(event).toMatchObject({ type: 'past_due', origin: 'observed', at: '2026-07-20T00:00:00.000Z' })
    vendor.emulator.clock.advance(dayMs)
    await sync(vendor, store, 'incremental')
    expect(await eventsOf(store)).toEqual([])
    // The vendor's own message about it, as late as it is, is the same event.
    const receiver = createWebhookReceiver({ store, adapters: [vendor.adapter] })
    for (const { headers, body, event } of vendor.emulator.commet.account('main').webhooks.events) {
      if (event !== 'invoice.overdue') continue
      const request = new Request('https://hooks.example/commet/main', { method: 'POST', headers, body })
      expect((await receiver.fetch(request)).status).toBe(200)
    }
    await receiver.settled()
    expect(await eventsOf(store)).toEqual([])
  })

  it('forgets deliveries and events after a stated time, and nothing that waits', async () => {
    const { vendor, store } = await begin(await address())
    const account = vendor.emulator.commet.account('main')
    const [one, two] = vendor.emulator.ledger.invoices()
    account.outside.pay(one!.id)
    const receiver = createWebhookReceiver({ store, adapters: [vendor.adapter] })
    for (const { headers, body } of account.webhooks.events)
      await receiver.fetch(
        new Request('https://hooks.example/commet/main', { method: 'POST', headers, body }),
      )
    await receiver.settled()
    expect(await eventsOf(store)).toHaveLength(1)
    account.outside.pay(two!.id)
    await sync(vendor, store, 'incremental')
    expect(must(await pruneStore(store))).toEqual({ deliveries: 0, events: 0, runs: 0 })
    vendor.emulator.clock.advance(89 * dayMs)
    expect(must(await pruneStore(store))).toMatchObject({ deliveries: 0 })
    vendor.emulator.clock.advance(2 * dayMs)
    await claimedLongAgo(store)
    expect(must(await pruneStore(store))).toEqual({ deliveries: 1, events: 1, runs: 0 })
    expect((await eventsOf(store)).map(({ type, invoiceId }) => [type, invoiceId])).toEqual([
      ['paid', two!.id],
    ])
  })

  it('does so with every full sync, and keeps the last thousand runs', async () => {
    const { vendor, store } = await begin(await address())
    await sync(vendor, store, 'incremental')
    must(
      await store.database.attempt('count', (tables) =>
        tables.updateTable('accounts').set({ last_run: 1_001 }).execute(),
      ),
    )
    await sync(vendor, store, 'full')
    expect(must(await storedRuns(store, vendor.adapter)).map(({ number }) => number)).toEqual([1_002])
  })
})

async function claimedLongAgo(store: InvoiceStore): Promise<void> {
  must(
    await store.database.attempt('age', (tables) =>
      tables
        .updateTable('events')
        .set({ claimed_until_ms: Date.now() - 91 * dayMs })
        .execute(),
    ),
  )
}
