import type { CallSettings, InvoiceError, ResultAsync, Sent } from '@invoice-adapters/core'
import { invoiceError, mayHaveHappened, readAnswer, singleUseKey } from '@invoice-adapters/core/authoring'
import { acceptedSchema } from '../schema.ts'
import { type Connection, contextOf } from './connection.ts'
import { legacyId } from './native-ids.ts'

/** Sends the mail again. Sent once: after a lost answer a second mail could be one too many. */
export function sendInvoice(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
): ResultAsync<Sent, InvoiceError> {
  const context = contextOf(connection.settings, 'send')
  return legacyId(connection, id, 'send')
    .asyncAndThen((legacy) =>
      connection.call({
        operation: 'send',
        effect: 'once',
        method: 'POST',
        route: '/invoices/{id}/resend',
        parameters: { id: legacy },
        headers: { 'idempotency-key': singleUseKey() },
        signal,
      }),
    )
    .andThen((answer) => readAnswer(acceptedSchema, answer, context))
    .map(() => ({ sentAt: null }))
    .mapErr((error) => (mayHaveHappened(error) ? sendingUnknown(connection, id, error) : error))
}

function sendingUnknown({ settings }: Connection, invoiceId: string, error: InvoiceError): InvoiceError {
  const message = `it is not known whether the mail was sent: ${error.message}`
  const where = contextOf(settings, 'send', error.requestId)
  const facts = { invoiceId, externalId: null }
  return invoiceError('outcome_unknown', where, message, facts, { cause: error.cause })
}
