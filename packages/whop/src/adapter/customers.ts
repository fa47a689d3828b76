import {
  type CallSettings,
  type Customer,
  type CustomerOperations,
  type CustomerPage,
  type CustomerQuery,
  err,
  errAsync,
  type InvoiceError,
  type OperationName,
  ok,
  type Result,
  type ResultAsync,
} from '@invoice-adapters/core'
import { type HttpAnswer, invoiceError, readAnswer } from '@invoice-adapters/core/authoring'
import { memberSchema } from '../schema.ts'
import { toCanonicalCustomer } from '../to-canonical.ts'
import { type Connection, contextOf } from './connection.ts'
import { readPage } from './page.ts'

const defaultPageSize = 100

/** Members: people who have an account at Whop and a relation to the seller. They can be listed and read. */
export function customerOperations(connection: Connection): Pick<CustomerOperations, 'get' | 'list'> {
  return {
    get: (id, settings = {}) => getMember(connection, id, settings),
    list: (query = {}, settings = {}) => listMembers(connection, query, settings),
  }
}

function getMember(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
): ResultAsync<Customer, InvoiceError> {
  const operation = 'customers.get'
  return connection
    .call({ operation, effect: 'read', method: 'GET', route: '/members/{id}', parameters: { id }, signal })
    .andThen((answer) => readMember(connection, answer, answer.json, operation))
}

/** One page; a member that cannot be read fails it, since the page has no place to say so otherwise. */
function listMembers(
  connection: Connection,
  { externalId, cursor, pageSize = defaultPageSize }: CustomerQuery,
  { signal }: CallSettings,
): ResultAsync<CustomerPage, InvoiceError> {
  const operation = 'customers.list'
  if (externalId !== undefined) return errAsync(noExternalId(connection))
  return connection
    .call({
      operation,
      effect: 'read',
      method: 'GET',
      route: '/members',
      query: {
        [connection.dialect.seller.members]: connection.settings.companyId,
        first: pageSize,
        after: cursor,
        order: 'created_at',
        direction: 'asc',
      },
      signal,
    })
    .andThen((answer) =>
      readPage(connection, answer, operation).andThen(({ records, nextCursor }) =>
        readMembers(connection, answer, records).map((customers) => ({ customers, nextCursor })),
      ),
    )
}

function noExternalId({ settings }: Connection): InvoiceError {
  const reason = 'members have no external id; list them all, or read one by its id'
  const message = `whop cannot list customers by externalId: ${reason}`
  return invoiceError('unsupported', contextOf(settings, 'customers.list'), message, {
    reason,
    instead: null,
  })
}

function readMembers(
  connection: Connection,
  answer: HttpAnswer,
  records: unknown[],
): Result<Customer[], InvoiceError> {
  const customers: Customer[] = []
  for (const record of records) {
    const customer = readMember(connection, answer, record, 'customers.list')
    if (customer.isErr()) return err(customer.error)
    customers.push(customer.value)
  }
  return ok(customers)
}

function readMember(
  { settings }: Connection,
  answer: HttpAnswer,
  body: unknown,
  operation: OperationName,
): Result<Customer, InvoiceError> {
  const context = contextOf(settings, operation)
  return readAnswer(memberSchema, { ...answer, json: body }, context).map((wire) =>
    toCanonicalCustomer(wire, settings),
  )
}
