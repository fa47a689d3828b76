import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type OperationName,
  ok,
  type Result,
  type ResultAsync,
  type UnexpectedResponse,
} from '@invoice-adapters/core'
import { type HttpAnswer, otherThanAsked, readAnswer } from '@invoice-adapters/core/authoring'
import { unwrapEnvelope } from '../dialects/envelope.ts'
import { invoiceSchema } from '../schema.ts'
import { toCanonicalInvoice } from '../to-canonical.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { announceUnknown } from './drift.ts'

/** `GET /invoices/{id}`, the only answer that surely holds lines and credits. */
export function getInvoice(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
  operation: OperationName = 'get',
): ResultAsync<Invoice, InvoiceError> {
  return connection
    .call({ operation, effect: 'read', method: 'GET', route: '/invoices/{id}', parameters: { id }, signal })
    .andThen((answer) => readInvoice(connection, answer, operation))
    .andThen((invoice) =>
      invoice.source.id === id
        ? ok(invoice)
        : err(otherThanAsked(contextOf(connection.settings, operation), invoice)),
    )
}

/** A single invoice answer as a whole reading. */
export function readInvoice(
  connection: Connection,
  answer: HttpAnswer,
  operation: OperationName,
): Result<Invoice, UnexpectedResponse> {
  const body = unwrapEnvelope(answer.json)
  const context = contextOf(connection.settings, operation)
  return readAnswer(invoiceSchema, { ...answer, json: body }, context).map((wire) => {
    const invoice = toCanonicalInvoice(wire, body, readingOf(connection, answer), true)
    announceUnknown(connection.settings, operation, invoice)
    return invoice
  })
}
