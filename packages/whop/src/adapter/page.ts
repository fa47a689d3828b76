import { err, type InvoiceError, type OperationName, ok, type Result } from '@invoice-adapters/core'
import { type HttpAnswer, invoiceError, type RecordPage, readAnswer } from '@invoice-adapters/core/authoring'
import { pageSchema } from '../schema.ts'
import { type Connection, contextOf } from './connection.ts'

/**
 * The records of a list answer and the way to the next page. The last one has no cursor or says `has_next_page: false`;
 * one that promises another page and does not say where is an error, since records would be missing.
 */
export function readPage(
  connection: Connection,
  answer: HttpAnswer,
  operation: OperationName,
): Result<RecordPage, InvoiceError> {
  const context = contextOf(connection.settings, operation)
  return readAnswer(pageSchema, answer, context).andThen(({ data, page_info: info }) => {
    if (info.has_next_page === false) return ok({ records: data, nextCursor: null })
    if (info.end_cursor) return ok({ records: data, nextCursor: info.end_cursor })
    if (info.has_next_page !== true) return ok({ records: data, nextCursor: null })
    const message = 'Whop says that there is another page and gives no cursor to it'
    const fields = [{ field: 'page_info.end_cursor', message: 'is missing' }]
    const where = { ...context, requestId: answer.requestId }
    return err(invoiceError('unexpected_response', where, message, { fields, invoice: null }))
  })
}
