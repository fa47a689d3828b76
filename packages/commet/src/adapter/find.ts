import {
  type FindSettings,
  type Invoice,
  type InvoiceError,
  okAsync,
  type ResultAsync,
} from '@invoice-adapters/core'
import type { Connection } from './connection.ts'
import { lookForKey } from './look.ts'
import { getInvoice } from './read.ts'

/** Walks the customer's invoices where the customer is given, else all of the account. */
export function findInvoice(
  connection: Connection,
  externalId: string,
  settings: FindSettings,
): ResultAsync<Invoice | null, InvoiceError> {
  const wanted = {
    externalId,
    customerId: settings.customerId ?? null,
    operation: 'findByExternalId' as const,
  }
  return lookForKey(connection, wanted, settings).andThen(({ found }) =>
    found === null ? okAsync(null) : getInvoice(connection, found.invoiceId, settings, 'findByExternalId'),
  )
}
