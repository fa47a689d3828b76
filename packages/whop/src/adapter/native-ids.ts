import { err, type InvoiceError, type OperationName, ok, type Result } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { type Connection, contextOf } from './connection.ts'

/** A native invoice is a payment, at another API under the same path (developer/guides/migrate-from-legacy-invoices). */
const nativeId = /^pay_/

/** Refuses ids of the native API before anything is sent: the legacy API neither reads nor changes those. */
export function legacyId(
  { settings }: Connection,
  id: string,
  operation: OperationName,
): Result<string, InvoiceError> {
  if (!nativeId.test(id)) return ok(id)
  const reason =
    'pay_ is the id of an invoice of the native API (version 2026-10-24 and later), which this adapter does not speak; the legacy API has ids that begin with inv_'
  const message = `whop: ${operation} is not supported for this invoice: ${reason}`
  return err(invoiceError('unsupported', contextOf(settings, operation), message, { reason, instead: null }))
}
