import {
  type CallSettings,
  err,
  type InvoiceError,
  ok,
  type PdfLink,
  type ResultAsync,
  type Sent,
} from '@invoice-adapters/core'
import {
  type ErrorContext,
  invoiceError,
  mayHaveHappened,
  readAnswer,
  singleUseKey,
  toUtcInstant,
} from '@invoice-adapters/core/authoring'
import { unwrapEnvelope } from '../dialects/envelope.ts'
import { downloadSchema, sentSchema } from '../schema.ts'
import { type Connection, contextOf } from './connection.ts'

/** A signed link that lives 7 days; never stored in an invoice. Making one more does no harm, so it counts as a read. */
export function getPdf(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
): ResultAsync<PdfLink, InvoiceError> {
  const { method, route, body } = connection.dialect.download
  const write = body === undefined ? {} : { body, headers: { 'idempotency-key': singleUseKey() } }
  return connection
    .call({ operation: 'pdf', effect: 'read', method, route, parameters: { id }, ...write, signal })
    .andThen((answer) => {
      const json = unwrapEnvelope(answer.json)
      return readAnswer(downloadSchema, { ...answer, json }, contextOf(connection.settings, 'pdf'))
    })
    .map(({ url, expiresAt }) => ({ url, expiresAt: expiresAt ? toUtcInstant(expiresAt) : null }))
}

/** Commet's mail to the customer; the recipient is the customer's address and cannot be chosen. */
export function sendInvoice(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
): ResultAsync<Sent, InvoiceError> {
  const context = contextOf(connection.settings, 'send')
  return connection
    .call({
      operation: 'send',
      effect: 'repeatable',
      method: 'POST',
      route: '/invoices/{id}/send',
      parameters: { id },
      body: '{}',
      headers: { 'idempotency-key': singleUseKey() },
      signal,
    })
    .andThen((answer) => readAnswer(sentSchema, { ...answer, json: unwrapEnvelope(answer.json) }, context))
    .mapErr((error) => (mayHaveHappened(error) ? sendingUnknown(context, error, id) : error))
    .andThen(({ sent, sentAt }) =>
      sent
        ? ok({ sentAt: sentAt ? toUtcInstant(sentAt) : null })
        : err(invoiceError('refused', context, 'Commet did not send the mail', { fields: [] })),
    )
}

function sendingUnknown(context: ErrorContext, error: InvoiceError, invoiceId: string): InvoiceError {
  const message = `it is not known whether the mail was sent: ${error.message}`
  const where = { ...context, requestId: error.requestId }
  const facts = { invoiceId, externalId: null }
  return invoiceError('outcome_unknown', where, message, facts, { cause: error.cause })
}
