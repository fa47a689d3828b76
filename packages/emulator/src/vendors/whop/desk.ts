import { createDeliverer, type Deliverer, type Surroundings } from '../frame.ts'
import type { WhopAccount } from './account.ts'
import type { Desk } from './call.ts'
import type { Company } from './entities.ts'
import { createOutsideEvents } from './outside.ts'
import { createStore } from './store.ts'
import type { WhopSwitches } from './switches.ts'
import { buildMessage, failuresUntilDisabled } from './webhooks.ts'
import { nextId } from './whop-ids.ts'

/** What handlers work with, and the means to clear and await it. */
export interface OwnedDesk extends Desk {
  deliverer(account: string): Deliverer
  settled(): Promise<void>
  clear(): void
}

export function createDesk(surroundings: Surroundings, switches: WhopSwitches): OwnedDesk {
  const store = createStore(surroundings)
  const deliverers = new Map<string, Deliverer>()

  const deliverer = (account: string): Deliverer => {
    const existing = deliverers.get(account)
    if (existing !== undefined) return existing
    const { webhookRetryAfterMs: retryAfterMs, webhookTimeoutMs: timeoutMs } = switches
    const policy = { vendor: 'whop', account, retryAfterMs, failuresUntilDisabled, timeoutMs }
    const created = createDeliverer(policy, surroundings)
    deliverers.set(account, created)
    return created
  }

  return {
    store,
    switches,
    surroundings,
    deliverer,
    emit: (order) => deliverer(order.company.name).send(buildMessage(order, surroundings, switches)),
    async settled() {
      await Promise.all([...deliverers.values()].map((each) => each.settled()))
    },
    clear() {
      store.clear()
      for (const each of deliverers.values()) each.reset()
    },
  }
}

/** A company as tests hold it. */
export function accountOf(desk: OwnedDesk, company: Company): WhopAccount {
  const deliverer = desk.deliverer(company.name)
  const secret = company.webhookSecret
  return {
    name: company.name,
    companyId: company.id,
    apiKey: company.apiKey,
    mode: company.mode,
    webhookSecret: secret,
    outside: createOutsideEvents(desk, company),
    webhooks: {
      events: deliverer.events,
      deliveries: deliverer.deliveries,
      subscribe: (receiver, options) =>
        deliverer.subscribe({ ...options, receiver, id: nextId(desk.surroundings, 'hook'), secret }),
    },
  }
}
