import type { WebhookDelivery } from '@invoice-adapters/core'
import type { ReceivedRequest } from '../facts.ts'
import type { Faults } from '../faults.ts'
import { createFaultBox } from '../faulty-fetch/fault-box.ts'
import type { SeedInvoice, WantedDelivery } from '../harness.ts'
import { customerRoutes } from './customer-routes.ts'
import { signedDelivery } from './deliveries.ts'
import type { Route } from './exchange.ts'
import { openFrontDoor } from './front-door.ts'
import { moneyRoutes } from './money-routes.ts'
import { readingRoutes } from './reading-routes.ts'
import type { ReferenceCustomer, ReferenceInvoice } from './records.ts'
import { seedInvoice } from './seed.ts'
import { createStore, type ReferenceClock } from './store.ts'
import { writingRoutes } from './writing-routes.ts'

export interface ReferenceBackendSettings {
  /** Milliseconds since 1970; default a morning in January 2026. The clock stands still until it is moved on. */
  now?: number
  /** What the adapter has to send; default `ref_key`. */
  apiKey?: string
}

/** A billing vendor in memory: what an application tests against, and the vendor of the reference adapter. */
export interface ReferenceBackend {
  /** Answers as the vendor; to be given to the adapter, which does so by itself. */
  fetch: typeof globalThis.fetch
  apiKey: string
  /** Signs the deliveries, and the one it replaced. */
  webhookSecrets: { current: string; previous: string }
  clock: ReferenceClock
  /** Puts invoices in and answers their ids. Ids are counted, so that a test always sees the same ones. */
  seed(invoices: readonly SeedInvoice[]): string[]
  /** What truly is there, whatever any answer said. */
  invoice(id: string): ReferenceInvoice | undefined
  invoices(): ReferenceInvoice[]
  customers(): ReferenceCustomer[]
  received: readonly ReceivedRequest[]
  /** Makes the vendor fail; see `Fault`. */
  faults: Faults
  /** A webhook delivery, signed well or badly, to be handed to `webhooks.read`. */
  delivery(wanted: WantedDelivery): Promise<WebhookDelivery>
}

export function createReferenceBackend(settings: ReferenceBackendSettings = {}): ReferenceBackend {
  const { apiKey = 'ref_key' } = settings
  const webhookSecrets = { current: 'ref_hook_current', previous: 'ref_hook_previous' }
  const store = createStore(settings.now)
  const faults = createFaultBox()
  const hidden = new Set<string>()
  const routes: Route[] = [
    ...readingRoutes(store, { isHidden: (id) => hidden.has(id), isStale: () => faults.stands('stale_read') }),
    ...writingRoutes(store, {
      created: (id) => void (faults.stands('hidden_from_lists') && hidden.add(id)),
    }),
    ...moneyRoutes(store),
    ...customerRoutes(store),
  ]
  const received: ReceivedRequest[] = []
  const held: (() => void)[] = []
  return {
    fetch: openFrontDoor({ apiKey, routes, faults, received, held }),
    apiKey,
    webhookSecrets,
    clock: store.clock,
    seed: (invoices) => invoices.map((seed) => seedInvoice(store, seed)),
    invoice: (id) => store.get(id),
    invoices: () => store.invoices(),
    customers: () => [...store.customers.values()],
    received,
    faults: {
      inject: (fault, place) => faults.inject(fault, place),
      clear() {
        faults.clear()
        hidden.clear()
      },
      async settle() {
        for (const commit of held.splice(0)) commit()
      },
    },
    delivery: (wanted) => signedDelivery(store, webhookSecrets, wanted),
  }
}
