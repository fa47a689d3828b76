import type { WhopCurrency } from './currencies.ts'
import type { PaymentStatus, TaxType } from './entities.ts'
import type { WireSeller, WireUserWithEmail } from './wire-shapes.ts'

export type PaymentSubstatus =
  | 'succeeded'
  | 'pending'
  | 'failed'
  | 'refunded'
  | 'partially_refunded'
  | 'canceled'

export interface WireListedPayment {
  id: string
  amount_after_fees: number
  application_fee: null
  auto_refunded: boolean
  billing_address: null
  billing_reason: 'one_time' | 'subscription_create'
  card_brand: 'visa' | null
  card_last4: string | null
  checkout_configuration_id: string | null
  company: WireSeller
  created_at: string
  currency: WhopCurrency
  dispute_alerted_at: string | null
  failure_message: string | null
  last_payment_attempt: string | null
  member: { id: string; phone: string | null } | null
  membership: null
  metadata: Record<string, unknown> | null
  next_payment_attempt: string | null
  paid_at: string | null
  payment_method: null
  payment_method_type: 'card' | 'sepa_debit' | 'us_bank_account'
  payments_failed: number | null
  plan: { id: string; internal_notes: string | null; metadata: Record<string, unknown> | null }
  product: { id: string; metadata: Record<string, unknown> | null; route: string; title: string }
  promo_code: null
  refundable: boolean
  refunded_amount: number | null
  refunded_at: string | null
  retryable: boolean
  settlement_currency: WhopCurrency
  shipping_address: null
  status: PaymentStatus
  substatus: PaymentSubstatus
  subtotal: number
  tax_amount: number | null
  tax_behavior: TaxType | null
  total: number
  updated_at: string
  usd_total: number | null
  user: WireUserWithEmail | null
  voidable: boolean
}

export interface WireRefund {
  id: string
  amount: number
  created_at: string
  currency: WhopCurrency
  status: 'succeeded'
}

export interface WirePayment extends WireListedPayment {
  disputes: []
  financing_installments_count: number | null
  financing_transactions: []
  refunds: WireRefund[]
  resolutions: []
  risk_score: number | null
  risk_signals: null
  settlement_amount: number
  settlement_exchange_rate: null
  tax_refunded_amount: number | null
  three_ds_verified: boolean
}
