import {
  type Customer,
  type CustomerOperations,
  err,
  type InvoiceError,
  type OperationName,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { type HttpAnswer, singleUseKey, stableJson } from '@invoice-adapters/core/authoring'
import { type Connection, unexpected } from './connection.ts'
import { isRecord } from './exchange.ts'
import { dataOf, read } from './reading.ts'
import type { ReferenceCustomer } from './records.ts'

export function customerOperations(connection: Connection): CustomerOperations {
  const customerIn = (operation: OperationName, answer: HttpAnswer): Result<Customer, InvoiceError> =>
    isCustomer(answer.json)
      ? ok(toCustomer(answer.json))
      : err(unexpected(connection.contextOf(operation), answer, [{ field: 'id', message: 'must be text' }]))
  return {
    get: (id, settings = {}) =>
      read(connection, 'customers.get', '/customers/{id}', id, settings).andThen((answer) =>
        customerIn('customers.get', answer),
      ),
    list: (query = {}, settings = {}) =>
      read(connection, 'customers.list', '/customers', null, settings, { external_id: query.externalId }).map(
        ({ json }) => ({
          customers: dataOf<ReferenceCustomer>(json).map(toCustomer),
          nextCursor: null,
        }),
      ),
    create: (customer, { signal } = {}) =>
      connection.transport
        .send({
          operation: 'customers.create',
          effect: 'repeatable',
          method: 'POST',
          route: '/customers',
          body: stableJson(customer),
          headers: { 'idempotency-key': singleUseKey() },
          signal,
        })
        .andThen((answer) => customerIn('customers.create', answer)),
  }
}

function isCustomer(json: unknown): json is ReferenceCustomer {
  return isRecord(json) && typeof json.id === 'string'
}

function toCustomer(customer: ReferenceCustomer): Customer {
  const { id, externalId, name, email, address, metadata, createdAt } = customer
  return { id, externalId, name, email, address, metadata, mode: 'test', createdAt, updatedAt: null }
}
