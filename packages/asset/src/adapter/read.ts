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
import { announceDrift, type HttpAnswer, otherThanAsked, readAnswer } from '@invoice-adapters/core/authoring'
import { invoiceSchema, type WireInvoice } from '../schema.ts'
import { toCanonicalInvoice } from '../to-canonical.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'

/** An invoice as canonical, and as the wire had it: transactions of payments stand only there. */
export interface WholeReading {
  invoice: Invoice
  wire: WireInvoice
}

/** `GET /invoice/{id}`. */
export function getInvoice(
  connection: Connection,
  id: string,
  settings: CallSettings,
  operation: OperationName = 'get',
): ResultAsync<Invoice, InvoiceError> {
  return getWhole(connection, id, settings, operation).map(({ invoice }) => invoice)
}

export function getWhole(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
  operation: OperationName,
): ResultAsync<WholeReading, InvoiceError> {
  return connection
    .call({ operation, effect: 'read', method: 'GET', route: '/invoice/{id}', parameters: { id }, signal })
    .andThen((answer) => readWhole(connection, answer, unwrapData(answer.json), operation))
    .andThen((reading) =>
      reading.invoice.source.id === id
        ? ok(reading)
        : err(otherThanAsked(contextOf(connection.settings, operation), reading.invoice)),
    )
}

/** The object inside `{ data }`. */
export function unwrapData(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'data' in json ? json.data : json
}

/** A single invoice answer. */
export function readInvoice(
  connection: Connection,
  answer: HttpAnswer,
  operation: OperationName,
): Result<Invoice, UnexpectedResponse> {
  return readRecord(connection, answer, unwrapData(answer.json), operation)
}

/** One invoice object of an answer; no answer says less of it than another. */
export function readRecord(
  connection: Connection,
  answer: HttpAnswer,
  record: unknown,
  operation: OperationName,
): Result<Invoice, UnexpectedResponse> {
  return readWhole(connection, answer, record, operation).map(({ invoice }) => invoice)
}

export function readWhole(
  connection: Connection,
  answer: HttpAnswer,
  record: unknown,
  operation: OperationName,
): Result<WholeReading, UnexpectedResponse> {
  const context = contextOf(connection.settings, operation)
  return readAnswer(
    invoiceSchema,
    { json: record, httpStatus: answer.httpStatus, requestId: answer.requestId },
    context,
  ).map((wire) => {
    const invoice = toCanonicalInvoice(wire, record, readingOf(connection, answer))
    announceDrift(context, connection.settings, invoice)
    return { invoice, wire }
  })
}
