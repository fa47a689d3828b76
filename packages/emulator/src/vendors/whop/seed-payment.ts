import type { InvoiceSeed } from '../frame.ts'
import type { Desk } from './call.ts'
import type { StoredInvoice, StoredPayment } from './entities.ts'
import { buildPayment } from './payment-amounts.ts'
import { withRefund } from './refunds.ts'
import { nextId } from './whop-ids.ts'

/** The payment behind a seeded invoice: one that settled it, or one that clears. */
export function seedPayment(seed: InvoiceSeed, invoice: StoredInvoice, desk: Desk): StoredPayment | null {
  const isClearing = invoice.status === 'open' && seed.whop?.clearsAt !== undefined
  const isPaid = invoice.status === 'paid' && seed.whop?.settledBy !== 'hand'
  if (!isClearing && !isPaid) return null
  const outcome = isClearing ? 'slow' : 'paid'
  const built = buildPayment(desk, invoice, { nowMs: invoice.updatedAtMs, outcome })
  const payment = refundedAsSeeded(seed, built, desk)
  const linked = isClearing ? { clearingPaymentId: payment.id } : { paymentId: payment.id }
  desk.store.putPayment(payment)
  desk.store.commit({ invoice: { ...invoice, ...linked }, event: 'created', by: 'seed', operation: 'seed' })
  return payment
}

function refundedAsSeeded(seed: InvoiceSeed, payment: StoredPayment, desk: Desk): StoredPayment {
  const amount = seed.amountRefunded ?? (seed.status === 'refunded' ? payment.total : 0)
  if (amount === 0) return payment
  return withRefund(payment, { id: nextId(desk.surroundings, 'rfnd'), amount, atMs: payment.updatedAtMs })
}
