import { amountDue } from './amounts.ts'
import type { Desk } from './call.ts'
import type { InvoiceStatus, StoredInvoice } from './entities.ts'
import { newPayment } from './settlement.ts'

type Move = (invoice: StoredInvoice, desk: Desk) => StoredInvoice

const withoutWriteOffs = (invoice: StoredInvoice): StoredInvoice => ({
  ...invoice,
  payments: invoice.payments.filter((payment) => !payment.isWriteOff),
})

function withPaymentOfTheRest(
  invoice: StoredInvoice,
  desk: Desk,
  kind: 'by_hand' | 'write_off',
): StoredInvoice {
  const due = amountDue(invoice, desk.switches)
  return due <= 0 ? invoice : { ...invoice, payments: [...invoice.payments, newPayment(desk, due, { kind })] }
}

/** What else changes when a status is set by hand. */
const moves: Readonly<Record<InvoiceStatus, Move>> = {
  open: withoutWriteOffs,
  paid: (invoice, desk) => {
    const bare = withoutWriteOffs(invoice)
    return desk.switches.manualPaid === 'payment' ? withPaymentOfTheRest(bare, desk, 'by_hand') : bare
  },
  uncollectible: (invoice, desk) =>
    desk.switches.writeOff === 'payment' && desk.traits.creditPayments
      ? withPaymentOfTheRest(invoice, desk, 'write_off')
      : invoice,
  voided: (invoice, desk) => ({ ...invoice, voidedAtMs: desk.surroundings.clock.now() }),
  // guess: set by hand they change nothing but the status. The guide advises against it.
  refunded: (invoice) => invoice,
  partially_refunded: (invoice) => invoice,
}

export function moveTo(invoice: StoredInvoice, status: InvoiceStatus, desk: Desk): StoredInvoice {
  return { ...moves[status](invoice, desk), status }
}
