import {
  type AccountCheck,
  type CallSettings,
  type Invoice,
  type InvoiceError,
  type InvoicePage,
  type OperationName,
  ok,
  okAsync,
  type PageQuery,
  type PageSettings,
  type ResultAsync,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  inFullDetail,
  type RecordIdentity,
  readAnswer,
  readInvoicePage,
} from '@invoice-adapters/core/authoring'
import { type Connection, getBill, read } from './connection.ts'
import { accountSchema, identitySchema, pageSchema } from './schema.ts'

export function listBills(
  connection: Connection,
  query: PageQuery,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const { pageSize: limit, cursor: after, externalId: external_ref } = query
  const get = (id: string): ResultAsync<Invoice, InvoiceError> => getBill(connection, 'list', id, settings)
  return read(connection, 'list', '/bills', settings, { query: { limit, after, external_ref } })
    .andThen((answer) => readPage(connection, 'list', answer, settings))
    .andThen((page) =>
      // A list says less than a single read, so each bill is read once more.
      query.detail === 'full' ? inFullDetail(page, connection.contextOf('list'), get) : ok(page),
    )
}

function readPage(
  connection: Connection,
  operation: OperationName,
  answer: HttpAnswer,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const context = { ...connection.contextOf(operation), requestId: answer.requestId }
  const readBill = (bill: unknown) => connection.readBill(operation, answer, bill)
  return readAnswer(pageSchema, answer, context).asyncAndThen(({ bills, next }) =>
    readInvoicePage({ records: bills, nextCursor: next }, { context, identify, read: readBill }, settings),
  )
}

function identify(record: unknown): RecordIdentity {
  const { id, created_at } = identitySchema.safeParse(record).data ?? { id: null, created_at: null }
  return { id, createdAt: created_at }
}

/** The whole bill with that reference, on behalf of the operation that looks for it. */
export function findBill(
  connection: Connection,
  operation: OperationName,
  externalId: string,
  settings: CallSettings,
): ResultAsync<Invoice | null, InvoiceError> {
  return read(connection, operation, '/bills', settings, { query: { external_ref: externalId } })
    .andThen((answer) => readPage(connection, operation, answer, settings))
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
