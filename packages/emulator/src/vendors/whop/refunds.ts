import type { Desk } from './call.ts'
import type { StoredInvoice, StoredPayment } from './entities.ts'
import { refundedOf } from './ledger-projection.ts'
import { nextId } from './whop-ids.ts'

/** Gives back what is asked, by default all that is left. The invoice stays paid: only its payment tells. */
export function refundPayment(desk: Desk, invoice: StoredInvoice, amount: number | undefined): void {
  const { store, surroundings } = desk
  const { payment } = store.whole(invoice)
  if (invoice.status !== 'paid' || payment === undefined) {
    throw new RangeError(`${invoice.id} has no payment to refund`)
  }
  const left = payment.total - refundedOf(payment)
  const refunded = amount ?? left
  if (refunded <= 0 || refunded > left) {
    throw new RangeError(`${invoice.id} has nothing like ${refunded} to refund`)
  }
  const atMs = surroundings.clock.tick()
  store.putPayment(withRefund(payment, { id: nextId(surroundings, 'rfnd'), amount: refunded, atMs }))
  store.commit({
    invoice: { ...invoice, updatedAtMs: atMs },
    event: 'refunded',
    by: 'vendor',
    operation: 'outside:refund',
  })
}

export function withRefund(payment: StoredPayment, refund: StoredPayment['refunds'][number]): StoredPayment {
  return { ...payment, refunds: [...payment.refunds, refund], updatedAtMs: refund.atMs }
}
