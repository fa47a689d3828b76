import {
  type CallSettings,
  err,
  type InvoiceError,
  type OperationName,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { type HttpAnswer, invoiceError, readAnswer } from '@invoice-adapters/core/authoring'
import { listSchema } from '../schema.ts'
import { type Connection, contextOf } from './connection.ts'

/** Also the maximum: fewer calls. */
export const defaultPageSize = 100

export interface Page {
  records: unknown[]
  nextCursor: string | null
}

/**
 * The records of a list answer and the way to its next page. An end that is not certain is an error: a full page that says
 * nothing of a next one may have been cut.
 */
export function readPage(
  { settings }: Connection,
  answer: HttpAnswer,
  operation: OperationName,
  pageSize: number,
): Result<Page, InvoiceError> {
  const context = contextOf(settings, operation)
  return readAnswer(listSchema, answer, context).andThen((body) => {
    const told = body.pagination?.next_page_token ?? body.next_page_token
    if (told) return ok({ records: body.data, nextCursor: told })
    const saysEnd = 'next_page_token' in (body.pagination ?? {}) || 'next_page_token' in body
    if (saysEnd || body.data.length < pageSize) return ok({ records: body.data, nextCursor: null })
    const fields = [{ field: 'pagination', message: 'is missing from a full page' }]
    const message = 'Asset does not say whether there is a next page'
    return err(invoiceError('unexpected_response', context, message, { fields, invoice: null }))
  })
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
export async function walkPages(
  connection: Connection,
  walk: Walk,
  visit: (page: Page, answer: HttpAnswer) => Result<'more' | 'enough', InvoiceError>,
): Promise<Result<void, InvoiceError>> {
  const { operation, route, parameters, settings } = walk
  const cursors = new Set<string>()
  let cursor: string | undefined
  for (;;) {
    const answer = await connection.call({
      operation,
      effect: 'read',
      method: 'GET',
      route,
      ...(parameters === undefined ? {} : { parameters }),
      query: { ...walk.query, page_token: cursor, page_size: walk.paged ? defaultPageSize : undefined },
      signal: settings.signal,
    })
    if (answer.isErr()) return err(answer.error)
    const page = readPage(
      connection,
      answer.value,
      operation,
      walk.paged ? defaultPageSize : Number.POSITIVE_INFINITY,
    )
    if (page.isErr()) return err(page.error)
    const seen = visit(page.value, answer.value)
    if (seen.isErr()) return err(seen.error)
    const { nextCursor } = page.value
    if (seen.value === 'enough' || nextCursor === null) return ok(undefined)
    if (cursors.has(nextCursor)) return err(endless(connection, operation))
    cursors.add(nextCursor)
    cursor = nextCursor
  }
}

function endless({ settings }: Connection, operation: OperationName): InvoiceError {
  const message = 'Asset gave a page token that it had given before, so that not everything was seen'
  const context = contextOf(settings, operation)
  return invoiceError('unexpected_response', context, message, { fields: [], invoice: null })
}
