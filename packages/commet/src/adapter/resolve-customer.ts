import {
  type CallSettings,
  type CustomerReference,
  err,
  errAsync,
  type InvoiceError,
  ok,
  okAsync,
  type ResultAsync,
} from '@invoice-adapters/core'
import { invalidInput, invoiceError } from '@invoice-adapters/core/authoring'
import { type Connection, contextOf } from './connection.ts'
import { findCustomer } from './customers.ts'

/** Commet's id of the customer that the input names; an own id is looked up, and must agree with an id beside it. */
export function resolveCustomer(
  connection: Connection,
  { id, externalId }: CustomerReference,
  settings: CallSettings,
): ResultAsync<string, InvoiceError> {
  const context = contextOf(connection.settings, 'create')
  if (externalId === undefined) {
    if (id !== undefined) return okAsync(id)
    const message = 'needs an id or an externalId: Commet bills customers that it knows already'
    return errAsync(invalidInput(context, [{ field: 'customer', message }]))
  }
  return findCustomer(connection, externalId, settings, 'create').andThen((customer) => {
    if (customer === null) {
      return err(
        invoiceError('not_found', context, 'customer.externalId: Commet has no customer with it', {}),
      )
    }
    if (id === undefined || id === customer.id) return ok(customer.id)
    const message = 'is not the customer that Commet knows by customer.externalId'
    return err(invalidInput(context, [{ field: 'customer.id', message }]))
  })
}
