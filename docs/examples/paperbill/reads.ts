import {
  type AccountCheck,
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type InvoicePage,
  type OperationName,
  ok,
  okAsync,
  type PageQuery,
  type Result,
  ResultAsync,
  type UnreadableRecord,
} from '@invoice-adapters/core'
import { type HttpAnswer, invoiceError, readAnswer } from '@invoice-adapters/core/authoring'
import { type Connection, getBill, read } from './connection.ts'
import { accountSchema, identitySchema, pageSchema } from './schema.ts'

export function listBills(
  connection: Connection,
  query: PageQuery,
  settings: CallSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const { pageSize: limit, cursor: after, externalId: external_ref } = query
  const page = read(connection, 'list', '/bills', settings, {
    query: { limit, after, external_ref },
  }).andThen((answer) => readPage(connection, 'list', answer))
  if (query.detail !== 'full') return page
  return page.andThen((summaries) => new ResultAsync(inFullDetail(connection, summaries, settings)))
}

function readPage(
  connection: Connection,
  operation: OperationName,
  answer: HttpAnswer,
): Result<InvoicePage, InvoiceError> {
  return readAnswer(pageSchema, answer, connection.contextOf(operation)).map(({ bills, next }) => {
    const page: InvoicePage = {
      invoices: [],
      unreadable: [],
      recordIds: [],
      recordTimes: [],
      nextCursor: next,
    }
    for (const record of bills) {
      const { id, created_at } = identitySchema.safeParse(record).data ?? { id: null, created_at: null }
      if (id !== null) {
        page.recordIds.push(id)
        page.recordTimes.push(created_at)
      }
      connection.readBill(operation, answer, record).match(
        (invoice) => page.invoices.push(invoice),
        (error) => page.unreadable.push(unreadable(error, id)),
      )
    }
    return page
  })
}

/** The trouble of one record, told as such so that the listing goes on. */
function unreadable(error: InvoiceError, recordId: string | null): UnreadableRecord {
  const fields = 'fields' in error ? error.fields : []
  return invoiceError('unreadable_record', error, error.message, { recordId, fields })
}

/** A list says less than a single read, so each bill is read once more. */
async function inFullDetail(
  connection: Connection,
  page: InvoicePage,
  settings: CallSettings,
): Promise<Result<InvoicePage, InvoiceError>> {
  const whole: InvoicePage = { ...page, invoices: [], unreadable: [...page.unreadable] }
  for (const { source } of page.invoices) {
    const result = await getBill(connection, 'list', source.id, settings)
    if (result.isOk()) whole.invoices.push(result.value)
    else if (result.error.kind === 'unexpected_response')
      whole.unreadable.push(unreadable(result.error, source.id))
    else return err(result.error)
  }
  return ok(whole)
}

/** The whole bill with that reference, on behalf of the operation that looks for it. */
export function findBill(
  connection: Connection,
  operation: OperationName,
  externalId: string,
  settings: CallSettings,
): ResultAsync<Invoice | null, InvoiceError> {
  return read(connection, operation, '/bills', settings, { query: { external_ref: externalId } })
    .andThen((answer) => readPage(connection, operation, answer))
    .andThen(({ recordIds: [id] }) =>
      id === undefined ? okAsync(null) : getBill(connection, operation, id, settings),
    )
}

export function checkAccount(
  connection: Connection,
  settings: CallSettings,
): ResultAsync<AccountCheck, InvoiceError> {
  return read(connection, 'check', '/account', settings)
    .andThen((answer) => readAnswer(accountSchema, answer, connection.contextOf('check')))
    .map(({ id, name, live }) => ({ mode: live ? 'live' : 'test', accountId: id, accountName: name }))
}
