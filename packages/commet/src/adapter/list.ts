import {
  type Invoice,
  type InvoiceError,
  type InvoicePage,
  type OperationName,
  ok,
  type PageQuery,
  type PageSettings,
  type Result,
  type ResultAsync,
  type UnexpectedResponse,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  inFullDetail,
  keeping,
  matchesStatus,
  type RecordIdentity,
  type RecordPage,
  readAnswer,
  readInvoicePage,
  recordId,
  recordInstant,
} from '@invoice-adapters/core/authoring'
import { invoiceSchema, listSchema, nextPageSchema } from '../schema.ts'
import { wordToAsk } from '../to-canonical/status.ts'
import { toCanonicalInvoice } from '../to-canonical.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { isCommetId } from './customer-id.ts'
import { announceUnknown } from './drift.ts'
import { getInvoice } from './read.ts'

/** The maximum: fewer calls, and fewer page borders at which a time cursor can skip. */
const defaultPageSize = 100

/** `GET /invoices`, one page. */
export function listInvoices(
  connection: Connection,
  query: PageQuery,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const context = contextOf(connection.settings, 'list')
  const get = (id: string): ResultAsync<Invoice, InvoiceError> => getInvoice(connection, id, settings, 'list')
  const wanted = keeping((invoice) => isWanted(invoice, query))
  return connection
    .call({
      operation: 'list',
      effect: 'read',
      method: 'GET',
      route: '/invoices',
      query: {
        customerId: query.customerId,
        status: wordToAsk(query.status),
        subscriptionId: query.subscriptionId,
        cursor: query.cursor,
        limit: query.pageSize ?? defaultPageSize,
      },
      signal: settings.signal,
    })
    .andThen((answer) => readPage(connection, answer, settings))
    .andThen(wanted)
    .andThen((page) => (query.detail === 'full' ? inFullDetail(page, context, get) : ok(page)))
    .andThen(wanted)
}

/** The records of a list answer and the way to its next page; an end that is not certain is an error. */
export function readList(
  connection: Connection,
  answer: HttpAnswer,
  operation: OperationName,
): Result<RecordPage, InvoiceError> {
  const context = contextOf(connection.settings, operation)
  return readAnswer(listSchema, answer, context).andThen(({ data, hasMore }) => {
    if (!hasMore) return ok({ records: data, nextCursor: null })
    return readAnswer(nextPageSchema, answer, context).map(({ nextCursor }) => ({
      records: data,
      nextCursor,
    }))
  })
}

function readPage(
  connection: Connection,
  answer: HttpAnswer,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const context = contextOf(connection.settings, 'list', answer.requestId)
  const read = (record: unknown) => readRecord(connection, answer, record)
  return readList(connection, answer, 'list').asyncAndThen((page) =>
    readInvoicePage(page, { context, identify, read }, settings),
  )
}

function identify(record: unknown): RecordIdentity {
  return { id: recordId(record), createdAt: recordInstant(record, 'createdAt') }
}

function readRecord(
  connection: Connection,
  answer: HttpAnswer,
  record: unknown,
): Result<Invoice, UnexpectedResponse> {
  const context = contextOf(connection.settings, 'list')
  return readAnswer(
    invoiceSchema,
    { json: record, httpStatus: answer.httpStatus, requestId: answer.requestId },
    context,
  ).map((wire) => {
    const invoice = toCanonicalInvoice(wire, record, readingOf(connection, answer), false)
    announceUnknown(connection.settings, 'list', invoice)
    return invoice
  })
}

/** What the vendor was asked for, held to exactly: one word covers several statuses, and another may have come. */
function isWanted(invoice: Invoice, query: PageQuery): boolean {
  const { status, customerId, subscriptionId } = query
  if (status !== undefined && !matchesStatus(invoice, status, invoice.source.readAt)) return false
  if (subscriptionId !== undefined && invoice.subscriptionId !== subscriptionId) return false
  return customerId === undefined || isOfCustomer(invoice.customer.id, customerId)
}

/**
 * Commet takes an own id where it takes its own `cus_…`, and which of the two an answer carries is told both ways: only
 * two of Commet's ids that differ are surely two customers.
 */
export function isOfCustomer(recorded: string | null, asked: string): boolean {
  return recorded === null || recorded === asked || !isCommetId(asked) || !isCommetId(recorded)
}
