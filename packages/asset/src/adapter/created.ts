import {
  type CanonicalField,
  type Created,
  err,
  type Invoice,
  type InvoiceError,
  type NewInvoice,
  type OperationName,
  type Result,
} from '@invoice-adapters/core'
import { keyTaken, unlessDifferent } from '@invoice-adapters/core/authoring'
import type { AskedInvoice } from '../to-wire.ts'
import { compareWithAsked } from './compare.ts'
import { type Connection, contextOf } from './connection.ts'
import type { FoundKey } from './look.ts'

/** One invoice that was asked for under a key. */
export interface Wanted {
  input: NewInvoice
  asked: AskedInvoice
  /** Digest of all that is asked. */
  content: string
  notWritten: CanonicalField[]
}

/** The key is used: for the same content the answer is that invoice, for any other a conflict that carries it. */
export function existingInvoice(
  connection: Connection,
  wanted: Wanted,
  found: FoundKey,
  operation: OperationName,
): Result<Created, InvoiceError> {
  if (found.content === wanted.content) {
    return found.read.andThen((invoice) => finished(connection, wanted, invoice, false, operation))
  }
  const standsFor = `invoice ${found.invoiceId ?? 'without id'} with other content already`
  const context = contextOf(connection.settings, operation)
  return err(keyTaken(context, wanted.asked.externalId, standsFor, found.read.unwrapOr(null)))
}

/** An invoice that is there, held against what was asked. */
export function finished(
  connection: Connection,
  wanted: Wanted,
  invoice: Invoice,
  created: boolean,
  operation: OperationName,
): Result<Created, InvoiceError> {
  const { asked, notWritten } = wanted
  const context = contextOf(connection.settings, operation)
  return unlessDifferent(context, { invoice, created, notWritten }, compareWithAsked(invoice, asked))
}
