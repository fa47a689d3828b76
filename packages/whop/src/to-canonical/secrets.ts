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

function masked(value: JsonValue, token: string | null | undefined): JsonValue {
  if (typeof value === 'string') return maskTokens(value, token)
  if (Array.isArray(value)) return value.map((item) => masked(item, token))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretFields.has(name) && member !== null ? mask : masked(member, token),
    ]),
  )
}
