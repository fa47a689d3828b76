import type { FaultOccasion } from './faults.ts'
import type { Surroundings } from './surroundings.ts'
import {
  type DeliveryLog,
  type DeliveryPolicy,
  dispatch,
  type Endpoint,
  undelivered,
} from './webhook-endpoint.ts'
import type {
  WebhookDelivery,
  WebhookMessage,
  WebhookReceiver,
  WebhookSubscription,
} from './webhook-facts.ts'

export interface SubscriptionOrder {
  readonly id: string
  readonly secret: string
  readonly receiver: WebhookReceiver | string
  /** Names of events; all without. */
  readonly events?: readonly string[]
}

/** Delivers the events of one account. */
export interface Deliverer {
  send(message: WebhookMessage): void
  subscribe(order: SubscriptionOrder): WebhookSubscription
  readonly events: readonly WebhookMessage[]
  readonly deliveries: readonly WebhookDelivery[]
  /** Resolves when no attempt is in flight. */
  settled(): Promise<void>
  reset(): void
}

export function createDeliverer(policy: DeliveryPolicy, surroundings: Surroundings): Deliverer {
  const { clock, faults } = surroundings
  const endpoints = new Set<Endpoint>()
  const events: WebhookMessage[] = []
  const log: DeliveryLog = { deliveries: [], inFlight: new Set() }

  return {
    events,
    deliveries: log.deliveries,
    send(message) {
      events.push(message)
      const listening = [...endpoints].filter(
        (endpoint) => endpoint.active && (endpoint.events?.has(message.event) ?? true),
      )
      if (listening.length === 0) log.deliveries.push(undelivered(message, clock))
      for (const endpoint of listening) {
        dispatch({ policy, clock, log }, endpoint, message, faults.take(occasionOf(policy, message)))
      }
    },
    subscribe(order) {
      const endpoint = endpointOf(order)
      endpoints.add(endpoint)
      return subscriptionOf(order, endpoint)
    },
    async settled() {
      while (log.inFlight.size > 0) await Promise.all(log.inFlight)
    },
    reset() {
      for (const endpoint of endpoints) endpoint.active = false
      endpoints.clear()
      events.length = 0
      log.deliveries.length = 0
    },
  }
}

function endpointOf(order: SubscriptionOrder): Endpoint {
  return {
    id: order.id,
    receiver: order.receiver,
    events: order.events === undefined ? null : new Set(order.events),
    active: true,
    failedInARow: 0,
    heldBack: [],
  }
}

function subscriptionOf(order: SubscriptionOrder, endpoint: Endpoint): WebhookSubscription {
  return {
    id: order.id,
    secret: order.secret,
    get active() {
      return endpoint.active
    },
    unsubscribe() {
      endpoint.active = false
    },
  }
}

function occasionOf(policy: DeliveryPolicy, message: WebhookMessage): FaultOccasion {
  return {
    phase: 'webhook',
    vendor: policy.vendor,
    account: policy.account,
    method: 'POST',
    path: '',
    operation: message.event,
    listing: 'none',
  }
}
