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

/**
 * The codes that can concern invoices and customers (docs/errors of 2026-07-31). Most of their HTTP statuses are not
 * documented, so the code decides, and the status only where the code is unknown or missing.
 */
export const kindByCode: ReadonlyMap<string, VendorKind> = new Map([
  ['validation_error', 'refused'],
  ['invalid_json', 'refused'],
  ['no_outstanding_invoice', 'refused'],
  ['unauthorized', 'unauthenticated'],
  ['forbidden', 'forbidden'],
  ['sandbox_only', 'forbidden'],
  ['not_found', 'not_found'],
  ['invoice_not_found', 'not_found'],
  ['customer_not_found', 'not_found'],
  ['webhook_not_found', 'not_found'],
  // Not the record is missing but the call, in this API version.
  ['endpoint_not_available', 'retired'],
  ['endpoint_deprecated', 'retired'],
  ['duplicate', 'conflict'],
  ['idempotency_key_mismatch', 'conflict'],
  ['idempotency_in_progress', 'conflict'],
  ['rate_limited', 'rate_limited'],
  ['internal_error', 'unavailable'],
  ['idempotency_unavailable', 'unavailable'],
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
  refused: 'Commet refused the request',
  unauthenticated: 'Commet does not accept the API key',
  forbidden: 'the API key may not do this at Commet',
  not_found: 'Commet has no such record',
  conflict: 'Commet says that the request collides with another',
  retired: 'Commet does not serve this call in this API version',
  rate_limited: 'Commet asks to slow down',
  unavailable: 'Commet cannot serve the request now',
  timeout: 'Commet gave up waiting for the request',
  unexpected_response: 'Commet answered with an undocumented error',
}

interface ErrorBody {
  code: string | null
  message: string | null
  param: string | null
  details: { field: string | null; message: string | null }[] | null
}

const looseText = z.catch(z.nullable(z.string()), null)
const detailSchema = z.object({ field: looseText, message: looseText })
const bodySchema = z.object({
  code: looseText,
  message: looseText,
  param: looseText,
  details: z.catch(z.nullable(z.array(detailSchema)), null),
})

const emptyBody: ErrorBody = { code: null, message: null, param: null, details: null }

/** Enveloped `{success, error}`, bare `{error}` and the flat `{success, code, message}` of the unversioned API. */
export function readErrorBody(json: unknown): ErrorBody {
  const inner = z.object({ error: z.looseObject({}) }).safeParse(json)
  const flat = bodySchema.safeParse(inner.success ? inner.data.error : json)
  return flat.success ? flat.data : emptyBody
}

/** An answer outside 2xx. */
export function toCommetError(failure: HttpFailure, context: ErrorContext): InvoiceError {
  const body = readErrorBody(failure.json)
  const kind = kindByCode.get(body.code ?? '') ?? kindOfStatus(failure.httpStatus)
  return build(kind, body, failure.httpStatus, context)
}

/** A 2xx answer that says `success: false`; `unexpected_response` unless its code is known. */
export function toErrorOfSuccess(json: unknown, httpStatus: number, context: ErrorContext): InvoiceError {
  const body = readErrorBody(json)
  return build(kindByCode.get(body.code ?? '') ?? 'unexpected_response', body, httpStatus, context)
}

/** The first request with the same idempotency key is still running (docs/errors/idempotency_in_progress). */
export function isStillRunning(failure: HttpFailure): boolean {
  return readErrorBody(failure.json).code === 'idempotency_in_progress'
}

function kindOfStatus(httpStatus: number): VendorKind {
  return kindByStatus.get(httpStatus) ?? (httpStatus >= 500 ? 'unavailable' : 'unexpected_response')
}

function build(kind: VendorKind, body: ErrorBody, httpStatus: number, context: ErrorContext): InvoiceError {
  const cause: ErrorCause = {
    name: 'CommetError',
    message: `answered ${httpStatus}${body.code === null ? '' : ` ${body.code}`}`,
    code: body.code,
    httpStatus,
  }
  const said = body.message ? `: ${body.message.slice(0, 300)}` : ''
  const message = `${sentences[kind]} (${body.code ?? httpStatus})${said}`
  return withFacts(kind, context, message, fieldsOf(body), { cause })
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
      return invoiceError(kind, context, message, { fields, invoice: null }, overrides)
    case 'conflict':
      return invoiceError(kind, context, message, { externalId: null, invoice: null }, overrides)
    case 'rate_limited':
    case 'unavailable':
      return invoiceError(kind, context, message, { retryAfterMs: null }, overrides)
    default:
      return invoiceError(kind, context, message, {}, overrides)
  }
}

function fieldsOf(body: ErrorBody): FieldProblem[] {
  const details = (body.details ?? []).map(({ field, message }) => ({
    field: field ?? 'body',
    message: message ?? 'refused by Commet',
  }))
  if (details.length > 0 || !body.param) return details
  return [{ field: body.param, message: body.message ?? 'refused by Commet' }]
}
