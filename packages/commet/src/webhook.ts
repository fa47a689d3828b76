import {
  type AccountMode,
  err,
  type InvoiceError,
  type InvoiceEvent,
  ok,
  type Result,
  type WebhookDelivery,
  type WebhookEventType,
} from '@invoice-adapters/core'
import {
  bodyBytes,
  headerOf,
  hexBytes,
  isSignedByAny,
  openDelivery,
  sha256Hex,
  toUtcInstant,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { webhooks } from './capabilities/webhooks.ts'

export interface WebhookSettings {
  account: string
  secrets: readonly string[]
}

/** `id`, `mode` and `apiVersion` are missing from older deliveries (docs/webhooks, several ages). */
const envelopeSchema = z.lazy(() =>
  z.object({
    event: z.string(),
    id: z.catch(z.nullish(z.string()), null),
    timestamp: z.catch(z.nullish(z.string()), null),
    mode: z.catch(z.nullish(z.string()), null),
    data: z.catch(z.object({ invoiceId: z.catch(z.nullish(z.string()), null) }), {}),
  }),
)

type Envelope = z.infer<typeof envelopeSchema>

const typeByEvent: ReadonlyMap<string, WebhookEventType> = new Map(
  webhooks.events.map((event) => [event.provider, event.canonical]),
)

const modes: ReadonlyMap<string, AccountMode> = new Map([
  ['live', 'live'],
  ['sandbox', 'test'],
])

/** Verifies the signature over the raw body and reads the delivery; sends nothing. */
export async function readWebhook(
  delivery: WebhookDelivery,
  settings: WebhookSettings,
): Promise<Result<InvoiceEvent, InvoiceError>> {
  const context = { provider: 'commet', account: settings.account, operation: 'webhooks.read' }
  const { secrets } = settings
  const doubt = (body: Uint8Array): Promise<string | null> => doubtOf(delivery.headers, body, secrets)
  const opened = await openDelivery(delivery, { context, secrets, doubt, envelope: envelopeSchema })
  if (opened.isErr()) return err(opened.error)
  const deliveryId = opened.value.id || headerOf(delivery.headers, 'x-commet-event-id')
  return ok(
    toEvent(opened.value, settings.account, deliveryId ?? (await sha256Hex(bodyBytes(delivery.body)))),
  )
}

/** The key is the secret as given, `whsec_` included; upper-case hex verifies as well (`@commet/node` 7.10.0). */
async function doubtOf(
  headers: WebhookDelivery['headers'],
  body: Uint8Array,
  secrets: readonly string[],
): Promise<string | null> {
  const signature = hexBytes(headerOf(headers, 'x-commet-signature') ?? '')
  const isSigned = signature?.byteLength === 32 && (await isSignedByAny(secrets, body, [signature]))
  return isSigned ? null : 'the header X-Commet-Signature is missing or does not fit the body and the secret'
}

function toEvent(envelope: Envelope, account: string, deliveryId: string): InvoiceEvent {
  const { event, timestamp, mode, data } = envelope
  const invoiceId = data.invoiceId || null
  return {
    provider: 'commet',
    account,
    type: typeOf(event, invoiceId),
    providerType: event,
    invoiceId,
    at: timestamp ? toUtcInstant(timestamp) : null,
    deliveryId,
    mode: modes.get(mode ?? '') ?? null,
  }
}

/**
 * An event that is not in the table and names an invoice is news about it: new event types may come at any time. One
 * about a payment names none where there is none; one about an invoice stays what it is, though its id is unreadable.
 */
function typeOf(event: string, invoiceId: string | null): WebhookEventType {
  if (invoiceId !== null) return typeByEvent.get(event) ?? 'changed'
  return event.startsWith('invoice.') ? (typeByEvent.get(event) ?? 'other') : 'other'
}
