import type { InvoiceError, InvoiceErrorKind } from '@invoice-adapters/core'

/**
 * After these a write may have taken effect: the transport lost the answer, or a 2xx answer came that cannot be read or
 * that speaks of a failure at the vendor.
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
