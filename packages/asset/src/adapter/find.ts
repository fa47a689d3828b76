import {
  type FindSettings,
  type Invoice,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import type { Connection } from './connection.ts'
import { lookForKeys } from './look.ts'

/** Walks the whole list: there is no filter by customer either, so that naming the customer saves nothing. */
export function findInvoice(
  connection: Connection,
  externalId: string,
  settings: FindSettings,
): ResultAsync<Invoice | null, InvoiceError> {
  const wanted = { externalIds: new Set([externalId]), dueAt: null, operation: 'findByExternalId' as const }
  return new ResultAsync(lookForKeys(connection, wanted, settings)).andThen(
    (found): Result<Invoice | null, InvoiceError> => found.get(externalId)?.read ?? ok(null),
  )
}
