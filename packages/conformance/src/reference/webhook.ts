import {
  err,
  type InvoiceError,
  type InvoiceEvent,
  ok,
  type Result,
  ResultAsync,
  type WebhookDelivery,
  type WebhookOperations,
} from '@invoice-adapters/core'
import {
  bodyBytes,
  headerOf,
  hexBytes,
  invoiceError,
  verifyHmacSha256,
} from '@invoice-adapters/core/authoring'
import { referenceCapabilities } from './capabilities.ts'
import { objectFrom, textOr } from './exchange.ts'

export interface WebhookSettings {
  account: string
  /** Any of them verifies: two while a secret is being rotated. */
  secrets: readonly string[]
  now: () => number
}

/** How far from now the signed time may lie. */
const toleranceMs = 5 * 60_000

export function webhookOperations(settings: WebhookSettings): WebhookOperations {
  return { read: (delivery) => new ResultAsync(readDelivery(settings, delivery)) }
}

async function readDelivery(
  settings: WebhookSettings,
  { headers, body }: WebhookDelivery,
): Promise<Result<InvoiceEvent, InvoiceError>> {
  const refuse = (why: string): Result<never, InvoiceError> =>
    err(
      invoiceError(
        'unauthenticated',
        { provider: 'reference', account: settings.account, operation: 'webhooks.read' },
        why,
        {},
      ),
    )
  const id = headerOf(headers, 'x-reference-id')
  const time = headerOf(headers, 'x-reference-time')
  const signature = hexBytes(headerOf(headers, 'x-reference-signature') ?? '')
  if (id === null || time === null || signature === null || signature.length === 0)
    return refuse('the delivery is not signed')
  const text = new TextDecoder().decode(bodyBytes(body))
  const payload = new TextEncoder().encode(`${id}.${time}.${text}`)
  const verified = await Promise.all(
    settings.secrets.map((secret) =>
      verifyHmacSha256({ key: new TextEncoder().encode(secret), payload, signature }),
    ),
  )
  if (!verified.includes(true)) return refuse('the signature does not fit the body')
  if (Math.abs(settings.now() - Number(time) * 1_000) > toleranceMs)
    return refuse('the delivery is too old, or from the future')
  return ok(eventFrom(settings.account, id, objectFrom(text)))
}

const events = referenceCapabilities().webhooks?.events ?? []

function eventFrom(account: string, deliveryId: string, body: Record<string, unknown>): InvoiceEvent {
  const providerType = textOr(body.type, '')
  return {
    provider: 'reference',
    account,
    type: events.find((event) => event.provider === providerType)?.canonical ?? 'other',
    providerType,
    invoiceId: textOr(body.invoiceId, null),
    at: textOr(body.at, null),
    deliveryId,
    mode: body.live === true ? 'live' : 'test',
  }
}
