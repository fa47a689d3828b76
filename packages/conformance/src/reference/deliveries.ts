import type { WebhookDelivery } from '@invoice-adapters/core'
import type { WantedDelivery } from '../harness.ts'
import type { ReferenceStore } from './store.ts'

export interface SigningSecrets {
  current: string
  /** Valid before the current one. */
  previous: string
}

const aDay = 86_400_000

/** Signs as the vendor does: hex HMAC-SHA256 over `id.time.body`. */
export async function signedDelivery(
  store: ReferenceStore,
  secrets: SigningSecrets,
  wanted: WantedDelivery,
): Promise<WebhookDelivery> {
  const { signature, providerType, invoiceId, event } = wanted
  const sentAt = store.clock.now() - (signature === 'old' ? aDay : 0)
  const time = String(Math.floor(sentAt / 1_000))
  const id = `evt_${event}`
  const body = JSON.stringify({
    id,
    type: providerType,
    at: new Date(sentAt).toISOString(),
    live: false,
    invoiceId,
  })
  const secret = signature === 'previous_secret' ? secrets.previous : secrets.current
  const signed = await hexHmac(
    signature === 'wrong_secret' ? 'another secret' : secret,
    `${id}.${time}.${body}`,
  )
  const headers = { 'x-reference-id': id, 'x-reference-time': time, 'content-type': 'application/json' }
  return {
    headers: signature === 'missing_signature' ? headers : { ...headers, 'x-reference-signature': signed },
    body: signature === 'altered_body' ? body.replace('"live":false', '"live":true') : body,
  }
}

async function hexHmac(secret: string, payload: string): Promise<string> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(payload)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
