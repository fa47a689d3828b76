import type { Invoice, OperationName } from '@invoice-adapters/core'
import type { AssetSettings } from '../options.ts'

/** Tells the observer of a status that this version does not know; it stands in the invoice verbatim. */
export function announceDrift(settings: AssetSettings, operation: OperationName, invoice: Invoice): void {
  const { observe, account } = settings
  if (observe === undefined || invoice.status !== 'unknown' || invoice.providerStatus === null) return
  const value = invoice.providerStatus
  try {
    observe({
      provider: 'asset',
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
