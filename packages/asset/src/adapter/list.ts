import type {
  Invoice,
  InvoiceError,
  InvoicePage,
  PageQuery,
  PageSettings,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  keeping,
  matchesStatus,
  type RecordIdentity,
  readInvoicePage,
  recordId,
} from '@invoice-adapters/core/authoring'
import { wordToAsk } from '../to-canonical/status.ts'
import { type Connection, contextOf } from './connection.ts'
import { defaultPageSize, readPage } from './pages.ts'
import { readRecord } from './read.ts'

/** `GET /invoice`, one page; the filters are repeated with every page token. */
export function listInvoices(
  connection: Connection,
  query: PageQuery,
  settings: PageSettings,
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
    .andThen((answer) => readInvoices(connection, answer, pageSize, settings))
    .andThen(keeping((invoice) => isWanted(invoice, query)))
}

function readInvoices(
  connection: Connection,
  answer: HttpAnswer,
  pageSize: number,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const context = contextOf(connection.settings, 'list', answer.requestId)
  const read = (record: unknown) => readRecord(connection, answer, record, 'list')
  return readPage(connection, answer, 'list', pageSize).asyncAndThen((page) =>
    readInvoicePage(page, { context, identify, read }, settings),
  )
}

function identify(record: unknown): RecordIdentity {
  return { id: recordId(record), createdAt: null }
}

/**
 * What Asset was asked for, held to exactly: one word covers several statuses, and its due_at_end lies within the range.
 * A record without a status is one that Asset's own filter let through, and is never dropped here.
 */
function isWanted(invoice: Invoice, query: PageQuery): boolean {
  const { status, dueFrom, dueUntil } = query
  const due = (): number => (invoice.dueAt === null ? Number.NaN : Date.parse(invoice.dueAt))
  if (dueFrom !== undefined && !(due() >= Date.parse(dueFrom))) return false
  if (dueUntil !== undefined && !(due() < Date.parse(dueUntil))) return false
  if (status === undefined || matchesStatus(invoice, status, invoice.source.readAt)) return true
  return invoice.providerStatus === null && wordToAsk(status) !== undefined && invoice.voidedAt === null
}
