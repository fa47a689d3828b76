import type { FieldProblem, Invoice } from '@invoice-adapters/core'
import { differs } from '@invoice-adapters/core/authoring'
import type { AskedInvoice } from '../to-wire.ts'
import { isOfCustomer } from './list.ts'

/** Where a created invoice is another than the one that was asked for; both figures are named. */
export function compareWithAsked(invoice: Invoice, asked: AskedInvoice, customerId: string): FieldProblem[] {
  return [
    ...differs('currency', invoice.currency, asked.currency),
    ...differs('total', invoice.total, asked.total),
    ...differs('externalId', invoice.externalId, asked.externalId),
    ...(isOfCustomer(invoice.customer.id, customerId)
      ? []
      : differs('customer.id', invoice.customer.id, customerId)),
  ]
}
