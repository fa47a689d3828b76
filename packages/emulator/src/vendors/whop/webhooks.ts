import { createHmac } from 'node:crypto'
import type { Surroundings, WebhookMessage } from '../frame.ts'
import type { Company } from './entities.ts'
import type { WhopSwitches } from './switches.ts'
import { spellingsOf } from './versions.ts'
import { nextId } from './whop-ids.ts'
import type { WireEvent } from './wire-shapes.ts'

export type InvoiceEvent =
  | 'invoice.created'
  | 'invoice.paid'
  | 'invoice.past_due'
  | 'invoice.voided'
  | 'invoice.marked_uncollectible'

export type PaymentEvent = 'payment.succeeded' | 'payment.pending' | 'payment.failed'

export interface EventOrder {
  readonly event: InvoiceEvent | PaymentEvent
  readonly data: object
  readonly company: Company
}

/** A receiver is never switched off: what follows the last attempt is not stated. */
export const failuresUntilDisabled: number = Number.POSITIVE_INFINITY

/** What subscriptions get that are not pinned. */
export const unpinnedVersion = '2025-01-01'

/** Standard Webhooks, keyed with the bytes of the whole secret as it is shown. */
export function signMessage(id: string, timestamp: string, body: string, secret: string): string {
  const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')
  return `v1,${mac}`
}

export function buildMessage(
  { event, data, company }: EventOrder,
  surroundings: Surroundings,
  switches: WhopSwitches,
): WebhookMessage {
  const id = nextId(surroundings, 'msg')
  const at = surroundings.clock.iso()
  const timestamp = String(Math.floor(surroundings.clock.now() / 1000))
  const [spelling = 'account_id'] = spellingsOf('webhooks', switches.webhookVersion ?? unpinnedVersion)
  const envelope: WireEvent<string, object> = {
    id,
    api_version: 'v1',
    api_version_date: switches.webhookVersion,
    type: event,
    timestamp: at,
    data,
    [spelling]: company.id,
  }
  const body = JSON.stringify(envelope)
  return {
    id,
    event,
    at,
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signMessage(id, timestamp, body, company.webhookSecret),
    },
  }
}
