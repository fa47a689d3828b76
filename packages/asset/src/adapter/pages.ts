import {
  type CallSettings,
  err,
  type InvoiceError,
  type OperationName,
  ok,
  type Result,
  type ResultAsync,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  invoiceError,
  type RecordPage,
  readAnswer,
  walkPages,
} from '@invoice-adapters/core/authoring'
import { listSchema } from '../schema.ts'
import { type Connection, contextOf } from './connection.ts'

/** Also the maximum: fewer calls. */
export const defaultPageSize = 100

/**
 * The records of a list answer and the way to its next page. An end that is not certain is an error: a full page that says
 * nothing of a next one may have been cut.
 */
export function readPage(
  { settings }: Connection,
  answer: HttpAnswer,
  operation: OperationName,
  pageSize: number,
): Result<RecordPage, InvoiceError> {
  const context = contextOf(settings, operation)
  return readAnswer(listSchema, answer, context).andThen((body) => {
    // Batches report failures inside a success. A list that did so would pass for a shorter one, and a key for unused.
    if (saysFailure(body.errors)) {
      const fields = [{ field: 'errors', message: 'is given in a list' }]
      const message = 'Asset reports failures beside the records of a list'
      return err(invoiceError('unexpected_response', context, message, { fields, invoice: null }))
    }
    const told = body.pagination?.next_page_token ?? body.next_page_token
    if (told) return ok({ records: body.data, nextCursor: told })
    const saysEnd = 'next_page_token' in (body.pagination ?? {}) || 'next_page_token' in body
    if (saysEnd || body.data.length < pageSize) return ok({ records: body.data, nextCursor: null })
    const fields = [{ field: 'pagination', message: 'is missing from a full page' }]
    const message = 'Asset does not say whether there is a next page'
    return err(invoiceError('unexpected_response', context, message, { fields, invoice: null }))
  })
}

/** An empty one says nothing. */
function saysFailure(errors: unknown): boolean {
  if (typeof errors === 'object' && errors !== null) return Object.keys(errors).length > 0
  return Boolean(errors)
}

export interface Walk {
  operation: OperationName
  route: '/invoice' | '/customers' | '/refunds' | '/invoice/{id}/refunds'
  parameters?: Record<string, string>
  query?: Record<string, string | undefined>
  /** False: the list is answered whole, as far as is documented. */
  paged: boolean
  settings: CallSettings
}

/**
 * Every page of a list, until `visit` says that it has seen enough. An error means that not everything was seen, so
 * that nothing may be concluded from what is missing.
 */
export async function walkAll(
  connection: Connection,
  { operation, route, parameters, query, paged, settings: { signal } }: Walk,
  visit: (page: RecordPage, answer: HttpAnswer) => Result<'more' | 'enough', InvoiceError>,
): Promise<Result<void, InvoiceError>> {
  const pageAt = (cursor: string | undefined): ResultAsync<AnsweredPage, InvoiceError> => {
    const page = { page_token: cursor, page_size: paged ? defaultPageSize : undefined }
    const request = { operation, route, query: { ...query, ...page }, signal }
    const most = paged ? defaultPageSize : Number.POSITIVE_INFINITY
    return connection
      .call({
        ...request,
        effect: 'read',
        method: 'GET',
        ...(parameters === undefined ? {} : { parameters }),
      })
      .andThen((answer) => readPage(connection, answer, operation, most).map((read) => ({ ...read, answer })))
  }
  const walked = await walkPages(contextOf(connection.settings, operation), pageAt, (page) =>
    visit(page, page.answer).map((seen) => (seen === 'enough' ? seen : null)),
  )
  return walked.map(() => undefined)
}

interface AnsweredPage extends RecordPage {
  answer: HttpAnswer
}
