import type { AccountMode, Actor, JsonObject, LedgerHistoryEntry, Stored } from '../frame.ts'

export type InvoiceStatus = 'draft' | 'outstanding' | 'paid' | 'void' | 'uncollectible'

export type InvoiceType =
  | 'recurring'
  | 'overage'
  | 'plan_change'
  | 'adjustment'
  | 'credit_purchase'
  | 'balance_topup'
  | 'addon_activation'
  | 'one_time_payment'
  | 'reactivation'

export type LineType =
  | 'plan_base'
  | 'feature_overage'
  | 'feature_seats'
  | 'feature_quota'
  | 'discount'
  | 'promo_code_discount'
  | 'credit'
  | 'balance_overage'
  | 'addon_base'
  | 'one_time'

export type ChargeType = 'standard' | 'advance' | 'true_up'

export interface StoredLine {
  readonly lineType: LineType
  readonly featureName: string | null
  readonly description: string
  readonly quantity: number
  /** Hundredths of a settlement unit: the rate scale. */
  readonly unitRate: bigint
  /** Settlement units. */
  readonly amount: number
  readonly includedAmount: number | null
  readonly usedAmount: number | null
  readonly overageAmount: number | null
  readonly discountType: string | null
  readonly discountValue: number | null
  readonly discountName: string | null
  readonly chargeType: ChargeType
}

/** Instants are milliseconds since 1970-01-01T00:00:00Z, amounts settlement units. */
export interface StoredInvoice extends Stored {
  readonly account: string
  readonly customerId: string
  readonly subscriptionId: string | null
  readonly invoiceNumber: string
  readonly status: InvoiceStatus
  readonly invoiceType: InvoiceType
  readonly kind: 'invoice' | 'credit_note'
  /** Lower case. */
  readonly currency: string
  readonly subtotal: number
  readonly discountAmount: number
  readonly creditApplied: number
  readonly taxAmount: number
  readonly total: number
  readonly amountRefunded: number
  readonly periodStartMs: number
  readonly periodEndMs: number
  readonly issuedAtMs: number
  readonly dueAtMs: number
  readonly planName: string | null
  readonly memo: string | null
  readonly poNumber: string | null
  readonly reference: string | null
  readonly metadata: JsonObject
  readonly updatedAtMs: number
  readonly lines: readonly StoredLine[]
  readonly overdueReported: boolean
  readonly history: readonly LedgerHistoryEntry[]
}

export interface StoredCustomer extends Stored {
  readonly account: string
  readonly externalId: string | null
  readonly fullName: string | null
  readonly email: string
  readonly taxDocument: string | null
  readonly documentType: string | null
  readonly timezone: string | null
  readonly metadata: JsonObject
  readonly updatedAtMs: number
  /** Lower case; decides the currency of adjustments. Never on the wire. */
  readonly currency: string
}

export interface Organization {
  readonly id: string
  readonly name: string
  readonly mode: AccountMode
  readonly apiKey: string
  readonly webhookSecret: string
  /** Lower case. */
  readonly currency: string
}

/** A change of an invoice: what to store, and how history tells it. */
export interface InvoiceChange {
  readonly invoice: StoredInvoice
  readonly event: string
  readonly by: Actor
  /** Name of the write in the ledger. */
  readonly operation: string
}
