import type { Desk } from './call.ts'
import type { StoredInvoice, StoredPayment } from './entities.ts'
import { buyerFeeOn, firstCharge, totalOf } from './pricing.ts'
import { nextId } from './whop-ids.ts'

interface PaymentFacts {
  readonly nowMs: number
  readonly outcome: 'paid' | 'slow' | 'declined'
}

const statuses = { paid: 'paid', slow: 'pending', declined: 'open' } as const

/** A payment over the whole of an invoice. */
export function buildPayment(
  { store, switches, surroundings }: Desk,
  invoice: StoredInvoice,
  { nowMs, outcome }: PaymentFacts,
): StoredPayment {
  const { plan } = store.whole(invoice)
  const isNet = plan.taxType === 'inclusive' && switches.inclusiveSubtotal === 'net'
  const total = totalOf(plan)
  return {
    id: nextId(surroundings, 'pay'),
    account: invoice.account,
    invoiceId: invoice.id,
    planId: plan.id,
    productId: invoice.productId,
    memberId: invoice.memberId,
    currency: plan.currency,
    status: statuses[outcome],
    slow: outcome === 'slow',
    subtotal: isNet ? firstCharge(plan) - plan.taxAmount : firstCharge(plan),
    taxAmount: plan.taxAmount,
    taxBehavior: plan.taxType,
    taxCollected: plan.collectTax,
    total,
    buyerFee: invoice.chargeBuyerFee ? buyerFeeOn(total, switches) : 0,
    failureMessage: outcome === 'declined' ? 'Your card was declined.' : null,
    paidAtMs: outcome === 'paid' ? nowMs : null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    refunds: [],
  }
}
