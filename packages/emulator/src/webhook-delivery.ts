import type { FaultOf } from './fault-rules.ts'
import type { Surroundings } from './surroundings.ts'
import type {
  DeliveryOutcome,
  WebhookDelivery,
  WebhookMessage,
  WebhookReceiver,
  WebhookSubscription,
} from './webhook-facts.ts'

/** How a vendor delivers. */
export interface DeliveryPolicy {
  readonly vendor: string
  readonly account: string
  /** Waits before each retry, in milliseconds of emulator time, counted from the attempt before. */
  readonly retryAfterMs: readonly number[]
  /** Events in a row that fail completely before the receiver is switched off. */
  readonly failuresUntilDisabled: number
  /** Real milliseconds that a receiver may take. */
  readonly timeoutMs: number
}

export interface Deliverer {
  send(message: WebhookMessage): void
  subscribe(
    receiver: WebhookReceiver | string,
    options: { id: string; secret: string; events?: readonly string[] },
  ): WebhookSubscription
  readonly events: readonly WebhookMessage[]
  readonly deliveries: readonly WebhookDelivery[]
  settled(): Promise<void>
  reset(): void
}

interface Endpoint {
  readonly id: string
  readonly receiver: WebhookReceiver | string
  readonly events: ReadonlySet<string> | null
  active: boolean
  failedInARow: number
  /** Sent after the next message. */
  readonly heldBack: WebhookMessage[]
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export function createDeliverer(policy: DeliveryPolicy, surroundings: Surroundings): Deliverer {
  const { clock } = surroundings
  const endpoints = new Set<Endpoint>()
  const events: WebhookMessage[] = []
  const deliveries: Mutable<WebhookDelivery>[] = []
  const inFlight = new Set<Promise<void>>()

  const record = (
    message: WebhookMessage,
    attempt: number,
    endpoint: Endpoint | null,
  ): Mutable<WebhookDelivery> => {
    const delivery: Mutable<WebhookDelivery> = {
      eventId: message.id,
      event: message.event,
      at: clock.iso(),
      attempt,
      subscriptionId: endpoint?.id ?? null,
      body: message.body,
      headers: message.headers,
      outcome: endpoint === null ? 'nobody_subscribed' : 'in_flight',
      status: null,
    }
    deliveries.push(delivery)
    return delivery
  }

  const attempt = (endpoint: Endpoint, message: WebhookMessage, number: number): void => {
    if (!endpoint.active) return
    const attemptedAt = clock.now()
    const delivery = record(message, number, endpoint)
    const work = post(endpoint.receiver, message, policy.timeoutMs).then((result) => {
      delivery.outcome = result.outcome
      delivery.status = result.status
      conclude(endpoint, message, number, attemptedAt, result.outcome)
    })
    const tracked = work.finally(() => inFlight.delete(tracked))
    inFlight.add(tracked)
  }

  const conclude = (
    endpoint: Endpoint,
    message: WebhookMessage,
    number: number,
    attemptedAt: number,
    outcome: DeliveryOutcome,
  ): void => {
    if (outcome === 'accepted') {
      endpoint.failedInARow = 0
      return
    }
    const wait = policy.retryAfterMs[number - 1]
    if (wait !== undefined) {
      clock.schedule(attemptedAt + wait, () => attempt(endpoint, message, number + 1))
      return
    }
    endpoint.failedInARow += 1
    if (endpoint.failedInARow >= policy.failuresUntilDisabled) endpoint.active = false
  }

  const dispatch = (endpoint: Endpoint, message: WebhookMessage): void => {
    const faults = surroundings.faults.take(occasionOf(policy, message))
    const fault = <K extends 'webhook_late' | 'webhook_duplicate'>(kind: K): FaultOf<K> | undefined =>
      faults.find((candidate): candidate is FaultOf<K> => candidate.kind === kind)
    if (faults.some((candidate) => candidate.kind === 'webhook_lost')) return
    if (faults.some((candidate) => candidate.kind === 'webhook_reordered')) {
      endpoint.heldBack.push(message)
      return
    }
    const late = fault('webhook_late')
    const copies =
      1 + (fault('webhook_duplicate') === undefined ? 0 : (fault('webhook_duplicate')?.copies ?? 1))
    const waiting = endpoint.heldBack.splice(0)
    for (let copy = 0; copy < copies; copy += 1) {
      if (late === undefined) attempt(endpoint, message, 1)
      else clock.schedule(clock.now() + late.clockMs, () => attempt(endpoint, message, 1))
    }
    for (const earlier of waiting) attempt(endpoint, earlier, 1)
  }

  return {
    events,
    deliveries,
    send(message) {
      events.push(message)
      const listening = [...endpoints].filter(
        (endpoint) => endpoint.active && (endpoint.events?.has(message.event) ?? true),
      )
      if (listening.length === 0) record(message, 0, null)
      for (const endpoint of listening) dispatch(endpoint, message)
    },
    subscribe(receiver, options) {
      const endpoint: Endpoint = {
        id: options.id,
        receiver,
        events: options.events === undefined ? null : new Set(options.events),
        active: true,
        failedInARow: 0,
        heldBack: [],
      }
      endpoints.add(endpoint)
      return {
        id: endpoint.id,
        secret: options.secret,
        get active() {
          return endpoint.active
        },
        unsubscribe() {
          endpoint.active = false
          endpoints.delete(endpoint)
        },
      }
    },
    async settled() {
      while (inFlight.size > 0) await Promise.all(inFlight)
    },
    reset() {
      for (const endpoint of endpoints) endpoint.active = false
      endpoints.clear()
      events.length = 0
      deliveries.length = 0
    },
  }
}

function occasionOf(policy: DeliveryPolicy, message: WebhookMessage) {
  return {
    phase: 'webhook',
    vendor: policy.vendor,
    account: policy.account,
    method: 'POST',
    path: '',
    operation: message.event,
    listing: 'none',
  } as const
}

async function post(
  receiver: WebhookReceiver | string,
  message: WebhookMessage,
  timeoutMs: number,
): Promise<{ outcome: DeliveryOutcome; status: number | null }> {
  const address = typeof receiver === 'string' ? receiver : 'http://receiver.invalid/'
  const signal = AbortSignal.timeout(timeoutMs)
  const request = new Request(address, {
    method: 'POST',
    headers: message.headers,
    body: message.body,
    signal,
  })
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    const answering = typeof receiver === 'string' ? fetch(request) : Promise.resolve(request).then(receiver)
    const response = await Promise.race([answering, late])
    return { outcome: response.ok ? 'accepted' : 'refused', status: response.status }
  } catch {
    return { outcome: 'unreachable', status: null }
  }
}
