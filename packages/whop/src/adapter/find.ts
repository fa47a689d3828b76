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

/** Walks the plans of all products: the product of the invoice is not known, and plans do not name a customer. */
export function findInvoice(
  connection: Connection,
  externalId: string,
  settings: FindSettings,
): ResultAsync<Invoice | null, InvoiceError> {
  const operation = 'findByExternalId'
  return lookForKey(connection, { externalId, productId: null, operation }, settings).andThen((kept) =>
    kept === null || kept.invoiceId === null
      ? okAsync(null)
      : getInvoice(connection, kept.invoiceId, settings, operation),
  )
}
