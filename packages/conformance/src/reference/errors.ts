import type { InvoiceError } from '@invoice-adapters/core'
import { type ErrorContext, type HttpFailure, invoiceError } from '@invoice-adapters/core/authoring'
import { isRecord, textOr } from './exchange.ts'

/** The vendor's error answers as error values: by status, with the vendor's own words. */
export function toReferenceError(failure: HttpFailure, context: ErrorContext): InvoiceError {
  const { httpStatus, json } = failure
  const told = isRecord(json) && isRecord(json.error) ? json.error : {}
  const message = textOr(told.message, `the vendor answered ${httpStatus}`)
  const cause = { name: 'ReferenceError', message, code: textOr(told.code, null), httpStatus }
  if (httpStatus === 401) return invoiceError('unauthenticated', context, message, {}, { cause })
  if (httpStatus === 403) return invoiceError('forbidden', context, message, {}, { cause })
  if (httpStatus === 404) return invoiceError('not_found', context, message, {}, { cause })
  if (httpStatus === 409)
    return invoiceError('conflict', context, message, { externalId: null, invoice: null }, { cause })
  if (httpStatus === 410) return invoiceError('retired', context, message, {}, { cause })
  if (httpStatus === 429)
    return invoiceError('rate_limited', context, message, { retryAfterMs: null }, { cause })
  if (httpStatus >= 500)
    return invoiceError('unavailable', context, message, { retryAfterMs: null }, { cause })
  return invoiceError('refused', context, message, { fields: [] }, { cause })
}

export function isInProgress({ json }: HttpFailure): boolean {
  return isRecord(json) && isRecord(json.error) && json.error.code === 'in_progress'
}
