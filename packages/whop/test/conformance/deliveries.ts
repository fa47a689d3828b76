import { createHmac } from 'node:crypto'
import type { WantedDelivery } from '@invoice-adapters/conformance'
import type { WebhookDelivery } from '@invoice-adapters/core'

/** A delivery as Whop's webhook pages describe it: Standard Webhooks, signed with the secret's own bytes. */
export function delivery(
  wanted: WantedDelivery,
  secrets: { current: string; previous: string },
  now: number,
): WebhookDelivery {
  const { providerType, invoiceId, signature, event } = wanted
  const id = `msg_${event}`
  const sentAt = signature === 'old' ? now - 86_400_000 : now
  const data = invoiceId === null ? { id: 'mem_1' } : { id: invoiceId, status: 'open', number: '#0001' }
  const timestamp = new Date(sentAt).toISOString()
  const body = JSON.stringify({ id, api_version: 'v1', type: providerType, timestamp, data })
  const keys: Partial<Record<typeof signature, string>> = {
    wrong_secret: 'ws_of_somebody_else',
    previous_secret: secrets.previous,
  }
  const seconds = String(Math.floor(sentAt / 1000))
  const signed = createHmac('sha256', keys[signature] ?? secrets.current)
    .update(`${id}.${seconds}.${body}`, 'utf8')
    .digest('base64')
  const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': seconds }
  return {
    headers:
      signature === 'missing_signature' ? headers : { ...headers, 'webhook-signature': `v1,${signed}` },
    body: signature === 'altered_body' ? body.replace('"api_version":"v1"', '"api_version":"v2"') : body,
  }
}
