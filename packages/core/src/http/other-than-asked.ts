import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { UnexpectedResponse } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'

/** For an answer about another invoice than the one that was asked for; nothing may be concluded from it for that one. */
export function otherThanAsked(context: ErrorContext, invoice: Invoice | null): UnexpectedResponse {
  const message = `${context.provider} answered with another invoice than the one that was asked for`
  const fields = [{ field: 'id', message: 'is not the id that was asked for' }]
  return invoiceError('unexpected_response', context, message, { fields, invoice })
}
