import {
  type Invoice,
  type InvoiceError,
  type InvoicePage,
  ok,
  type PageQuery,
  type PageSettings,
  type Result,
  type ResultAsync,
  type UnexpectedResponse,
} from '@invoice-adapters/core'
import {
  announceDrift,
  type HttpAnswer,
  inFullDetail,
  keeping,
  type RecordIdentity,
  readAnswer,
  readInvoicePage,
  recordId,
  recordInstant,
} from '@invoice-adapters/core/authoring'
import { invoiceSchema } from '../schema.ts'
import type { InvoiceParts } from '../to-canonical/reading.ts'
import { isWantedStatus, needsPayment, wordsToAsk } from '../to-canonical/status.ts'
import { toCanonicalInvoice } from '../to-canonical.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { readPage } from './page.ts'
import { getInvoice } from './read.ts'

/** What plans state as their maximum (`@whop/sdk` 0.0.42); the same is taken for invoices, which state none. */
const defaultPageSize = 100

/** Whether an instant itself belongs to a range of Whop's is not documented: asked for a second more, compared here. */
const slackMs = 1000

/** `GET /invoices`, one page, the oldest first: what is created meanwhile comes at the end, and moves nothing. */
export function listInvoices(
  connection: Connection,
  query: PageQuery,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const { companyId } = connection.settings
  const context = contextOf(connection.settings, 'list')
  const get = (id: string): ResultAsync<Invoice, InvoiceError> => getInvoice(connection, id, settings, 'list')
  const detail = query.detail === 'full' || needsPayment(query.status) ? 'full' : 'summary'
  return connection
    .call({
      operation: 'list',
      effect: 'read',
      method: 'GET',
      route: '/invoices',
      query: {
        [connection.dialect.seller.invoices]: companyId,
        first: query.pageSize ?? defaultPageSize,
        after: query.cursor,
        order: 'created_at',
        direction: 'asc',
        'statuses[]': wordsToAsk(query.status),
        created_after: moved(query.createdFrom, -slackMs),
        created_before: moved(query.createdUntil, slackMs),
      },
      signal: settings.signal,
    })
    .andThen((answer) => readInvoices(connection, answer, settings))
    .andThen(keeping((invoice) => isInRange(invoice, query)))
    .andThen((page) => (detail === 'full' ? inFullDetail(page, context, get) : ok(page)))
    .andThen(keeping((invoice) => hasStatus(invoice, query)))
}

function moved(instant: string | undefined, ms: number): string | undefined {
  return instant === undefined ? undefined : new Date(Date.parse(instant) + ms).toISOString()
}

/** Without `created_at`, that Whop listed it for the range has to do: nothing is dropped for a field that is missing. */
function isInRange({ createdAt }: Invoice, { createdFrom, createdUntil }: PageQuery): boolean {
  if (createdAt === null || (createdFrom === undefined && createdUntil === undefined)) return true
  const created = Date.parse(createdAt)
  if (createdFrom !== undefined && created < Date.parse(createdFrom)) return false
  return createdUntil === undefined || created < Date.parse(createdUntil)
}

function hasStatus({ status }: Invoice, query: PageQuery): boolean {
  return query.status === undefined || isWantedStatus(status, query.status)
}

function readInvoices(
  connection: Connection,
  answer: HttpAnswer,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const context = contextOf(connection.settings, 'list', answer.requestId)
  const read = (record: unknown) => readRecord(connection, answer, record)
  return readPage(connection, answer, 'list').asyncAndThen((page) =>
    readInvoicePage(page, { context, identify, read }, settings),
  )
}

function identify(record: unknown): RecordIdentity {
  return { id: recordId(record), createdAt: recordInstant(record, 'created_at') }
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
    const parts: InvoiceParts = {
      invoice: wire,
      plan: null,
      payment: null,
      missing: [],
      bodies: { invoice: record },
      detail: 'summary',
    }
    const invoice = toCanonicalInvoice(parts, readingOf(connection, answer))
    announceDrift(context, connection.settings, invoice)
    return invoice
  })
}
