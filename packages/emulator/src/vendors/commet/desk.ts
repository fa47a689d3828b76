import { createDeliverer, type Deliverer, type Surroundings, type VendorAccount } from '../frame.ts'
import type { Desk } from './call.ts'
import type { Organization } from './entities.ts'
import { createOutsideEvents } from './outside.ts'
import { createStore } from './store.ts'
import type { CommetSwitches } from './switches.ts'
import { buildMessage, failuresUntilDisabled, retryAfterMs } from './webhooks.ts'

/** What handlers work with, and the means to clear and await it. */
export interface OwnedDesk extends Desk {
  deliverer(account: string): Deliverer
  settled(): Promise<void>
  clear(): void
}

export function createDesk(surroundings: Surroundings, switches: CommetSwitches): OwnedDesk {
  const store = createStore(surroundings)
  const deliverers = new Map<string, Deliverer>()

  const deliverer = (account: string): Deliverer => {
    const existing = deliverers.get(account)
    if (existing !== undefined) return existing
    const { webhookTimeoutMs: timeoutMs } = switches
    const policy = { vendor: 'commet', account, retryAfterMs, failuresUntilDisabled, timeoutMs }
    const created = createDeliverer(policy, surroundings)
    deliverers.set(account, created)
    return created
  }

  return {
    store,
    switches,
    surroundings,
    deliverer,
    emit: (order) => deliverer(order.organization.name).send(buildMessage(order, surroundings, switches)),
    async settled() {
      await Promise.all([...deliverers.values()].map((each) => each.settled()))
    },
    clear() {
      store.clear()
      for (const each of deliverers.values()) each.reset()
    },
  }
}

/** An organization as tests hold it. */
export function accountOf(desk: OwnedDesk, organization: Organization): VendorAccount {
  const deliverer = desk.deliverer(organization.name)
  return {
    name: organization.name,
    apiKey: organization.apiKey,
    mode: organization.mode,
    webhookSecret: organization.webhookSecret,
    outside: createOutsideEvents(desk, organization),
    webhooks: {
      events: deliverer.events,
      deliveries: deliverer.deliveries,
      subscribe: (receiver, options) =>
        deliverer.subscribe({
          ...options,
          receiver,
          id: desk.surroundings.ids.next('wh'),
          secret: organization.webhookSecret,
        }),
    },
  }
}
