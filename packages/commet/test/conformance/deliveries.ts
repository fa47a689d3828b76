import { createHmac } from 'node:crypto'
import type { WantedDelivery } from '@invoice-adapters/conformance'
import type { WebhookDelivery } from '@invoice-adapters/core'

/** A delivery as Commet's webhook pages describe it: the hex HMAC of the raw body, which covers no time. */
export function delivery(
  wanted: WantedDelivery,
  secrets: { current: string; previous: string },
  at: string,
): WebhookDelivery {
  const { providerType, invoiceId, signature, event } = wanted
  const id = `whev_${event}`
  const data = invoiceId === null ? {} : { invoiceId, invoiceNumber: 'INV-0001', customerId: 'cus_buyer' }
  const envelope = {
    id,
    event: providerType,
    timestamp: at,
    organizationId: 'org_1',
    mode: 'sandbox',
    apiVersion: '2026-07-31',
  }
  const body = JSON.stringify({ ...envelope, data })
  const secret =
    { wrong_secret: 'whsec_of_somebody_else', previous_secret: secrets.previous }[signature as string] ??
    secrets.current
  const signed = createHmac('sha256', secret).update(body, 'utf8').digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-commet-event': providerType,
    'x-commet-event-id': id,
  }
  return {
    headers: signature === 'missing_signature' ? headers : { ...headers, 'x-commet-signature': signed },
    body: signature === 'altered_body' ? body.replace('INV-0001', 'INV-0002') : body,
  }
}
