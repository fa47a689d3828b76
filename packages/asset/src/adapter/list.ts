import type {
  CallSettings,
  Invoice,
  InvoiceError,
  InvoicePage,
  PageQuery,
  Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { type HttpAnswer, matchesStatus, recordId, toInvoicePage } from '@invoice-adapters/core/authoring'
import { wordToAsk } from '../to-canonical/status.ts'
import { type Connection, contextOf } from './connection.ts'
import { defaultPageSize, readPage } from './pages.ts'
import { readRecord } from './read.ts'

/** `GET /invoice`, one page; the filters are repeated with every page token. */
export function listInvoices(
  connection: Connection,
  query: PageQuery,
  settings: CallSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const pageSize = Math.min(query.pageSize ?? defaultPageSize, defaultPageSize)
  return connection
    .call({
      operation: 'list',
      effect: 'read',
      method: 'GET',
      route: '/invoice',
      query: {
        status: wordToAsk(query.status),
        due_at_start: query.dueFrom,
        due_at_end: query.dueUntil,
        page_token: query.cursor,
        page_size: pageSize,
      },
      signal: settings.signal,
    })
    .andThen((answer) => readInvoicePage(connection, answer, pageSize))
    .map((page) => ({ ...page, invoices: page.invoices.filter((invoice) => isWanted(invoice, query)) }))
}

function readInvoicePage(
  connection: Connection,
  answer: HttpAnswer,
  pageSize: number,
): Result<InvoicePage, InvoiceError> {
  const context = contextOf(connection.settings, 'list', answer.requestId)
  return readPage(connection, answer, 'list', pageSize).map((page) =>
    toInvoicePage(page, {
      context,
      identify: (record) => ({ id: recordId(record), createdAt: null }),
      read: (record) => readRecord(connection, answer, record, 'list'),
    }),
  )
}

/**
 * What Asset was asked for, held to exactly: one word covers several statuses, and its due_at_end lies within the range.
 * A record without a status is one that Asset's own filter let through, and is never dropped here.
 */
function isWanted(invoice: Invoice, query: PageQuery): boolean {
  const { status, dueFrom, dueUntil } = query
  const due = invoice.dueAt === null ? Number.NaN : Date.parse(invoice.dueAt)
  if (dueFrom !== undefined && !(due >= Date.parse(dueFrom))) return false
  if (dueUntil !== undefined && !(due < Date.parse(dueUntil))) return false
  if (status === undefined || matchesStatus(invoice, status, invoice.source.readAt)) return true
  return invoice.providerStatus === null && wordToAsk(status) !== undefined && invoice.voidedAt === null
}
