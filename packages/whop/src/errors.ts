import type { ErrorCause, FieldProblem, InvoiceError } from '@invoice-adapters/core'
import { type ErrorContext, type HttpFailure, invoiceError } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

type VendorKind =
  | 'refused'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'retired'
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'unexpected_response'

/** Another request with the same idempotency key is running, or its outcome is not known (developer/api/idempotency). */
export const stillRunningCode = 'idempotency_request_in_progress'

/** The key stands for another request of the last 24 hours. */
export const otherRequestCode = 'idempotency_key_mismatch'

/** Codes that say more than their HTTP status; `invalid_request` and its like say less. */
export const kindByCode: ReadonlyMap<string, VendorKind> = new Map([
  [otherRequestCode, 'conflict'],
  [stillRunningCode, 'conflict'],
  ['rate_limit_exceeded', 'rate_limited'],
  ['gone', 'retired'],
])

const kindByStatus: ReadonlyMap<number, VendorKind> = new Map([
  [400, 'refused'],
  [401, 'unauthenticated'],
  [402, 'refused'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [408, 'timeout'],
  [409, 'conflict'],
  [410, 'retired'],
  [413, 'refused'],
  [422, 'refused'],
  [429, 'rate_limited'],
])

const sentences: Record<VendorKind, string> = {
  refused: 'Whop refused the request',
  unauthenticated:
    'Whop does not accept the API key; keys of the sandbox and of production are not good for each other',
  forbidden: 'the API key may not do this at Whop',
  not_found: 'Whop has no such record, or the API key may not see it',
  conflict: 'Whop says that the request collides with another, or with the state of the record',
  retired: 'Whop does not serve this call any more in this API version',
  rate_limited: 'Whop asks to slow down',
  unavailable: 'Whop cannot serve the request now',
  timeout: 'Whop gave up waiting for the request',
  unexpected_response: 'Whop answered with an undocumented error',
}

interface ErrorBody {
  code: string | null
  message: string | null
}

const looseText = z.catch(z.nullable(z.string()), null)
const looseBody = z.object({ code: looseText, type: looseText, message: looseText })

/** `code` on the troubleshooting page, `type` on those about rate limits and versions; both are read, `code` first. */
export function readErrorBody(json: unknown): ErrorBody {
  const outer = z.object({ error: z.unknown() }).safeParse(json)
  const inner = outer.success && outer.data.error !== undefined ? outer.data.error : json
  if (typeof inner === 'string') return { code: null, message: inner }
  const body = looseBody.safeParse(inner)
  if (!body.success) return { code: null, message: null }
  return { code: body.data.code ?? body.data.type, message: body.data.message }
}

/** An answer outside 2xx. */
export function toWhopError(failure: HttpFailure, context: ErrorContext): InvoiceError {
  const body = readErrorBody(failure.json)
  const { httpStatus } = failure
  const kind = kindByCode.get(body.code ?? '') ?? kindOfStatus(httpStatus)
  const cause: ErrorCause = {
    name: 'WhopError',
    message: `answered ${httpStatus}${body.code === null ? '' : ` ${body.code}`}`,
    code: body.code,
    httpStatus,
  }
  const said = body.message ? `: ${body.message.slice(0, 300)}` : ''
  const replayed = failure.headers.get('idempotent-replayed') === 'true' ? replayedAnswer : ''
  const message = `${sentences[kind]} (${body.code ?? httpStatus})${said}${replayed}`
  return withFacts(kind, context, message, fieldsOf(body.message), { cause })
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

function kindOfStatus(httpStatus: number): VendorKind {
  return kindByStatus.get(httpStatus) ?? (httpStatus >= 500 ? 'unavailable' : 'unexpected_response')
}

function withFacts(
  kind: VendorKind,
  context: ErrorContext,
  message: string,
  fields: FieldProblem[],
  overrides: { cause: ErrorCause },
): InvoiceError {
  switch (kind) {
    case 'refused':
      return invoiceError(kind, context, message, { fields }, overrides)
    case 'unexpected_response':
      return invoiceError(kind, context, message, { fields: [], invoice: null }, overrides)
    case 'conflict':
      return invoiceError(kind, context, message, { externalId: null, invoice: null }, overrides)
    case 'rate_limited':
    case 'unavailable':
      return invoiceError(kind, context, message, { retryAfterMs: null }, overrides)
    default:
      return invoiceError(kind, context, message, {}, overrides)
  }
}

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
