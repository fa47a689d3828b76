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
import { ownIdOf } from './customer-id.ts'
import { findCustomer } from './customers.ts'

/**
 * Commet's id of the customer that the input names; an own id is looked up, and must agree with an id beside it. Where
 * an own id would be taken for a new invoice and not by the list, the caller's key would never be found again.
 */
export function resolveCustomer(
  connection: Connection,
  reference: CustomerReference,
  settings: CallSettings,
): ResultAsync<string, InvoiceError> {
  const { id } = reference
  const ownId = ownIdOf(reference)
  const context = contextOf(connection.settings, 'create')
  if (ownId === undefined) {
    if (id !== undefined) return okAsync(id)
    const message = 'needs an id or an externalId: Commet bills customers that it knows already'
    return errAsync(invalidInput(context, [{ field: 'customer', message }]))
  }
  return findCustomer(connection, ownId, settings, 'create').andThen((customer) => {
    if (customer === null) {
      const message = `customer.${reference.externalId === undefined ? 'id' : 'externalId'}: Commet has no customer with it`
      return err(invoiceError('not_found', context, message, {}))
    }
    if (id === undefined || id === ownId || id === customer.id) return ok(customer.id)
    const message = 'is not the customer that Commet knows by customer.externalId'
    return err(invalidInput(context, [{ field: 'customer.id', message }]))
  })
}
