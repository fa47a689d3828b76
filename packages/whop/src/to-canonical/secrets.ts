import type { JsonObject, JsonValue } from '@invoice-adapters/core'
import type { InvoiceParts } from './reading.ts'

/** Whoever has it can read the invoice without a credential (api-reference/legacy/invoices/update-invoice). */
const secretFields: ReadonlySet<string> = new Set(['fetch_invoice_token'])

/** A JSON web token inside any text, such as a signed link. */
const tokenLike = /eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)+/g

const mask = '[secret]'

/** The text with the invoice's token, and whatever else looks like a token, masked. */
export function maskTokens(text: string, token: string | null | undefined): string {
  const masked = token && text.includes(token) ? text.replaceAll(token, mask) : text
  return masked.includes('eyJ') ? masked.replace(tokenLike, mask) : masked
}

/** The answers by call, with every token masked. */
export function maskedBodies({ bodies, invoice }: InvoiceParts): JsonObject {
  const whole: JsonObject = {}
  for (const [call, body] of Object.entries(bodies)) {
    if (body !== undefined) whole[call] = masked(body as JsonValue, invoice.fetch_invoice_token)
  }
  return whole
}

/** What holds no token is not copied. */
function masked(value: JsonValue, token: string | null | undefined): JsonValue {
  if (typeof value === 'string') return maskTokens(value, token)
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return maskedMembers(value, token)
  let copy: JsonValue[] | null = null
  for (let index = 0; index < value.length; index += 1) {
    const item = value[index] ?? null
    const kept = masked(item, token)
    if (kept === item) continue
    copy ??= [...value]
    copy[index] = kept
  }
  return copy ?? value
}

function maskedMembers(value: JsonObject, token: string | null | undefined): JsonObject {
  let copy: JsonObject | null = null
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue
    const member = value[name] ?? null
    const kept = secretFields.has(name) && member !== null ? mask : masked(member, token)
    if (kept === member) continue
    // The spread has made every name a member of the copy's own, `__proto__` too.
    copy ??= { ...value }
    copy[name] = kept
  }
  return copy ?? value
}
