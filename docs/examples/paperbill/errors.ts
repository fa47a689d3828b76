import type { InvoiceError } from '@invoice-adapters/core'
import { answeredError, type ErrorContext, type HttpFailure } from '@invoice-adapters/core/authoring'
import { errorSchema } from './schema.ts'

/** An answer outside 2xx. Paperbill's codes say no more than its statuses. */
export function toPaperbillError({ httpStatus, json }: HttpFailure, context: ErrorContext): InvoiceError {
  const { code, message } = errorSchema.safeParse(json).data?.error ?? { code: null, message: null }
  return answeredError({ vendor: 'Paperbill' }, httpStatus, { code, message, fields: [] }, context)
}
