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
import {
  type HttpAnswer,
  invalidInput,
  invoiceError,
  mayHaveHappened,
  readAnswer,
  settle,
  singleUseKey,
} from '@invoice-adapters/core/authoring'
import { unwrapEnvelope } from '../dialects/envelope.ts'
import { customerSchema } from '../schema.ts'
import { toCanonicalCustomer } from '../to-canonical.ts'
import { toWireCustomer, type WireNewCustomer } from '../to-wire.ts'
import { type Connection, contextOf } from './connection.ts'
import { readList } from './list.ts'

const defaultPageSize = 100

export function customerOperations(connection: Connection): CustomerOperations {
  return {
    get: (id, settings = {}) => getCustomer(connection, id, settings),
    list: (query = {}, settings = {}) => listCustomers(connection, query, settings, 'customers.list'),
    create: (customer, settings = {}) =>
      toWireCustomer(customer).match(
        (wire) => createCustomer(connection, wire, settings),
        (fields) => errAsync(invalidInput(contextOf(connection.settings, 'customers.create'), fields)),
      ),
  }
}

function getCustomer(
  connection: Connection,
  id: string,
  { signal }: CallSettings,
): ResultAsync<Customer, InvoiceError> {
  const operation = 'customers.get'
  return connection
    .call({ operation, effect: 'read', method: 'GET', route: '/customers/{id}', parameters: { id }, signal })
    .andThen((answer) => readCustomer(connection, answer, unwrapEnvelope(answer.json), operation))
}

/** One page; a customer that cannot be read fails it, since the page has no place to say so otherwise. */
export function listCustomers(
  connection: Connection,
  query: CustomerQuery,
  { signal }: CallSettings,
  operation: OperationName,
): ResultAsync<CustomerPage, InvoiceError> {
  const { externalId, cursor, pageSize = defaultPageSize } = query
  return connection
    .call({
      operation,
      effect: 'read',
      method: 'GET',
      route: '/customers',
      query: { externalId, limit: pageSize, cursor },
      signal,
    })
    .andThen((answer) => readCustomers(connection, answer, operation))
    .map((page) => ({
      ...page,
      customers: page.customers.filter(
        (customer) => externalId === undefined || customer.externalId === externalId,
      ),
    }))
}

function readCustomers(
  connection: Connection,
  answer: HttpAnswer,
  operation: OperationName,
): Result<CustomerPage, InvoiceError> {
  return readList(connection, answer, operation).andThen(({ records, nextCursor }) => {
    const customers: Customer[] = []
    for (const record of records) {
      const customer = readCustomer(connection, answer, record, operation)
      if (customer.isErr()) return err(customer.error)
      customers.push(customer.value)
    }
    return ok({ customers, nextCursor })
  })
}

function readCustomer(
  { settings }: Connection,
  answer: HttpAnswer,
  body: unknown,
  operation: OperationName,
): Result<Customer, InvoiceError> {
  const context = contextOf(settings, operation)
  return readAnswer(customerSchema, { ...answer, json: body }, context).map(toCanonicalCustomer)
}

/** With an own id the same customer is answered again (manage-customers.md), so an uncertain end can be settled by it. */
function createCustomer(
  connection: Connection,
  wire: WireNewCustomer,
  settings: CallSettings,
): ResultAsync<Customer, InvoiceError> {
  const operation = 'customers.create'
  return connection
    .call({
      operation,
      effect: 'repeatable',
      method: 'POST',
      route: '/customers',
      body: JSON.stringify(wire),
      headers: { 'idempotency-key': singleUseKey() },
      signal: settings.signal,
    })
    .andThen((answer) => readCustomer(connection, answer, unwrapEnvelope(answer.json), operation))
    .orElse((error) =>
      mayHaveHappened(error) ? settleCustomer(connection, wire, settings, error) : errAsync(error),
    )
}

function settleCustomer(
  connection: Connection,
  wire: WireNewCustomer,
  settings: CallSettings,
  uncertain: InvoiceError,
): ResultAsync<Customer, InvoiceError> {
  const operation = 'customers.create'
  const { externalId } = wire
  const context = contextOf(connection.settings, operation)
  if (externalId === undefined) {
    const message =
      'it is not known whether the customer was created; without externalId nothing settles it later'
    const facts = { invoiceId: null, externalId: null }
    return errAsync(invoiceError('outcome_unknown', context, message, facts, { cause: uncertain.cause }))
  }
  return settle({
    context,
    options: connection.settings,
    uncertain,
    invoiceId: null,
    externalId,
    look: () => findCustomer(connection, externalId, settings, operation),
    signal: settings.signal,
  })
}

/** By the application's own id, exactly; null where there is none. */
export function findCustomer(
  connection: Connection,
  externalId: string,
  settings: CallSettings,
  operation: OperationName,
): ResultAsync<Customer | null, InvoiceError> {
  return listCustomers(connection, { externalId }, settings, operation).andThen(({ customers }) => {
    const [first, second] = customers
    if (first === undefined) return ok(null)
    if (second === undefined || second.id === first.id) return ok(first)
    const message = 'Commet has more than one customer with this externalId'
    const facts = { externalId, invoice: null }
    return err(invoiceError('conflict', contextOf(connection.settings, operation), message, facts))
  })
}
