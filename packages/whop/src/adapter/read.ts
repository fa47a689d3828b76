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
import { invoiceSchema, type WireInvoice } from '../schema.ts'
import { completeInvoice } from './complete.ts'
import { type Connection, contextOf } from './connection.ts'
import { legacyId } from './native-ids.ts'

/** One invoice answer, before its plan and payment are read. */
export interface InvoiceAnswer {
  wire: WireInvoice
  body: unknown
  startedAt: string
}

/** The invoice with its plan and, where there is one, its payment. */
export function getInvoice(
  connection: Connection,
  id: string,
  settings: CallSettings,
  operation: OperationName = 'get',
): ResultAsync<Invoice, InvoiceError> {
  return fetchInvoice(connection, id, settings, operation).andThen((answer) =>
    completeInvoice(connection, answer, settings, operation),
  )
}

/** `GET /invoices/{id}` alone: enough to know the status. */
export function fetchInvoice(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
  operation: OperationName,
): ResultAsync<InvoiceAnswer, InvoiceError> {
  return legacyId(connection, id, operation)
    .asyncAndThen((legacy) =>
      connection.call({
        operation,
        effect: 'read',
        method: 'GET',
        route: '/invoices/{id}',
        parameters: { id: legacy },
        signal,
      }),
    )
    .andThen((answer) => readInvoiceAnswer(connection, answer, operation))
    .andThen((answer) => isAsked(connection, answer, id, operation))
}

export function readInvoiceAnswer(
  connection: Connection,
  answer: HttpAnswer,
  operation: OperationName,
): Result<InvoiceAnswer, UnexpectedResponse> {
  const { json: body, startedAt } = answer
  const context = contextOf(connection.settings, operation)
  return readAnswer(invoiceSchema, answer, context).map((wire) => ({ wire, body, startedAt }))
}

/** Whop also takes an invoice's secret token in place of its id; what comes then is not what was named. */
export function isAsked(
  { settings }: Connection,
  answer: InvoiceAnswer,
  id: string,
  operation: OperationName,
): Result<InvoiceAnswer, InvoiceError> {
  return answer.wire.id === id ? ok(answer) : err(otherThanAsked(contextOf(settings, operation), null))
}
