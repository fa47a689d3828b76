import type { FieldProblem, InvoiceError } from '@invoice-adapters/core'
import {
  type AnsweredKind,
  answeredError,
  type ErrorBody,
  type ErrorContext,
  type ErrorTable,
  type HttpFailure,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

/** Another request with the same idempotency key is running, or its outcome is not known (developer/api/idempotency). */
export const stillRunningCode = 'idempotency_request_in_progress'

/** The key stands for another request of the last 24 hours. */
export const otherRequestCode = 'idempotency_key_mismatch'

/** Codes that say more than their HTTP status; `invalid_request` and its like say less. */
export const kindByCode: ReadonlyMap<string, AnsweredKind> = new Map([
  [otherRequestCode, 'conflict'],
  [stillRunningCode, 'conflict'],
  ['rate_limit_exceeded', 'rate_limited'],
  ['gone', 'retired'],
])

const table: ErrorTable = {
  vendor: 'Whop',
  kindByCode,
  sentences: {
    unauthenticated:
      'Whop does not accept the API key; keys of the sandbox and of production are not good for each other',
    forbidden: 'the API key may not do this at Whop',
    not_found: 'Whop has no such record, or the API key may not see it',
    conflict: 'Whop says that the request collides with another, or with the state of the record',
    retired: 'Whop does not serve this call any more in this API version',
  },
}

const looseBody = z.lazy(() => {
  const looseText = z.catch(z.nullable(z.string()), null)
  return z.object({ code: looseText, type: looseText, message: looseText })
})

/** `code` on the troubleshooting page, `type` on those about rate limits and versions; both are read, `code` first. */
export function readErrorBody(json: unknown): Omit<ErrorBody, 'fields'> {
  const outer = z.object({ error: z.unknown() }).safeParse(json)
  const inner = outer.success && outer.data.error !== undefined ? outer.data.error : json
  if (typeof inner === 'string') return { code: null, message: inner }
  const body = looseBody.safeParse(inner)
  if (!body.success) return { code: null, message: null }
  return { code: body.data.code ?? body.data.type, message: body.data.message }
}

/** An answer outside 2xx. */
export function toWhopError({ httpStatus, json, headers }: HttpFailure, context: ErrorContext): InvoiceError {
  const body = readErrorBody(json)
  const error = answeredError(table, httpStatus, { ...body, fields: fieldsOf(body.message) }, context)
  const isReplayed = headers.get('idempotent-replayed') === 'true'
  return isReplayed ? { ...error, message: `${error.message}${replayedAnswer}` } : error
}

/** Refusals are replayed as well (developer/api/idempotency). */
const replayedAnswer =
  '; this is the kept answer to an earlier request with the same key, repeated for 24 hours'

export function isStillRunning(failure: HttpFailure): boolean {
  return readErrorBody(failure.json).code === stillRunningCode
}

/** A 429 says in words how long to wait, and no header is documented (developer/troubleshooting). */
export function waitInMessage(failure: HttpFailure): number | null {
  if (failure.httpStatus !== 429) return null
  const [, count, unit] = waitWords.exec(readErrorBody(failure.json).message ?? '') ?? []
  if (count === undefined || unit === undefined) return null
  return Math.ceil(Number(count) * (unit.toLowerCase().startsWith('m') ? 60_000 : 1000))
}

const waitWords = /(\d{1,6}(?:\.\d{1,6})?)\s*(seconds?|secs?|s|minutes?|mins?)\b/i

/** Whop names the parameter in its sentence only; what it names is handed on, and nothing is decided by it. */
const canonicalNames: ReadonlyMap<string, string> = new Map([
  ['due_date', 'dueAt'],
  ['line_items', 'lines'],
  ['email_address', 'customer.email'],
  ['customer_name', 'customer.name'],
  ['member_id', 'customer.id'],
  ['billing_address', 'customer.address'],
  ['collection_method', 'collection'],
  ['currency', 'currency'],
  ['product_id', 'providerOptions.whop.productId'],
  ['payment_method_id', 'providerOptions.whop.paymentMethodId'],
  ['mailing_address_id', 'providerOptions.whop.mailingAddressId'],
  ['account_id', 'companyId'],
  ['company_id', 'companyId'],
])

function fieldsOf(message: string | null): FieldProblem[] {
  if (message === null) return []
  const words = new Set(message.match(/[a-z][a-z_]+/g) ?? [])
  return [...canonicalNames]
    .filter(([word]) => words.has(word))
    .map(([, field]) => ({ field, message: message.slice(0, 300) }))
}
