import type { Invoice, OperationName } from '@invoice-adapters/core'
import type { WhopSettings } from '../options.ts'

/** Tells the observer of a status word that this version does not know; it stands in the invoice verbatim. */
export function announceDrift(
  { observe, account }: WhopSettings,
  operation: OperationName,
  invoice: Invoice,
): void {
  if (invoice.status !== 'unknown') return
  const value = invoice.providerStatus
  try {
    observe?.({
      provider: 'whop',
      account,
      operation,
      type: 'drift',
      what: 'unknown_value',
      path: 'status',
      value,
    })
  } catch {
    // An observer's failure is its own; it must not change what happens to an invoice.
  }
}
