import type { Desk } from './call.ts'
import type { Business, StoredInvoice } from './entities.ts'
import { nextId } from './identifiers.ts'
import { lineToRefund } from './refund-book.ts'

/** The refund that made a seeded invoice what it is. */
export function seedRefund(invoice: StoredInvoice, business: Business, desk: Desk): void {
  const { amountRefunded: amount, updatedAtMs } = invoice
  if (amount === 0) return
  const { store, surroundings } = desk
  const refund = {
    id: nextId(surroundings, 'rfu'),
    account: business.name,
    externalId: `refund-${invoice.number}`,
    amount,
    amountPaid: amount,
    method: 'ach',
    refundedAtMs: updatedAtMs,
    memo: null,
    processor: null,
    isReturn: false,
    refundCredit: false,
    status: 'completed',
    payments: [],
    invoices: [
      {
        id: nextId(surroundings, 'rfi'),
        amount,
        invoiceId: invoice.id,
        invoiceLineId: lineToRefund(invoice, amount),
        externalId: null,
        memo: null,
      },
    ],
    createdAtMs: updatedAtMs,
  } as const
  store.put(store.books(business.name).refunds, refund, null)
}
