import type { InvoiceStore } from '../../src/store/store.ts'
import { type CanonicalEvent, deliverEvents } from '../../src/webhooks/deliver-events.ts'
import { createWebhookReceiver, type WebhookReceiver } from '../../src/webhooks/receiver.ts'
import { must, storeAt } from './places.ts'
import { type Commet, commet, sync } from './vendor.ts'

export const address: string = 'https://hooks.example/anything/commet/main'

export interface World {
  vendor: Commet
  store: InvoiceStore
  receiver: WebhookReceiver
}

export async function begin(at: string, count = 5): Promise<World> {
  const vendor = commet(0)
  vendor.seed({ count, statuses: ['open'] })
  const store = await storeAt(at, { now: vendor.now })
  await sync(vendor, store, 'full')
  const receiver = createWebhookReceiver({ store, adapters: [vendor.adapter], retryAfterMs: [5] })
  return { vendor, store, receiver }
}

/** The vendor's messages, each as a request that can be sent any number of times. */
export function messages({ vendor }: World): (() => Request)[] {
  return vendor.emulator.commet.account('main').webhooks.events.map(
    ({ headers, body }) =>
      () =>
        new Request(address, { method: 'POST', headers, body }),
  )
}

export function openIds({ vendor }: World): string[] {
  return vendor.emulator.ledger
    .invoices()
    .filter(({ status }) => status === 'open')
    .map(({ id }) => id)
}

export async function eventsOf(store: InvoiceStore): Promise<CanonicalEvent[]> {
  const events: CanonicalEvent[] = []
  must(await deliverEvents(store, (event) => void events.push(event), { limit: 1000 }))
  return events
}

/** One payment, so that there is a message. */
export function payOne(world: World): void {
  const [id] = openIds(world)
  world.vendor.emulator.clock.advance(60_000)
  world.vendor.emulator.commet.account('main').outside.pay(id!)
}
