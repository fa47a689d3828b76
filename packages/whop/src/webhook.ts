import type {
  AccountMode,
  InvoiceError,
  InvoiceEvent,
  Result,
  WebhookDelivery,
  WebhookEventType,
} from '@invoice-adapters/core'
import {
  base64Bytes,
  bodyBytes,
  headerOf,
  isSignedByAny,
  openDelivery,
  toUtcInstant,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { webhooks } from './capabilities/webhooks.ts'

export interface WebhookSettings {
  account: string
  companyId: string
  mode: AccountMode
  secrets: readonly string[]
  /** Milliseconds since 1970. */
  now: () => number
}

/** `company_id` became `account_id` for subscriptions pinned from 2026-08-14 on (developer/api/versioning). */
const envelopeSchema = z.lazy(() => {
  const looseText = z.catch(z.nullish(z.string()), null)
  return z.object({
    type: z.string(),
    timestamp: looseText,
    account_id: looseText,
    company_id: looseText,
    data: z.catch(z.object({ id: looseText }), {}),
  })
})

type Envelope = z.infer<typeof envelopeSchema>

const typeByEvent: ReadonlyMap<string, WebhookEventType> = new Map(
  webhooks.events.map((event) => [event.provider, event.canonical]),
)

/** Standard Webhooks, either way (developer/guides/webhooks). */
const toleranceSeconds = 5 * 60

/** The three headers; `svix-…` names are not Whop's (`@whop/sdk` 0.0.42 refuses them). */
interface Signed {
  id: string
  timestamp: string
  signatures: Uint8Array[]
}

/** Verifies the signature over the raw body and reads the delivery; sends nothing. */
export async function readWebhook(
  delivery: WebhookDelivery,
  settings: WebhookSettings,
): Promise<Result<InvoiceEvent, InvoiceError>> {
  const context = { provider: 'whop', account: settings.account, operation: 'webhooks.read' }
  const signed = readSigned(delivery.headers)
  const opened = await openDelivery(delivery, {
    context,
    secrets: settings.secrets,
    doubt: (body) => doubtOf(signed, body, settings),
    envelope: envelopeSchema,
  })
  return opened.map((envelope) => toEvent(envelope, signed?.id ?? '', settings))
}

function readSigned(headers: WebhookDelivery['headers']): Signed | null {
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signature = headerOf(headers, 'webhook-signature')
  if (id === null || timestamp === null || signature === null) return null
  const signatures = signature
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .flatMap((one) => base64Bytes(one.slice('v1,'.length)) ?? [])
    .filter((bytes) => bytes.byteLength === 32)
  return { id, timestamp, signatures }
}

function isRecent(timestamp: string, now: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false
  return Math.abs(Math.floor(now / 1000) - Number(timestamp)) <= toleranceSeconds
}

/** The key is the whole secret's own bytes, `ws_` included and nothing decoded (`@whop/sdk` 0.0.42 on its base64). */
async function doubtOf(
  signed: Signed | null,
  body: Uint8Array,
  { secrets, now }: WebhookSettings,
): Promise<string | null> {
  if (signed === null) return 'one of its three headers is missing or not readable'
  if (!isRecent(signed.timestamp, now())) return 'it was signed more than five minutes before or after now'
  const head = bodyBytes(`${signed.id}.${signed.timestamp}.`)
  const payload = new Uint8Array(head.byteLength + body.byteLength)
  payload.set(head)
  payload.set(body, head.byteLength)
  const isSigned = await isSignedByAny(secrets, payload, signed.signatures)
  return isSigned ? null : 'no signature fits the body and a secret'
}

function toEvent(envelope: Envelope, deliveryId: string, settings: WebhookSettings): InvoiceEvent {
  const { type, timestamp, data } = envelope
  const isOurs = isOwn(envelope, settings) && type.startsWith('invoice.')
  const invoiceId = isOurs ? data.id || null : null
  return {
    provider: 'whop',
    account: settings.account,
    // An event about an invoice that is not in the table is news about it: new ones may come at any time. One that is
    // in the table stays what it is, though its id is unreadable.
    type: isOurs ? (typeByEvent.get(type) ?? (invoiceId === null ? 'other' : 'changed')) : 'other',
    providerType: type,
    invoiceId,
    at: timestamp ? toUtcInstant(timestamp) : null,
    deliveryId,
    mode: settings.mode,
  }
}

/** An endpoint can be told of the accounts below its own (`child_resource_events`); their invoices are not this account's. */
function isOwn({ account_id, company_id }: Envelope, { companyId }: WebhookSettings): boolean {
  const seller = account_id ?? company_id
  return !seller || seller === companyId
}
