import type { FieldProblem, InvoiceError } from '@invoice-adapters/core'
import {
  type AnsweredKind,
  answeredError,
  type ErrorContext,
  type ErrorTable,
  type HttpFailure,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

/**
 * The codes that can concern invoices and customers (docs/errors of 2026-07-31). Most of their HTTP statuses are not
 * documented, so the code decides, and the status only where the code is unknown or missing.
 */
export const kindByCode: ReadonlyMap<string, AnsweredKind> = new Map([
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

const table: ErrorTable = {
  vendor: 'Commet',
  kindByCode,
  sentences: {
    unauthenticated: 'Commet does not accept the API key',
    forbidden: 'the API key may not do this at Commet',
    retired: 'Commet does not serve this call in this API version',
  },
}

interface WireError {
  code: string | null
  message: string | null
  param: string | null
  details: { field: string | null; message: string | null }[] | null
}

const bodySchema = z.lazy(() => {
  const looseText = z.catch(z.nullable(z.string()), null)
  const detailSchema = z.object({ field: looseText, message: looseText })
  return z.object({
    code: looseText,
    message: looseText,
    param: looseText,
    details: z.catch(z.nullable(z.array(detailSchema)), null),
  })
})

const emptyBody: WireError = { code: null, message: null, param: null, details: null }

/** Enveloped `{success, error}`, bare `{error}` and the flat `{success, code, message}` of the unversioned API. */
export function readErrorBody(json: unknown): WireError {
  const inner = z.object({ error: z.looseObject({}) }).safeParse(json)
  const flat = bodySchema.safeParse(inner.success ? inner.data.error : json)
  return flat.success ? flat.data : emptyBody
}

/** An answer outside 2xx. */
export function toCommetError({ json, httpStatus }: HttpFailure, context: ErrorContext): InvoiceError {
  return toErrorOfSuccess(json, httpStatus, context)
}

/** A 2xx answer that says `success: false`; `unexpected_response` unless its code is known. */
export function toErrorOfSuccess(json: unknown, httpStatus: number, context: ErrorContext): InvoiceError {
  const body = readErrorBody(json)
  return answeredError(table, httpStatus, { ...body, fields: fieldsOf(body) }, context)
}

/** The first request with the same idempotency key is still running (docs/errors/idempotency_in_progress). */
export function isStillRunning(failure: HttpFailure): boolean {
  return readErrorBody(failure.json).code === 'idempotency_in_progress'
}

function fieldsOf(body: WireError): FieldProblem[] {
  const details = (body.details ?? []).map(({ field, message }) => ({
    field: field ?? 'body',
    message: message ?? 'refused by Commet',
  }))
  if (details.length > 0 || !body.param) return details
  return [{ field: body.param, message: body.message ?? 'refused by Commet' }]
}
