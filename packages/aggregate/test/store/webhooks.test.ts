import { createHmac } from 'node:crypto'
import { proofSeed } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InvoiceStore } from '../../src/store/store.ts'
import { deliverEvents } from '../../src/webhooks/deliver-events.ts'
import { createWebhookReceiver } from '../../src/webhooks/receiver.ts'
import { must, places } from './places.ts'
import { calls, stored, sync, totals } from './vendor.ts'
import { address, begin, eventsOf, messages, openIds, payOne } from './webhook-world.ts'

/** Permutations of the history of deliveries, with duplicates; the proofs have more, of both vendors. */
const orders = 10

describe.each(places())('$name', (place) => {
  it('reads the invoice of a delivery, and tells the application once', async () => {
    const world = await begin(await place.address())
    const { vendor, store, receiver } = world
    const [id] = openIds(world)
    vendor.emulator.clock.advance(60_000)
    vendor.emulator.commet.account('main').outside.pay(id!)
    const before = vendor.emulator.requests.length
    for (const message of [...messages(world), ...messages(world)])
      expect((await receiver.fetch(message())).status).toBe(200)
    await receiver.settled()
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
    expect(calls(vendor.emulator, before)).toEqual({ get_invoice: 1 })
    const events = await eventsOf(store)
    expect(events).toMatchObject([
      { type: 'paid', origin: 'native', provider: 'commet', account: 'main', invoiceId: id },
    ])
    expect(events[0]?.invoice?.status).toBe('paid')
    expect(await eventsOf(store)).toEqual([])
    // The sync afterwards finds nothing that was not told already.
    await sync(vendor, store, 'incremental')
    expect(await eventsOf(store)).toEqual([])
  })

  it('ends in the same state and the same events whatever comes first, and how often', async () => {
    const world = await begin(await place.address(), 4)
    const { vendor, store } = world
    const account = vendor.emulator.commet.account('main')
    const ids = openIds(world)
    vendor.emulator.clock.advance(60_000)
    account.outside.pay(ids[0]!)
    account.outside.void(ids[1]!)
    const history = messages(world)
    const truth = totals(vendor.emulator.ledger.invoices())
    const order = fc.shuffledSubarray([...history, ...history, ...history], {
      minLength: history.length * 3,
    })
    await fc.assert(
      fc.asyncProperty(order, async (sent) => {
        await forget(store)
        const receiver = createWebhookReceiver({ store, adapters: [vendor.adapter] })
        await Promise.all(sent.map(async (message) => receiver.fetch(message())))
        await receiver.settled()
        expect(totals(await stored(store))).toEqual(truth)
        const told = (await eventsOf(store)).map(({ type, origin, invoiceId }) => [type, origin, invoiceId])
        expect(told.sort()).toEqual(
          [
            ['paid', 'native', ids[0]],
            ['voided', 'native', ids[1]],
          ].sort(),
        )
      }),
      { numRuns: orders, seed: proofSeed() },
    )
  })

  it('marks what only a sync found as observed, and the late message about it is no second event', async () => {
    const world = await begin(await place.address())
    const { vendor, store, receiver } = world
    const [id] = openIds(world)
    vendor.emulator.clock.advance(60_000)
    vendor.emulator.commet.account('main').outside.pay(id!)
    await sync(vendor, store, 'incremental')
    expect(await eventsOf(store)).toMatchObject([{ type: 'paid', origin: 'observed', invoiceId: id }])
    for (const message of messages(world)) expect((await receiver.fetch(message())).status).toBe(200)
    await receiver.settled()
    expect(await eventsOf(store)).toEqual([])
    // Commet sends nothing about this one.
    vendor.emulator.commet.account('main').outside.markUncollectible(openIds(world)[0]!)
    await sync(vendor, store, 'incremental')
    expect(await eventsOf(store)).toMatchObject([{ type: 'uncollectible', origin: 'observed' }])
  })

  it('gives an event again to a consumer that failed, and to one consumer only', async () => {
    const world = await begin(await place.address())
    const { vendor, store } = world
    vendor.emulator.clock.advance(60_000)
    for (const id of openIds(world)) vendor.emulator.commet.account('main').outside.pay(id)
    await sync(vendor, store, 'incremental')
    let failing = true
    const counts = await deliverEvents(store, () => {
      failing = !failing
      if (!failing) throw new Error('not now')
    })
    expect(must(counts)).toEqual({ delivered: 2, failed: 3 })
    const both = await Promise.all([eventsOf(store), eventsOf(store)])
    expect(new Set(both.flat().map(({ id }) => id)).size).toBe(3)
    expect(both.flat()).toHaveLength(3)
  })

  it('is caught up by the next process, or by the next sync', async () => {
    const world = await begin(await place.address())
    const { vendor, store } = world
    const ids = openIds(world)
    vendor.emulator.clock.advance(60_000)
    for (const id of ids.slice(0, 2)) vendor.emulator.commet.account('main').outside.pay(id)
    const [one, two] = messages(world)
    const killed = createWebhookReceiver({ store, adapters: [vendor.adapter] })
    killed.stop()
    await killed.fetch(one!())
    await createWebhookReceiver({ store, adapters: [vendor.adapter] }).resume()
    expect(await eventsOf(store)).toMatchObject([{ type: 'paid', origin: 'native' }])
    await killed.fetch(two!())
    await sync(vendor, store, 'incremental')
    expect(await eventsOf(store)).toMatchObject([{ type: 'paid', origin: 'native' }])
  })

  it('tries again when the vendor does not answer at once', async () => {
    const world = await begin(await place.address())
    const { vendor, store, receiver } = world
    const [id] = openIds(world)
    vendor.emulator.clock.advance(60_000)
    vendor.emulator.commet.account('main').outside.pay(id!)
    vendor.emulator.faults.add({ operation: 'get_invoice', fault: { kind: 'status', status: 503 } })
    for (const message of messages(world)) await receiver.fetch(message())
    await receiver.settled()
    expect(await eventsOf(store)).toMatchObject([{ type: 'paid' }])
  })

  it('answers 503 while the store is closed, so that the vendor sends it again', async () => {
    const world = await begin(await place.address())
    payOne(world)
    const [message] = messages(world)
    const other = must(
      await import('../../src/store/store.ts').then(({ openStore }) => openStore('sqlite::memory:')),
    )
    must(await other.close())
    const receiver = createWebhookReceiver({ store: other, adapters: [world.vendor.adapter] })
    expect((await receiver.fetch(message!())).status).toBe(503)
  })

  it('refuses what is no good delivery, each in its own way', async () => {
    const world = await begin(await place.address())
    payOne(world)
    const [message] = messages(world)
    const good = message!()
    const body = await good.text()
    const send = (init: RequestInit, to = address) =>
      world.receiver.fetch(new Request(to, { method: 'POST', ...init }))
    const { headers } = good
    const status = async (answer: Promise<Response>) => (await answer).status
    expect(await status(send({ body }))).toBe(401)
    expect(await status(send({ body: `${body} `, headers }))).toBe(401)
    expect(await status(send({ body: 'x'.repeat(10 * 1024 * 1024), headers }))).toBe(413)
    expect(await status(send({ body, headers }, 'https://hooks.example/commet/nobody'))).toBe(404)
    expect(await status(send({ body, headers }, 'https://hooks.example/'))).toBe(404)
    expect(await status(send({ body, headers }, 'https://hooks.example/commet/%E0%A4%A'))).toBe(404)
    expect((await world.receiver.fetch(new Request(address))).status).toBe(405)
    const deliveries = await world.store.database.attempt('count', (tables) =>
      tables.selectFrom('deliveries').selectAll().execute(),
    )
    expect(must(deliveries)).toEqual([])
  })

  it('takes an event that it does not know, and does nothing about it', async () => {
    const world = await begin(await place.address())
    payOne(world)
    const [message] = messages(world)
    const known = JSON.parse(await message!().text()) as object
    const { webhookSecret } = world.vendor.emulator.commet.account('main')
    const before = world.vendor.emulator.requests.length
    for (const event of ['invoice.frobnicated', 'subscription.created']) {
      const body = JSON.stringify({ ...known, event, data: { id: 'x' } })
      const signature = createHmac('sha256', webhookSecret).update(body).digest('hex')
      const headers = { 'x-commet-signature': signature }
      expect(
        (await world.receiver.fetch(new Request(address, { method: 'POST', body, headers }))).status,
      ).toBe(200)
    }
    await world.receiver.settled()
    expect(world.vendor.emulator.requests.length).toBe(before)
    expect(await eventsOf(world.store)).toEqual([])
  })

  it('says so where somebody has read or parsed the body before', async () => {
    const world = await begin(await place.address())
    payOne(world)
    const [message] = messages(world)
    const used = message!()
    await used.json()
    const answer = await world.receiver.fetch(used)
    expect([answer.status, await answer.text()]).toEqual([
      500,
      expect.stringContaining('before body parsers'),
    ])
  })

  it('keeps nothing of the body but ids', async () => {
    const world = await begin(await place.address())
    payOne(world)
    for (const message of messages(world)) await world.receiver.fetch(message())
    await world.receiver.settled()
    const rows = await world.store.database.attempt('read', (tables) =>
      tables.selectFrom('deliveries').selectAll().execute(),
    )
    expect(Object.keys(must(rows)[0] ?? {}).sort()).toEqual([
      'account_key',
      'at',
      'attempts',
      'delivery_id',
      'invoice_id',
      'provider_type',
      'received_at',
      'state',
      'type',
    ])
  })
})

/** As if no message had ever come: the invoices as the first sync left them. */
async function forget(store: InvoiceStore): Promise<void> {
  const done = await store.database.transact('forget', async (tables) => {
    await tables.deleteFrom('deliveries').execute()
    await tables.deleteFrom('events').execute()
    await tables.deleteFrom('readings').where('seq', '>', 4).execute()
    await tables.updateTable('invoices').set({ status: 'open', content_hash: '' }).execute()
    await tables.updateTable('invoices').set({ updated_at: null, read_at: '2026-01-01T00:00:00Z' }).execute()
  })
  must(done)
}
