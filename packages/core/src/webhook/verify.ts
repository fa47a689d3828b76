import type { WebhookDelivery } from '../contract/adapter.ts'

/** A longer body is refused before any work is done on it. */
export const maximumDeliveryBytes: number = 1024 * 1024

/** The header whatever its letter case; null where it is missing, empty or sent twice. */
export function headerOf(headers: WebhookDelivery['headers'], name: string): string | null {
  if (headers instanceof Headers) return headers.get(name) || null
  const wanted = name.toLowerCase()
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === wanted)
    .flatMap(([, value]) => value ?? [])
  const [only] = values
  return values.length === 1 && only !== undefined && only !== '' ? only : null
}

/** The raw bytes of a delivery. */
export function bodyBytes(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body
}

/** The raw bytes of whatever a framework handed over as body; null where it is not raw any more, such as parsed JSON. */
export function rawBytes(body: unknown): Uint8Array | null {
  if (typeof body === 'string') return bodyBytes(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  return ArrayBuffer.isView(body) ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength) : null
}

/** The bytes of hex text in either case; null where it is not hex. */
export function hexBytes(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  )
}

/** The bytes of standard base64 text; null where it is not. */
export function base64Bytes(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** Whether the signature is the HMAC-SHA256 of the payload; the comparison takes the same time whatever differs. */
export async function verifyHmacSha256(input: {
  /** The key's own bytes. */
  key: Uint8Array
  payload: Uint8Array
  signature: Uint8Array
}): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(input.key), algorithm, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, Uint8Array.from(input.signature), Uint8Array.from(input.payload))
}
