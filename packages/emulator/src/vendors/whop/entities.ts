import type { AccountMode, Actor, JsonObject, LedgerHistoryEntry, Stored } from '../frame.ts'
import type { WhopCurrency } from './currencies.ts'

export const invoiceStatuses = ['draft', 'open', 'paid', 'past_due', 'uncollectible', 'void'] as const
export type InvoiceStatus = (typeof invoiceStatuses)[number]

export const collectionMethods = ['send_invoice', 'charge_automatically'] as const
export type CollectionMethod = (typeof collectionMethods)[number]

export const planTypes = ['renewal', 'one_time'] as const
export type PlanType = (typeof planTypes)[number]

export const taxTypes = ['inclusive', 'exclusive', 'unspecified'] as const
export type TaxType = (typeof taxTypes)[number]

export const visibilities = ['visible', 'hidden', 'archived', 'quick_link'] as const
export type Visibility = (typeof visibilities)[number]

export const releaseMethods = ['buy_now', 'waitlist'] as const
export type ReleaseMethod = (typeof releaseMethods)[number]

export interface StoredLine {
  readonly label: string
  /** As on the wire: may be fractional. */
  readonly quantity: number
  /** As on the wire, in currency units: may be finer than the currency. */
  readonly unitPrice: number
  /** Smallest units of the currency. */
  readonly total: number
}

export type AddressField = 'city' | 'country' | 'line1' | 'line2' | 'name' | 'phone' | 'postal_code' | 'state'

export interface StoredAddress extends Stored {
  readonly account: string
  readonly fields: Readonly<Record<AddressField, string | null>>
}

/** What a request says of its plan. Prices are integers in the currency's smallest unit. */
export interface PlanTerms {
  readonly planType: PlanType
  readonly initialPrice: number
  readonly renewalPrice: number
  readonly currency: WhopCurrency
  readonly billingPeriod: number | null
  readonly trialPeriodDays: number | null
  readonly expirationDays: number | null
  readonly description: string | null
  readonly internalNotes: string | null
  readonly customFields: readonly CustomField[]
  readonly paymentMethodConfiguration: JsonObject | null
  readonly adaptivePricingEnabled: boolean
  readonly releaseMethod: ReleaseMethod
  readonly visibility: Visibility
  readonly stock: number | null
  readonly unlimitedStock: boolean
}

export interface CustomField {
  readonly id: string
  readonly name: string
  readonly order: number
  readonly placeholder: string | null
  readonly required: boolean
}

export interface PlanTax {
  readonly taxType: TaxType
  readonly collectTax: boolean
  /** Smallest units: what the buyer of this plan is taxed. */
  readonly taxAmount: number
}

export interface StoredPlan extends Stored, PlanTerms, PlanTax {
  readonly account: string
  readonly productId: string
  readonly invoiceId: string
  readonly updatedAtMs: number
}

export interface StoredProduct extends Stored {
  readonly account: string
  readonly title: string
  readonly visibility: Visibility
  readonly taxCodeId: string | null
  readonly updatedAtMs: number
}

/** A customer of the company, with the user account behind it. */
export interface StoredMember extends Stored {
  readonly account: string
  readonly userId: string
  readonly userRemoved: boolean
  readonly name: string | null
  readonly username: string
  readonly email: string | null
  readonly updatedAtMs: number
  /** The name that seeds use for it; never on the wire. */
  readonly alias: string | null
  /** What its seeded invoices are in; never on the wire. */
  readonly currency: WhopCurrency | null
}

export interface StoredInvoice extends Stored {
  readonly account: string
  readonly number: string
  readonly status: InvoiceStatus
  /** A draft that was deleted leaves its place in lists to those behind it. */
  readonly deleted: boolean
  readonly collectionMethod: CollectionMethod
  readonly planId: string
  readonly productId: string
  readonly memberId: string | null
  readonly customerName: string | null
  readonly emailAddress: string | null
  readonly lines: readonly StoredLine[]
  readonly chargeBuyerFee: boolean
  readonly paymentMethodId: string | null
  readonly mailingAddressId: string | null
  readonly dueAtMs: number | null
  readonly finalizesAtMs: number | null
  readonly anchorAtMs: number | null
  readonly openedAtMs: number | null
  readonly updatedAtMs: number
  /** The payment that settled it. */
  readonly paymentId: string | null
  /** A slow payment that has not cleared. */
  readonly clearingPaymentId: string | null
  readonly history: readonly LedgerHistoryEntry[]
}

export const paymentStatuses = [
  'draft',
  'open',
  'paid',
  'pending',
  'uncollectible',
  'unresolved',
  'void',
] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

/** Amounts are integers in the currency's smallest unit. */
export interface StoredPayment extends Stored {
  readonly account: string
  readonly invoiceId: string
  readonly planId: string
  readonly productId: string
  readonly memberId: string | null
  readonly currency: WhopCurrency
  readonly status: PaymentStatus
  readonly slow: boolean
  readonly subtotal: number
  readonly taxAmount: number
  readonly taxBehavior: TaxType
  readonly taxCollected: boolean
  readonly total: number
  readonly buyerFee: number
  readonly failureMessage: string | null
  readonly paidAtMs: number | null
  readonly updatedAtMs: number
  readonly refunds: readonly { readonly id: string; readonly amount: number; readonly atMs: number }[]
}

export interface Company {
  /** Such as `biz_…`. */
  readonly id: string
  readonly name: string
  readonly mode: AccountMode
  readonly apiKey: string
  readonly webhookSecret: string
  readonly currency: WhopCurrency
}

/** A change of an invoice: what to store, and how history tells it. */
export interface InvoiceChange {
  readonly invoice: StoredInvoice
  readonly event: string
  readonly by: Actor
  /** Name of the write in the ledger. */
  readonly operation: string
}
