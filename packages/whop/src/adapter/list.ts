import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type InvoicePage,
  ok,
  type PageQuery,
  type Result,
  ResultAsync,
  type UnreadableRecord,
} from '@invoice-adapters/core'
import {
  announceDrift,
  fieldProblems,
  type HttpAnswer,
  invoiceError,
  toUtcInstant,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { invoiceSchema } from '../schema.ts'
import { isWantedStatus, needsPayment, wordsToAsk } from '../to-canonical/status.ts'
import { toCanonicalInvoice } from '../to-canonical.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { readPage } from './page.ts'
import { getInvoice } from './read.ts'

/** What plans state as their maximum (`@whop/sdk` 0.0.42); the same is taken for invoices, which state none. */
const defaultPageSize = 100

/** Single reads at a time for one page in full detail. */
const readsAtATime = 4

/** Whether an instant itself belongs to a range of Whop's is not documented: asked for a second more, compared here. */
const slackMs = 1000

/** `GET /invoices`, one page, the oldest first: what is created meanwhile comes at the end, and moves nothing. */
export function listInvoices(
  connection: Connection,
  query: PageQuery,
  settings: CallSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const { companyId } = connection.settings
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
    .andThen((answer) => readInvoices(connection, answer))
    .map((page) => ({ ...page, invoices: page.invoices.filter((invoice) => isInRange(invoice, query)) }))
    .andThen((page) => (detail === 'full' ? inFullDetail(connection, page, settings) : ok(page)))
    .map((page) => ({ ...page, invoices: page.invoices.filter((invoice) => hasStatus(invoice, query)) }))
}

function moved(instant: string | undefined, ms: number): string | undefined {
  return instant === undefined ? undefined : new Date(Date.parse(instant) + ms).toISOString()
}

/** Without `created_at`, that Whop listed it for the range has to do: nothing is dropped for a field that is missing. */
function isInRange({ createdAt }: Invoice, { createdFrom, createdUntil }: PageQuery): boolean {
  if (createdAt === null) return true
  const created = Date.parse(createdAt)
  if (createdFrom !== undefined && created < Date.parse(createdFrom)) return false
  return createdUntil === undefined || created < Date.parse(createdUntil)
}

function hasStatus({ status }: Invoice, query: PageQuery): boolean {
  return query.status === undefined || isWantedStatus(status, query.status)
}

function readInvoices(connection: Connection, answer: HttpAnswer): Result<InvoicePage, InvoiceError> {
  return readPage(connection, answer, 'list').map(({ records, nextCursor }) => {
    const read = records.map((record) => readRecord(connection, answer, record))
    const named = records.map(identify).filter((record) => record.id !== null)
    return {
      invoices: read.flatMap((result) => (result.isOk() ? [result.value] : [])),
      unreadable: read.flatMap((result) => (result.isErr() ? [result.error] : [])),
      recordIds: named.map((record) => record.id ?? ''),
      recordTimes: named.map((record) => record.createdAt),
      nextCursor,
    }
  })
}

const identitySchema = z.object({
  id: z.catch(z.nullable(z.string().check(z.minLength(1))), null),
  created_at: z.catch(z.nullable(z.string()), null),
})

function identify(record: unknown): { id: string | null; createdAt: string | null } {
  const { id, created_at: at } = identitySchema.safeParse(record).data ?? { id: null, created_at: null }
  return { id, createdAt: at === null ? null : toUtcInstant(at) }
}

function readRecord(
  connection: Connection,
  answer: HttpAnswer,
  record: unknown,
): Result<Invoice, UnreadableRecord> {
  const parsed = invoiceSchema.safeParse(record)
  if (parsed.success) {
    const invoice = toCanonicalInvoice(
      {
        invoice: parsed.data,
        plan: null,
        payment: null,
        missing: [],
        bodies: { invoice: record },
        detail: 'summary',
      },
      readingOf(connection, answer),
    )
    announceDrift(contextOf(connection.settings, 'list'), connection.settings, invoice)
    return ok(invoice)
  }
  const fields = fieldProblems(parsed.error.issues)
  const facts = { recordId: identify(record).id, fields }
  const message = `one record cannot be read: ${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`
  const context = contextOf(connection.settings, 'list', answer.requestId)
  return err(invoiceError('unreadable_record', context, message, facts))
}

function inFullDetail(
  connection: Connection,
  page: InvoicePage,
  settings: CallSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  return new ResultAsync(readWhole(connection, page, settings))
}

async function readWhole(
  connection: Connection,
  page: InvoicePage,
  settings: CallSettings,
): Promise<Result<InvoicePage, InvoiceError>> {
  const invoices: Invoice[] = []
  const unreadable = [...page.unreadable]
  for (let start = 0; start < page.invoices.length; start += readsAtATime) {
    const part = page.invoices.slice(start, start + readsAtATime)
    const results = await Promise.all(part.map(async (one) => readOne(connection, one, settings)))
    for (const result of results) {
      if (result.isOk()) invoices.push(result.value)
      else if (result.error.kind === 'unreadable_record') unreadable.push(result.error)
      else return err(result.error)
    }
  }
  return ok({ ...page, invoices, unreadable })
}

/** A problem of this record alone becomes `unreadable_record`, so that the listing goes on and nothing is dropped. */
function readOne(
  connection: Connection,
  listed: Invoice,
  settings: CallSettings,
): ResultAsync<Invoice, InvoiceError> {
  return getInvoice(connection, listed.source.id, settings, 'list').mapErr((error) => {
    if (error.kind !== 'unexpected_response' && error.kind !== 'not_found' && error.kind !== 'unsupported')
      return error
    const fields = error.kind === 'unexpected_response' ? error.fields : []
    const context = contextOf(connection.settings, 'list', error.requestId)
    const facts = { recordId: listed.source.id, fields }
    return invoiceError('unreadable_record', context, error.message, facts, { cause: error.cause })
  })
}
