import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { AppliedUnread, InvoiceError, InvoiceErrorKind } from '../errors/error.ts'

const uncertainKinds: ReadonlySet<InvoiceErrorKind> = new Set([
  'outcome_unknown',
  'unexpected_response',
  'unavailable',
  'timeout',
])

/**
 * Whether a write may have taken effect although it failed so: the transport lost the answer, or a 2xx answer came that
 * cannot be read or that speaks of a failure at the vendor. Such a write is settled by looking, never sent again.
 */
export function mayHaveHappened(error: InvoiceError): boolean {
  return uncertainKinds.has(error.kind)
}

/** A write that took effect, after which reading its result failed: told by its ids, and never to be repeated. */
export function appliedUnread(
  context: ErrorContext,
  done: string,
  ids: Pick<AppliedUnread, 'invoiceId' | 'externalId'>,
  error: InvoiceError,
): AppliedUnread {
  const where = { ...context, requestId: error.requestId }
  const message = `${done}, but reading it back failed: ${error.message}`
  return invoiceError('applied_unread', where, message, ids, { cause: error.cause })
}
