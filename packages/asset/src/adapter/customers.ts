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
  ResultAsync,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  invalidInput,
  invoiceError,
  readAnswer,
  settle,
} from '@invoice-adapters/core/authoring'
import { customerSchema } from '../schema.ts'
import { toCanonicalCustomer } from '../to-canonical.ts'
import { toWireCustomer, type WireNewCustomer } from '../to-wire/customer.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { defaultPageSize, readPage, walkAll } from './pages.ts'
import { unwrapData } from './read.ts'

export function customerOperations(connection: Connection): CustomerOperations {
  return {
    get: (id, settings = {}) => new ResultAsync(getCustomer(connection, id, settings)),
    list: (query = {}, settings = {}) => listCustomers(connection, query, settings),
    create: (customer, settings = {}) =>
      toWireCustomer(customer).match(
        (wire) => new ResultAsync(createCustomer(connection, wire, settings)),
        (fields) => errAsync(invalidInput(contextOf(connection.settings, 'customers.create'), fields)),
      ),
  }
}

/** Asset has no call that reads one customer: the pages are walked until it comes. */
async function getCustomer(
  connection: Connection,
  id: string,
  settings: CallSettings,
): Promise<Result<Customer, InvoiceError>> {
  const operation = 'customers.get'
  let found: Customer | undefined
  const walked = await walkCustomers(connection, operation, settings, (customers) => {
    found = customers.find((customer) => customer.id === id)
    return found === undefined ? 'more' : 'enough'
  })
  if (walked.isErr()) return err(walked.error)
  if (found !== undefined) return ok(found)
  const message = 'Asset has no such customer in this business'
  return err(invoiceError('not_found', contextOf(connection.settings, operation), message, {}))
}

/** One page; a customer that cannot be read fails it, since the page has no place to say so otherwise. */
function listCustomers(
  connection: Connection,
  { externalId, cursor, pageSize = defaultPageSize }: CustomerQuery,
  { signal }: CallSettings,
): ResultAsync<CustomerPage, InvoiceError> {
  const operation = 'customers.list'
  const size = Math.min(pageSize, defaultPageSize)
  const query = { page_token: cursor, page_size: size }
  return connection
    .call({ operation, effect: 'read', method: 'GET', route: '/customers', query, signal })
    .andThen((answer) =>
      readPage(connection, answer, operation, size).andThen(({ records, nextCursor }) =>
        readCustomers(connection, answer, records, operation).map((customers) => ({ customers, nextCursor })),
      ),
    )
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
  records: unknown[],
  operation: OperationName,
): Result<Customer[], InvoiceError> {
  const customers: Customer[] = []
  for (const record of records) {
    const customer = readCustomer(connection, answer, record, operation)
    if (customer.isErr()) return err(customer.error)
    customers.push(customer.value)
  }
  return ok(customers)
}

function readCustomer(
  connection: Connection,
  answer: HttpAnswer,
  body: unknown,
  operation: OperationName,
): Result<Customer, InvoiceError> {
  const context = contextOf(connection.settings, operation)
  return readAnswer(customerSchema, { ...answer, json: body }, context).map((wire) =>
    toCanonicalCustomer(wire, readingOf(connection, answer)),
  )
}

function walkCustomers(
  connection: Connection,
  operation: OperationName,
  settings: CallSettings,
  visit: (customers: Customer[]) => 'more' | 'enough',
): Promise<Result<void, InvoiceError>> {
  const walk = { operation, route: '/customers', paged: true, settings } as const
  return walkAll(connection, walk, ({ records }, answer) =>
    readCustomers(connection, answer, records, operation).map(visit),
  )
}

/** By the application's own ids, exactly. Every page is read, so that an id of two customers is seen. */
export function findCustomers(
  connection: Connection,
  externalIds: ReadonlySet<string>,
  settings: CallSettings,
  operation: OperationName,
): ResultAsync<Map<string, Customer>, InvoiceError> {
  const found = new Map<string, Customer>()
  const twice = new Set<string>()
  const walked = walkCustomers(connection, operation, settings, (customers) => {
    for (const customer of customers) {
      const { id, externalId } = customer
      if (externalId === null || !externalIds.has(externalId)) continue
      if (found.has(externalId) && found.get(externalId)?.id !== id) twice.add(externalId)
      found.set(externalId, customer)
    }
    return 'more'
  })
  return new ResultAsync(walked).andThen(() => {
    const [ambiguous] = twice
    if (ambiguous === undefined) return ok(found)
    const message = 'Asset has more than one customer with this externalId'
    const facts = { externalId: ambiguous, invoice: null }
    return err(invoiceError('conflict', contextOf(connection.settings, operation), message, facts))
  })
}

const operation = 'customers.create'

/** Whether Asset refuses a second customer with the same external_id is not documented, so it is looked for first. */
function createCustomer(
  connection: Connection,
  wire: WireNewCustomer,
  settings: CallSettings,
): Promise<Result<Customer, InvoiceError>> {
  const keys = wire.external_id === undefined ? [] : [wire.external_id]
  return oneAtATime(connection, { operation, keys, signal: settings.signal }, async () => {
    const existing = await lookForCustomer(connection, wire, settings)
    if (existing.isErr()) return err(existing.error)
    return existing.value === null ? postCustomer(connection, wire, settings) : ok(existing.value)
  })
}

function lookForCustomer(
  connection: Connection,
  { external_id }: WireNewCustomer,
  settings: CallSettings,
): ResultAsync<Customer | null, InvoiceError> {
  if (external_id === undefined) return new ResultAsync(Promise.resolve(ok(null)))
  return findCustomers(connection, new Set([external_id]), settings, operation).map(
    (found) => found.get(external_id) ?? null,
  )
}

async function postCustomer(
  connection: Connection,
  wire: WireNewCustomer,
  settings: CallSettings,
): Promise<Result<Customer, InvoiceError>> {
  const answer = await connection.call({
    operation,
    effect: 'once',
    method: 'POST',
    route: '/customers',
    body: JSON.stringify(wire),
    signal: settings.signal,
  })
  if (answer.isErr()) {
    return answer.error.kind === 'outcome_unknown'
      ? settleCustomer(connection, wire, settings, answer.error)
      : err(answer.error)
  }
  const read = readCustomer(connection, answer.value, unwrapData(answer.value.json), operation)
  return read.isOk() ? read : settleCustomer(connection, wire, settings, read.error)
}

async function settleCustomer(
  connection: Connection,
  wire: WireNewCustomer,
  settings: CallSettings,
  uncertain: InvoiceError,
): Promise<Result<Customer, InvoiceError>> {
  const context = contextOf(connection.settings, operation)
  const externalId = wire.external_id ?? null
  if (externalId === null) {
    const message =
      'it is not known whether the customer was created; without externalId nothing settles it later'
    const facts = { invoiceId: null, externalId }
    return err(invoiceError('outcome_unknown', context, message, facts, { cause: uncertain.cause }))
  }
  return settle({
    context,
    options: connection.settings,
    uncertain,
    invoiceId: null,
    externalId,
    look: () => lookForCustomer(connection, wire, settings),
    signal: settings.signal,
  })
}
