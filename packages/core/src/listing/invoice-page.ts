import { err, ok, okAsync, type Result, ResultAsync } from 'neverthrow'
import type { InvoicePage, PageSettings } from '../contract/adapter.ts'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { FieldProblem, InvoiceError, UnreadableRecord } from '../errors/error.ts'
import { quietly } from '../http/quietly.ts'
import { toUtcInstant } from '../invoice/dates.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { nextTurn } from './turn.ts'
import type { RecordPage } from './walk-pages.ts'

/** What even a record that cannot be read is known by. */
export interface RecordIdentity {
  id: string | null
  /** RFC 3339, UTC; null where the vendor does not say. */
  createdAt: string | null
}

export interface RecordRules {
  /** With the request id of the answer. */
  context: ErrorContext
  identify: (record: unknown) => RecordIdentity
  read: (record: unknown) => Result<Invoice, { fields: FieldProblem[] }>
}

/** The id of a record of which nothing else may be readable. */
export function recordId(record: unknown): string | null {
  return recordText(record, 'id') || null
}

/** The instant under this name, in UTC, of a record of which nothing else may be readable. */
export function recordInstant(record: unknown, name: string): string | null {
  const text = recordText(record, name)
  return text === null ? null : toUtcInstant(text)
}

function recordText(record: unknown, name: string): string | null {
  const value: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, name) : null
  return typeof value === 'string' ? value : null
}

/** So many are read sooner than others are given way. */
const fewRecords = 3

/**
 * The page of records as a page of invoices. Whoever wants to know where the next page is hears of it first, and what
 * they then ask for is on its way before these records are read.
 */
export function readInvoicePage(
  page: RecordPage,
  rules: RecordRules,
  { onNextCursor }: PageSettings,
): ResultAsync<InvoicePage, never> {
  const { nextCursor } = page
  if (nextCursor === null || onNextCursor === undefined) return okAsync(toInvoicePage(page, rules))
  quietly(() => onNextCursor(nextCursor))
  if (page.records.length <= fewRecords) return okAsync(toInvoicePage(page, rules))
  return new ResultAsync(nextTurn().then(() => ok(toInvoicePage(page, rules))))
}

/**
 * Leaves a page those invoices alone; what was read, and where it goes on, stays. For `andThen`: by `map`, neverthrow
 * would hold on to every page until garbage is next collected in full.
 */
export function keeping(
  isWanted: (invoice: Invoice) => boolean,
): (page: InvoicePage) => Result<InvoicePage, never> {
  return (page) => ok({ ...page, invoices: page.invoices.filter(isWanted) })
}

/** Reads the records of a page one by one, so that a bad one becomes an `unreadable_record` and hides no other. */
export function toInvoicePage({ records, nextCursor }: RecordPage, rules: RecordRules): InvoicePage {
  const { context, identify, read } = rules
  const page: InvoicePage = { invoices: [], unreadable: [], recordIds: [], recordTimes: [], nextCursor }
  for (const record of records) {
    const { id, createdAt } = identify(record)
    const invoice = read(record)
    if (invoice.isOk()) page.invoices.push(invoice.value)
    else page.unreadable.push(unreadable(context, id, invoice.error.fields))
    if (id === null) continue
    page.recordIds.push(id)
    page.recordTimes.push(createdAt)
  }
  return page
}

function unreadable(
  context: ErrorContext,
  recordId: string | null,
  fields: FieldProblem[],
): UnreadableRecord {
  const problems = fields.map(({ field, message }) => `${field}: ${message}`).join('; ')
  const message = `one record cannot be read: ${problems}`
  return invoiceError('unreadable_record', context, message, { recordId, fields })
}

/** Single reads at a time for one page. */
const readsAtATime = 4

/**
 * The page with each invoice as a single read gives it; what is whole already is not read again. A problem of one record
 * alone, also that it is gone meanwhile, becomes its `unreadable_record`; any other ends the listing, since what is
 * missing would look like what is not there.
 */
export function inFullDetail(
  page: InvoicePage,
  context: ErrorContext,
  get: (id: string) => ResultAsync<Invoice, InvoiceError>,
): ResultAsync<InvoicePage, InvoiceError> {
  const readOne = async (listed: Invoice): Promise<Result<Invoice, InvoiceError>> => {
    if (listed.detail === 'full') return ok(listed)
    return get(listed.source.id).mapErr((error) => ofRecordAlone(context, listed.source.id, error))
  }
  return new ResultAsync(readWhole(page, readOne))
}

async function readWhole(
  page: InvoicePage,
  readOne: (listed: Invoice) => Promise<Result<Invoice, InvoiceError>>,
): Promise<Result<InvoicePage, InvoiceError>> {
  const invoices: Invoice[] = []
  const problems = [...page.unreadable]
  for (let start = 0; start < page.invoices.length; start += readsAtATime) {
    const results = await Promise.all(page.invoices.slice(start, start + readsAtATime).map(readOne))
    for (const result of results) {
      if (result.isOk()) invoices.push(result.value)
      else if (result.error.kind === 'unreadable_record') problems.push(result.error)
      else return err(result.error)
    }
  }
  return ok({ ...page, invoices, unreadable: problems })
}

function ofRecordAlone(context: ErrorContext, recordId: string, error: InvoiceError): InvoiceError {
  const { kind, message, requestId, cause } = error
  if (kind !== 'unexpected_response' && kind !== 'not_found' && kind !== 'unsupported') return error
  const fields = kind === 'unexpected_response' ? error.fields : []
  return invoiceError(
    'unreadable_record',
    { ...context, requestId },
    message,
    { recordId, fields },
    { cause },
  )
}
