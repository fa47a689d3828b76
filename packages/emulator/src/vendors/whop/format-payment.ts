import { digitsOf } from './currencies.ts'
import { wireNumber } from './decimals.ts'
import type { StoredPayment } from './entities.ts'
import {
  type Formatting,
  formatSeller,
  formatUserWithEmail,
  productOf,
  routeOf,
  wireDate,
  wireDateOrNull,
} from './format-common.ts'
import { refundedOf } from './ledger-projection.ts'
import type { PaymentSubstatus, WireListedPayment, WirePayment } from './wire-payments.ts'

const substatuses: Readonly<Partial<Record<StoredPayment['status'], PaymentSubstatus>>> = {
  paid: 'succeeded',
  open: 'failed',
  void: 'canceled',
}

function substatusOf(payment: StoredPayment): PaymentSubstatus {
  const refunded = refundedOf(payment)
  if (refunded > 0) return refunded === payment.total ? 'refunded' : 'partially_refunded'
  return substatuses[payment.status] ?? 'pending'
}

export function formatListedPayment(payment: StoredPayment, formatting: Formatting): WireListedPayment {
  const { store, company, switches } = formatting
  const shelf = store.shelf(company.name)
  const plan = shelf.plans.get(payment.planId)
  const member = payment.memberId === null ? undefined : shelf.members.get(payment.memberId)
  const { id: productId, title } = productOf(payment.productId, formatting)
  return {
    ...formatAmounts(payment),
    ...formatAttempts(payment),
    id: payment.id,
    application_fee: null,
    billing_address: null,
    billing_reason: plan?.planType === 'renewal' ? 'subscription_create' : 'one_time',
    checkout_configuration_id: null,
    company: formatSeller(company),
    created_at: wireDate(payment.createdAtMs),
    member: member === undefined ? null : { id: member.id, phone: null },
    membership: null,
    metadata: null,
    plan: { id: payment.planId, internal_notes: plan?.internalNotes ?? null, metadata: null },
    product: { id: productId, metadata: null, route: routeOf(title), title },
    promo_code: null,
    shipping_address: null,
    updated_at: wireDate(payment.updatedAtMs),
    user: formatUserWithEmail(member, switches),
  }
}

function formatAmounts(payment: StoredPayment) {
  const amount = (units: number): number => wireNumber(units, digitsOf(payment.currency))
  const refunded = refundedOf(payment)
  const isDollars = payment.currency === 'usd' || payment.currency === 'whop_usd'
  return {
    // guess: no fee of Whop's own is taken off.
    amount_after_fees: amount(payment.total),
    currency: payment.currency,
    refunded_amount: amount(refunded),
    refunded_at: wireDateOrNull(payment.refunds.at(-1)?.atMs ?? null),
    settlement_currency: payment.currency,
    subtotal: amount(payment.subtotal),
    tax_amount: payment.taxCollected ? amount(payment.taxAmount) : null,
    tax_behavior: payment.taxCollected ? payment.taxBehavior : null,
    total: amount(payment.total),
    // guess: no rates of exchange are made up.
    usd_total: isDollars ? amount(payment.total) : null,
  }
}

function formatAttempts(payment: StoredPayment) {
  const isCard = !payment.slow
  return {
    auto_refunded: false,
    card_brand: isCard ? ('visa' as const) : null,
    card_last4: isCard ? '4242' : null,
    dispute_alerted_at: null,
    failure_message: payment.failureMessage,
    last_payment_attempt: wireDate(payment.createdAtMs),
    next_payment_attempt: null,
    paid_at: wireDateOrNull(payment.paidAtMs),
    payment_method: null,
    payment_method_type: methodOf(payment),
    payments_failed: payment.failureMessage === null ? 0 : 1,
    refundable: payment.status === 'paid' && refundedOf(payment) < payment.total,
    retryable: false,
    status: payment.status,
    substatus: substatusOf(payment),
    voidable: false,
  }
}

function methodOf(payment: StoredPayment): WireListedPayment['payment_method_type'] {
  if (!payment.slow) return 'card'
  return payment.currency === 'eur' ? 'sepa_debit' : 'us_bank_account'
}

export function formatPayment(payment: StoredPayment, formatting: Formatting): WirePayment {
  const amount = (units: number): number => wireNumber(units, digitsOf(payment.currency))
  return {
    ...formatListedPayment(payment, formatting),
    disputes: [],
    financing_installments_count: null,
    financing_transactions: [],
    refunds: payment.refunds.toReversed().map((refund) => ({
      id: refund.id,
      amount: amount(refund.amount),
      created_at: wireDate(refund.atMs),
      currency: payment.currency,
      status: 'succeeded',
    })),
    resolutions: [],
    risk_score: null,
    risk_signals: null,
    // guess: the buyer fee is in what is settled; no total has it.
    settlement_amount: amount(payment.total + payment.buyerFee),
    settlement_exchange_rate: null,
    tax_refunded_amount: null,
    three_ds_verified: false,
  }
}
