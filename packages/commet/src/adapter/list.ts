import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type InvoicePage,
  type OperationName,
  ok,
  type PageQuery,
  type Result,
  ResultAsync,
  type UnreadableRecord,
} from '@invoice-adapters/core'
import {
  fieldProblems,
  type HttpAnswer,
  invoiceError,
  matchesStatus,
  type RecordPage,
  readAnswer,
  toUtcInstant,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { invoiceSchema, listSchema, nextPageSchema } from '../schema.ts'
import { wordToAsk } from '../to-canonical/status.ts'
import { toCanonicalInvoice } from '../to-canonical.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { isCommetId } from './customer-id.ts'
import { announceUnknown } from './drift.ts'
import { getInvoice } from './read.ts'

/** The maximum: fewer calls, and fewer page borders at which a time cursor can skip. */
const defaultPageSize = 100

/** Single reads at a time for one page in full detail. */
const readsAtATime = 4

/** `GET /invoices`, one page. */
export function listInvoices(
  connection: Connection,
  query: PageQuery,
  settings: CallSettings,
): ResultAsync<InvoicePage, InvoiceError> {
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
    .andThen((answer) => readPage(connection, answer))
    .map((page) => ({ ...page, invoices: page.invoices.filter((invoice) => isWanted(invoice, query)) }))
    .andThen((page) => (query.detail === 'full' ? inFullDetail(connection, page, query, settings) : ok(page)))
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

function readPage(connection: Connection, answer: HttpAnswer): Result<InvoicePage, InvoiceError> {
  return readList(connection, answer, 'list').map(({ records, nextCursor }) => {
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
  createdAt: z.catch(z.nullable(z.string()), null),
})

function identify(record: unknown): { id: string | null; createdAt: string | null } {
  const { id, createdAt } = identitySchema.safeParse(record).data ?? { id: null, createdAt: null }
  return { id, createdAt: createdAt === null ? null : toUtcInstant(createdAt) }
}

function readRecord(
  connection: Connection,
  answer: HttpAnswer,
  record: unknown,
): Result<Invoice, UnreadableRecord> {
  const parsed = invoiceSchema.safeParse(record)
  if (parsed.success) {
    const invoice = toCanonicalInvoice(parsed.data, record, readingOf(connection, answer), false)
    announceUnknown(connection.settings, 'list', invoice)
    return ok(invoice)
  }
  const fields = fieldProblems(parsed.error.issues)
  const facts = { recordId: identify(record).id, fields }
  const message = `one record cannot be read: ${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`
  const context = contextOf(connection.settings, 'list', answer.requestId)
  return err(invoiceError('unreadable_record', context, message, facts))
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

function inFullDetail(
  connection: Connection,
  page: InvoicePage,
  query: PageQuery,
  settings: CallSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  return new ResultAsync(readWhole(connection, page, query, settings))
}

async function readWhole(
  connection: Connection,
  page: InvoicePage,
  query: PageQuery,
  settings: CallSettings,
): Promise<Result<InvoicePage, InvoiceError>> {
  const invoices: Invoice[] = []
  const unreadable = [...page.unreadable]
  for (let start = 0; start < page.invoices.length; start += readsAtATime) {
    const part = page.invoices.slice(start, start + readsAtATime)
    const results = await Promise.all(part.map(async (one) => readOne(connection, one, settings)))
    for (const result of results) {
      if (result.isOk()) {
        if (isWanted(result.value, query)) invoices.push(result.value)
      } else if (result.error.kind === 'unreadable_record') unreadable.push(result.error)
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
): ResultAsync<Invoice, InvoiceError> | Result<Invoice, InvoiceError> {
  if (listed.detail === 'full') return ok(listed)
  return getInvoice(connection, listed.source.id, settings, 'list').mapErr((error) => {
    if (error.kind !== 'unexpected_response' && error.kind !== 'not_found') return error
    const fields = error.kind === 'unexpected_response' ? error.fields : []
    const context = contextOf(connection.settings, 'list', error.requestId)
    const facts = { recordId: listed.source.id, fields }
    return invoiceError('unreadable_record', context, error.message, facts, { cause: error.cause })
  })
}
