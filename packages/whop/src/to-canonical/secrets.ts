import type { JsonObject, JsonValue } from '@invoice-adapters/core'
import type { InvoiceParts } from './reading.ts'

/** Whoever has it can read the invoice without a credential (api-reference/legacy/invoices/update-invoice). */
const secretFields: ReadonlySet<string> = new Set(['fetch_invoice_token'])

/** A JSON web token inside any text, such as a signed link. */
const tokenLike = /eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)+/g

const mask = '[secret]'

/** The text with the invoice's token, and whatever else looks like a token, masked. */
export function maskTokens(text: string, token: string | null | undefined): string {
  const masked = token ? text.replaceAll(token, mask) : text
  return masked.replace(tokenLike, mask)
}

/** The answers by call, with every token masked. */
export function maskedBodies({ bodies, invoice }: InvoiceParts): JsonObject {
  const given = Object.entries(bodies).filter(([, body]) => body !== undefined)
  return Object.fromEntries(
    given.map(([call, body]) => [call, masked(body as JsonValue, invoice.fetch_invoice_token)]),
  )
}

/** What holds no token is not copied. */
function masked(value: JsonValue, token: string | null | undefined): JsonValue {
  if (typeof value === 'string') return maskTokens(value, token)
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return maskedMembers(value, token)
  const items = value.map((item) => masked(item, token))
  return items.every((item, index) => item === value[index]) ? value : items
}

function maskedMembers(value: JsonObject, token: string | null | undefined): JsonObject {
  let copy: JsonObject | null = null
  for (const [name, member] of Object.entries(value)) {
    const kept = secretFields.has(name) && member !== null ? mask : masked(member, token)
    if (kept === member) continue
    // The spread has made every name a member of the copy's own, `__proto__` too.
    copy ??= { ...value }
    copy[name] = kept
  }
  return copy ?? value
}
