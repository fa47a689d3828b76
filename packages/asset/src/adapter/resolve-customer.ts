import { type CallSettings, err, type InvoiceError, ok, type Result } from '@invoice-adapters/core'
import { invalidInput, invoiceError } from '@invoice-adapters/core/authoring'
import type { AskedInvoice } from '../to-wire.ts'
import { type Connection, contextOf } from './connection.ts'
import { findCustomers } from './customers.ts'

/** How a create names its customer. */
export type WireCustomerReference = { customer_id: string } | { customer_external_id: string }

type Reference = AskedInvoice['customer']
type Operation = 'create' | 'createMany'

/**
 * The customers as the create takes them, by their own ids where that is needed: where the older shape takes no other, and
 * where an id and an own id must agree. One walk for all of them.
 */
export async function resolveCustomers(
  connection: Connection,
  references: readonly Reference[],
  operation: Operation,
  settings: CallSettings,
): Promise<Result<(reference: Reference) => Result<WireCustomerReference, InvoiceError>, InvoiceError>> {
  const { takesCustomerExternalId } = connection.dialect
  const wanted = references.flatMap(({ id, externalId }) =>
    externalId !== null && (id !== null || !takesCustomerExternalId) ? [externalId] : [],
  )
  const found =
    wanted.length === 0
      ? ok(new Map<string, string>())
      : await findCustomers(connection, new Set(wanted), settings, operation).map(
          (customers) => new Map([...customers].map(([externalId, { id }]) => [externalId, id])),
        )
  return found.map((idByExternalId) => (reference) => {
    const { id, externalId } = reference
    if (id !== null && externalId === null) return ok({ customer_id: id })
    if (id === null && externalId !== null && takesCustomerExternalId) {
      return ok({ customer_external_id: externalId })
    }
    return agreed(connection, reference, idByExternalId.get(externalId ?? ''), operation)
  })
}

function agreed(
  connection: Connection,
  { id }: Reference,
  found: string | undefined,
  operation: Operation,
): Result<WireCustomerReference, InvoiceError> {
  const context = contextOf(connection.settings, operation)
  if (found === undefined) {
    return err(invoiceError('not_found', context, 'customer.externalId: Asset has no customer with it', {}))
  }
  if (id === null || id === found) return ok({ customer_id: found })
  const message = 'is not the customer that Asset knows by customer.externalId'
  return err(invalidInput(context, [{ field: 'customer.id', message }]))
}
