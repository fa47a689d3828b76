import type { Clock, SteppingClock } from './clock.ts'
import type { Fault, FaultKind, FaultOf } from './fault-rules.ts'
import type { WebhookDelivery, WebhookMessage, WebhookReceiver } from './webhook-facts.ts'
import { postWebhook } from './webhook-post.ts'

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

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Where attempts are kept. */
export interface DeliveryLog {
  readonly deliveries: Mutable<WebhookDelivery>[]
  readonly inFlight: Set<Promise<void>>
}

export interface Endpoint {
  readonly id: string
  readonly receiver: WebhookReceiver | string
  /** null: all. */
  readonly events: ReadonlySet<string> | null
  active: boolean
  /** Events in a row that failed completely. */
  failedInARow: number
  /** To be sent after the next message. */
  readonly heldBack: WebhookMessage[]
}

interface Sending {
  readonly policy: DeliveryPolicy
  readonly clock: SteppingClock
  readonly log: DeliveryLog
}

/** Sends a message to a receiver, with what the faults make of it. */
export function dispatch(
  sending: Sending,
  endpoint: Endpoint,
  message: WebhookMessage,
  faults: readonly Fault[],
): void {
  const { clock } = sending
  if (faultOf(faults, 'webhook_lost') !== undefined) return
  if (faultOf(faults, 'webhook_reordered') !== undefined) {
    endpoint.heldBack.push(message)
    return
  }
  const duplicate = faultOf(faults, 'webhook_duplicate')
  const copies = duplicate === undefined ? 1 : 1 + (duplicate.copies ?? 1)
  const firstAt = clock.now() + (faultOf(faults, 'webhook_late')?.clockMs ?? 0)
  const overtaken = endpoint.heldBack.splice(0)
  for (let copy = 0; copy < copies; copy += 1) attemptAt(sending, endpoint, message, 1, firstAt)
  for (const earlier of overtaken) attemptAt(sending, endpoint, earlier, 1, firstAt)
}

function faultOf<K extends FaultKind>(faults: readonly Fault[], kind: K): FaultOf<K> | undefined {
  return faults.find((fault): fault is FaultOf<K> => fault.kind === kind)
}

/** `dueAt` counts on, even where the clock has been moved past it before the attempt before had ended. */
function attemptAt(
  sending: Sending,
  endpoint: Endpoint,
  message: WebhookMessage,
  number: number,
  dueAt: number,
): void {
  const { clock, log, policy } = sending
  clock.schedule(dueAt, () => {
    if (!endpoint.active) return
    const delivery = startDelivery(message, number, endpoint.id, new Date(dueAt).toISOString())
    log.deliveries.push(delivery)
    const work = postWebhook(endpoint.receiver, message, policy.timeoutMs).then((result) => {
      delivery.outcome = result.outcome
      delivery.status = result.status
      if (result.outcome === 'accepted') endpoint.failedInARow = 0
      else afterFailure(sending, endpoint, message, number, dueAt)
    })
    const tracked = work.finally(() => log.inFlight.delete(tracked))
    log.inFlight.add(tracked)
  })
}

function afterFailure(
  sending: Sending,
  endpoint: Endpoint,
  message: WebhookMessage,
  number: number,
  dueAt: number,
): void {
  const { policy } = sending
  const wait = policy.retryAfterMs[number - 1]
  if (wait !== undefined) {
    attemptAt(sending, endpoint, message, number + 1, dueAt + wait)
    return
  }
  endpoint.failedInARow += 1
  if (endpoint.failedInARow >= policy.failuresUntilDisabled) endpoint.active = false
}

function startDelivery(
  message: WebhookMessage,
  attempt: number,
  subscriptionId: string,
  at: string,
): Mutable<WebhookDelivery> {
  const { id: eventId, event, body, headers } = message
  return { eventId, event, at, attempt, subscriptionId, body, headers, outcome: 'in_flight', status: null }
}

/** An event that nobody waits for is kept all the same. */
export function undelivered(message: WebhookMessage, clock: Clock): WebhookDelivery {
  const { id: eventId, event, body, headers } = message
  return {
    eventId,
    event,
    at: clock.iso(),
    attempt: 0,
    subscriptionId: null,
    body,
    headers,
    outcome: 'nobody_subscribed',
    status: null,
  }
}
