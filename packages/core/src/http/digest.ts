import type { JsonValue } from '../invoice/invoice.ts'

/** Lower-case hex of the SHA-256 of the text's UTF-8 bytes. */
export async function sha256Hex(text: string | Uint8Array): Promise<string> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))))
}

/** As {@link sha256Hex}, which it asks only when the text is another than the time before. */
export function rememberingDigest(): (text: string) => Promise<string> {
  let latest: { text: string; hex: Promise<string> } | null = null
  return (text) => {
    if (latest?.text !== text) latest = { text, hex: sha256Hex(text) }
    return latest.hex
  }
}

export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** JSON text with sorted keys and without undefined members, so that equal content gives equal text. */
export function stableJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null'
}

function sorted(value: unknown): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item) => sorted(item) ?? null)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member) ?? null]))
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value === null ? null : undefined
}

/** Digest of a content: equal for equal content whatever the order of its keys. 32 hex characters. */
export async function contentDigest(value: unknown): Promise<string> {
  return (await sha256Hex(stableJson(value))).slice(0, 32)
}

/**
 * The vendor's idempotency key made of the caller's own: the same for the same account, operation and key, in every
 * process. 36 characters of `[a-z0-9-]`.
 */
export async function callerKey(parts: {
  provider: string
  account: string
  operation: string
  externalId: string
}): Promise<string> {
  const { provider, account, operation, externalId } = parts
  return `inv-${(await sha256Hex(stableJson([provider, account, operation, externalId]))).slice(0, 32)}`
}

/** A key for one call only, kept over its retries. 36 characters. */
export function singleUseKey(): string {
  return crypto.randomUUID()
}
