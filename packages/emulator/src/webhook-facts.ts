/** One event, ready to send: every attempt carries the same bytes. */
export interface WebhookMessage {
  readonly id: string
  /** The vendor's name of the event. */
  readonly event: string
  /** Emulator time, RFC 3339 UTC. */
  readonly at: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export type WebhookReceiver = (request: Request) => Response | Promise<Response>

export type DeliveryOutcome = 'in_flight' | 'accepted' | 'refused' | 'unreachable' | 'nobody_subscribed'

/** One attempt to deliver one event to one receiver. */
export interface WebhookDelivery {
  readonly eventId: string
  readonly event: string
  /** When the attempt was made: emulator time, RFC 3339 UTC. */
  readonly at: string
  /** From 1; 0 when nobody subscribed. */
  readonly attempt: number
  readonly subscriptionId: string | null
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly outcome: DeliveryOutcome
  readonly status: number | null
}

export interface WebhookSubscription {
  readonly id: string
  readonly secret: string
  /** False once too many events in a row failed completely, or after `unsubscribe`. */
  readonly active: boolean
  unsubscribe(): void
}
