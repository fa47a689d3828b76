import type { InvoiceError } from '@invoice-adapters/core'
import { type ErrorContext, type HttpFailure, invoiceError } from '@invoice-adapters/core/authoring'
import { errorSchema } from './schema.ts'

type Kind = 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'retired' | 'rate_limited'

const kinds: ReadonlyMap<number, Kind> = new Map([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [410, 'retired'],
  [429, 'rate_limited'],
])

/** An answer outside 2xx. What is not in the table is the fault of the vendor from 500 on, else a refusal. */
export function toPaperbillError(failure: HttpFailure, context: ErrorContext): InvoiceError {
  const { httpStatus, json } = failure
  const { code, message } = errorSchema.safeParse(json).data?.error ?? {
    code: null,
    message: 'it did not say why',
  }
  const kind = kinds.get(httpStatus) ?? (httpStatus >= 500 ? 'unavailable' : 'refused')
  const sentence = `Paperbill answered ${httpStatus}: ${message}`
  const cause = { cause: { name: 'PaperbillError', message, code, httpStatus } }
  switch (kind) {
    case 'conflict':
      return invoiceError(kind, context, sentence, { externalId: null, invoice: null }, cause)
    case 'rate_limited':
    case 'unavailable':
      return invoiceError(kind, context, sentence, { retryAfterMs: null }, cause)
    case 'refused':
      return invoiceError(kind, context, sentence, { fields: [] }, cause)
    default:
      return invoiceError(kind, context, sentence, {}, cause)
  }
}
