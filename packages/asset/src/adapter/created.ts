import {
  type CanonicalField,
  type Created,
  err,
  type Invoice,
  type InvoiceError,
  type NewInvoice,
  type OperationName,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
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
  const { externalId } = wanted.asked
  const message = `the key stands for invoice ${found.invoiceId ?? 'without id'} with other content already`
  const facts = { externalId, invoice: found.read.unwrapOr(null) }
  return err(invoiceError('conflict', contextOf(connection.settings, operation), message, facts))
}

/** An invoice that is there, held against what was asked. */
export function finished(
  connection: Connection,
  wanted: Wanted,
  invoice: Invoice,
  created: boolean,
  operation: OperationName,
): Result<Created, InvoiceError> {
  const fields = compareWithAsked(invoice, wanted.asked)
  if (fields.length === 0) return ok({ invoice, created, notWritten: wanted.notWritten })
  const figures = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
  const message = `the invoice exists, and came out different from what was asked: ${figures}`
  const context = contextOf(connection.settings, operation)
  return err(invoiceError('unexpected_response', context, message, { fields, invoice }))
}
