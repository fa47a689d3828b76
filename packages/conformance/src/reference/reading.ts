import {
  type AccountCheck,
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type InvoicePage,
  matchesStatus,
  type OperationName,
  ok,
  type PageQuery,
  type PdfLink,
  type Refund,
  type Result,
  ResultAsync,
  type StatusFilter,
  type UnreadableRecord,
} from '@invoice-adapters/core'
import { type HttpAnswer, type HttpRequest, invoiceError } from '@invoice-adapters/core/authoring'
import { referenceCapabilities } from './capabilities.ts'
import { type Connection, unexpected } from './connection.ts'
import { isRecord, textOr } from './exchange.ts'
import type { ReferenceRefund } from './records.ts'

export type Query = NonNullable<HttpRequest['query']>

export function read(
  { transport }: Connection,
  operation: OperationName,
  route: string,
  id: string | null,
  { signal }: CallSettings,
  query: Query = {},
): ResultAsync<HttpAnswer, InvoiceError> {
  const parameters = id === null ? {} : { parameters: { id } }
  return transport.send({ operation, effect: 'read', method: 'GET', route, ...parameters, query, signal })
}

export function getInvoice(
  connection: Connection,
  id: string,
  settings: CallSettings,
  operation: OperationName = 'get',
): ResultAsync<Invoice, InvoiceError> {
  return read(connection, operation, '/invoices/{id}', id, settings).andThen((answer) =>
    connection.wholeInvoice(operation, answer).andThen((invoice) => {
      if (invoice.source.id === id) return ok(invoice)
      const fields = [{ field: 'id', message: 'is not the id that was asked for' }]
      return err(unexpected(connection.contextOf(operation), answer, fields))
    }),
  )
}

export function listInvoices(
  connection: Connection,
  query: PageQuery,
  settings: CallSettings,
  now: () => number,
): ResultAsync<InvoicePage, InvoiceError> {
  const page = read(connection, 'list', '/invoices', null, settings, wireQuery(query)).andThen((answer) =>
    pageFrom(connection, answer),
  )
  const wanted = query.status
  const filtered = page.map((one) => ({
    ...one,
    invoices: one.invoices.filter((invoice) => wanted === undefined || matchesStatus(invoice, wanted, now())),
  }))
  return query.detail === 'full' ? filtered.andThen((one) => withDetail(connection, one, settings)) : filtered
}

const { meanings } = referenceCapabilities().status

/** The vendor knows neither past due nor words of ours; what it lets through too much is filtered afterwards. */
function statusWords(wanted: readonly StatusFilter[]): string[] | undefined {
  if (wanted.includes('unknown')) return undefined
  const payable = wanted.some((status) => status === 'payable' || status === 'past_due' || status === 'open')
  return meanings
    .filter(({ canonical }) => wanted.includes(canonical) || (payable && canonical === 'open'))
    .map(({ provider }) => provider)
}

function wireQuery(query: PageQuery): Query {
  return {
    limit: query.pageSize,
    cursor: query.cursor,
    status: query.status === undefined ? undefined : statusWords(query.status),
    customer: query.customerId,
    external_id: query.externalId,
    created_from: query.createdFrom,
    created_until: query.createdUntil,
  }
}

function pageFrom(connection: Connection, answer: HttpAnswer): Result<InvoicePage, InvoiceError> {
  const context = connection.contextOf('list')
  const { json } = answer
  if (!isRecord(json) || !Array.isArray(json.data)) {
    return err(unexpected(context, answer, [{ field: 'data', message: 'must be a list' }]))
  }
  const page: InvoicePage = {
    invoices: [],
    unreadable: [],
    recordIds: [],
    recordTimes: [],
    nextCursor: textOr(json.next, null),
  }
  for (const record of json.data.filter(isRecord)) {
    const recordId = textOr(record.id, null)
    if (recordId !== null) {
      page.recordIds.push(recordId)
      page.recordTimes.push(textOr(record.createdAt, null))
    }
    connection.invoiceFrom(record, answer).match(
      (invoice) => page.invoices.push(invoice),
      (fields) => page.unreadable.push(unreadable(connection, answer, recordId, fields)),
    )
  }
  return ok(page)
}

function unreadable(
  connection: Connection,
  answer: HttpAnswer,
  recordId: string | null,
  fields: UnreadableRecord['fields'],
): UnreadableRecord {
  const context = { ...connection.contextOf('list'), requestId: answer.requestId }
  return invoiceError('unreadable_record', context, `the record ${recordId ?? 'without id'} cannot be read`, {
    recordId,
    fields,
  })
}

/** Each invoice of the page as a single read gives it. */
function withDetail(
  connection: Connection,
  page: InvoicePage,
  settings: CallSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const reading = page.invoices.map((invoice) => getInvoice(connection, invoice.source.id, settings, 'list'))
  return ResultAsync.combine(reading).map((invoices) => ({ ...page, invoices }))
}

export function findByKey(
  connection: Connection,
  externalId: string,
  settings: CallSettings,
  operation: OperationName = 'findByExternalId',
): ResultAsync<Invoice | null, InvoiceError> {
  return read(connection, operation, '/invoices', null, settings, { external_id: externalId })
    .andThen((answer) => pageFrom(connection, answer))
    .andThen((page) => {
      const [id] = page.recordIds
      return id === undefined ? ok(null) : getInvoice(connection, id, settings, operation)
    })
}

export function checkAccount(
  connection: Connection,
  settings: CallSettings,
): ResultAsync<AccountCheck, InvoiceError> {
  return read(connection, 'check', '/account', null, settings).andThen((answer) => {
    const { json } = answer
    if (!isRecord(json))
      return err(
        unexpected(connection.contextOf('check'), answer, [{ field: 'body', message: 'must be an account' }]),
      )
    const mode = json.live === true ? ('live' as const) : ('test' as const)
    return ok({ mode, accountId: textOr(json.id, null), accountName: textOr(json.name, null) })
  })
}

export function pdfLink(
  connection: Connection,
  id: string,
  settings: CallSettings,
): ResultAsync<PdfLink, InvoiceError> {
  return read(connection, 'pdf', '/invoices/{id}/pdf', id, settings).andThen((answer) => {
    const { json } = answer
    if (isRecord(json) && typeof json.url === 'string')
      return ok({ url: json.url, expiresAt: textOr(json.expiresAt, null) })
    return err(unexpected(connection.contextOf('pdf'), answer, [{ field: 'url', message: 'must be text' }]))
  })
}

export function toRefund(refund: ReferenceRefund): Refund {
  const { id, externalId, invoiceId, amount, currency, at } = refund
  return {
    id,
    externalId,
    invoiceId,
    amount,
    currency,
    status: 'completed',
    providerStatus: null,
    refundedAt: at,
  }
}

export function refundsOf(
  connection: Connection,
  id: string,
  settings: CallSettings,
): ResultAsync<Refund[], InvoiceError> {
  return read(connection, 'listRefunds', '/invoices/{id}/refunds', id, settings).map(({ json }) =>
    dataOf<ReferenceRefund>(json).map(toRefund),
  )
}

/** The records of a list of the vendor's own; it is trusted about their shape. */
export function dataOf<T>(json: unknown): T[] {
  return isRecord(json) && Array.isArray(json.data) ? json.data : []
}
