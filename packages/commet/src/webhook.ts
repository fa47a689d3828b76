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
  type ErrorContext,
  headerOf,
  hexBytes,
  invalidInput,
  invoiceError,
  maximumDeliveryBytes,
  sha256Hex,
  toUtcInstant,
  verifyHmacSha256,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { webhooks } from './capabilities/webhooks.ts'

export interface WebhookSettings {
  account: string
  secrets: readonly string[]
}

/** `id`, `mode` and `apiVersion` are missing from older deliveries (docs/webhooks, several ages). */
const envelopeSchema = z.object({
  event: z.string(),
  id: z.catch(z.nullish(z.string()), null),
  timestamp: z.catch(z.nullish(z.string()), null),
  mode: z.catch(z.nullish(z.string()), null),
  data: z.catch(z.object({ invoiceId: z.catch(z.nullish(z.string()), null) }), {}),
})

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
  if (settings.secrets.length === 0) {
    const message = 'must hold the secret of the endpoint, so that deliveries can be verified'
    return err(invalidInput(context, [{ field: 'webhookSecrets', message }]))
  }
  const body = bodyBytes(delivery.body)
  if (body.byteLength > maximumDeliveryBytes) {
    const message = `is larger than ${maximumDeliveryBytes} bytes`
    return err(invalidInput(context, [{ field: 'body', message }]))
  }
  if (!(await isSigned(delivery.headers, body, settings.secrets))) {
    const message = 'the header X-Commet-Signature is missing or does not fit the body and the secret'
    return err(invoiceError('unauthenticated', context, message, {}))
  }
  const envelope = envelopeSchema.safeParse(jsonOf(body))
  if (!envelope.success) return err(notAnEvent(context))
  const deliveryId = envelope.data.id || headerOf(delivery.headers, 'x-commet-event-id')
  return ok(toEvent(envelope.data, settings.account, deliveryId ?? (await sha256Hex(body))))
}

/** The key is the secret as given, `whsec_` included; upper-case hex verifies as well (`@commet/node` 7.10.0). */
async function isSigned(
  headers: WebhookDelivery['headers'],
  payload: Uint8Array,
  secrets: readonly string[],
): Promise<boolean> {
  const signature = hexBytes(headerOf(headers, 'x-commet-signature') ?? '')
  if (signature === null || signature.byteLength !== 32) return false
  const checks = secrets.map((secret) => verifyHmacSha256({ key: bodyBytes(secret), payload, signature }))
  return (await Promise.all(checks)).includes(true)
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

function notAnEvent(context: ErrorContext): InvoiceError {
  const message = 'the delivery is signed, but its body is no JSON object with the name of an event'
  const fields = [{ field: 'body.event', message: 'must be text' }]
  return invoiceError('unexpected_response', context, message, { fields, invoice: null })
}

function toEvent(envelope: Envelope, account: string, deliveryId: string): InvoiceEvent {
  const { event, timestamp, mode, data } = envelope
  const invoiceId = data.invoiceId || null
  return {
    provider: 'commet',
    account,
    // An event that is not in the table and names an invoice is news about it: new event types may come at any time.
    type: invoiceId === null ? 'other' : (typeByEvent.get(event) ?? 'changed'),
    providerType: event,
    invoiceId,
    at: timestamp ? toUtcInstant(timestamp) : null,
    deliveryId,
    mode: modes.get(mode ?? '') ?? null,
  }
}
