import type { InvoiceError, InvoiceErrorKind } from '@invoice-adapters/core'

/**
 * After these a write may have taken effect: the transport lost the answer, or a 2xx answer came that cannot be read.
 */
const uncertainKinds: ReadonlySet<InvoiceErrorKind> = new Set([
  'outcome_unknown',
  'unexpected_response',
  'unavailable',
  'timeout',
])

export function mayHaveHappened(error: InvoiceError): boolean {
  return uncertainKinds.has(error.kind)
}

/** Kinds in which Whop may say that the status does not allow the change: 400, 409 and 422 all occur in its sources. */
const stateFaults: ReadonlySet<InvoiceErrorKind> = new Set(['refused', 'conflict'])

export function mayBeStateFault(error: InvoiceError): boolean {
  return stateFaults.has(error.kind)
}
