import type { AccountMode, Actor, JsonObject, JsonValue, LedgerHistoryEntry, Stored } from '../frame.ts'
import type { Decimal } from './decimals.ts'

export type InvoiceStatus = 'open' | 'paid' | 'uncollectible' | 'voided' | 'refunded' | 'partially_refunded'

export type RefundStatus = 'pending' | 'completed' | 'voided'

export type RefundMethod = 'cash' | 'check' | 'credit_card' | 'ach' | 'credit_balance' | 'other'

/** The older way to write a line. Rates are fractions; amounts minor units. */
export interface LinePricing {
  readonly unitPrice: Decimal
  readonly quantity: Decimal
  readonly discountAmount: number
  readonly discountRate: Decimal
  readonly taxAmount: number
  readonly taxRate: Decimal
  readonly isPrepayment: boolean
  /** What discount and tax come to, by amount or by rate. */
  readonly discount: number
  readonly tax: number
}

export interface StoredLine {
  readonly id: string
  readonly description: string
  readonly ledgerId: string | null
  /** The line's net total with tax, minor units. */
  readonly amount: number
  /** null for a line that was written with its amount alone. */
  readonly pricing: LinePricing | null
  readonly metadata: JsonObject
}

export interface StoredPayment {
  readonly id: string
  readonly paymentId: string
  readonly atMs: number
  /** Minor units. */
  readonly amount: number
  readonly transactionId: string | null
  readonly creditJournalEntryId: string | null
  readonly creditMemoId: string | null
  readonly isWriteOff: boolean
}

/** Instants are milliseconds since 1970-01-01T00:00:00Z, amounts minor units of the business's currency. */
export interface StoredInvoice extends Stored {
  readonly account: string
  readonly customerId: string
  readonly number: string
  readonly description: string
  readonly source: string
  readonly status: InvoiceStatus
  readonly total: number
  /** Customer credit spent on creation, the older way. */
  readonly creditAmount: number
  readonly amountRefunded: number
  readonly dueAtMs: number
  readonly sentAtMs: number
  readonly voidedAtMs: number | null
  readonly metadata: JsonObject
  readonly tags: Readonly<Record<string, JsonValue>>
  readonly lines: readonly StoredLine[]
  readonly payments: readonly StoredPayment[]
  readonly updatedAtMs: number
  readonly history: readonly LedgerHistoryEntry[]
}

export interface StoredAddress {
  readonly street_1: string
  readonly city: string
  readonly state: string
  readonly postal_code: string
  readonly country: string
  readonly street_2: string | null
}

export interface StoredCustomer extends Stored {
  readonly account: string
  readonly name: string
  readonly externalId: string | null
  readonly email: string | null
  readonly phoneNumber: string | null
  readonly billingAddress: StoredAddress | null
  readonly shippingAddress: StoredAddress | null
  /** Customer credit from overpayments and refunds, minor units. */
  readonly credit: number
}

export interface StoredLedger extends Stored {
  readonly account: string
  readonly name: string
  readonly type: string
  readonly subtype: string
  readonly reportCashFlow: boolean
  readonly description: string | null
  readonly financialAccountType: string | null
  readonly debitCredit: 'debit' | 'credit'
  readonly sortCode: number | null
  readonly parentId: string | null
}

export interface StoredTransaction extends Stored {
  readonly account: string
  readonly externalAccountId: string
  readonly description: string
  /** Minor units; money that came in is positive. */
  readonly amount: number
  /** Used by payments so far. */
  readonly applied: number
  readonly atMs: number
}

export interface StoredRefundInvoice {
  readonly id: string
  readonly amount: number
  readonly invoiceId: string | null
  readonly invoiceLineId: string | null
  readonly externalId: string | null
  readonly memo: string | null
}

export interface StoredRefund extends Stored {
  readonly account: string
  readonly externalId: string
  readonly amount: number
  readonly amountPaid: number
  readonly method: RefundMethod
  readonly refundedAtMs: number
  readonly memo: string | null
  readonly processor: string | null
  readonly isReturn: boolean
  readonly refundCredit: boolean
  readonly status: RefundStatus
  readonly payments: readonly {
    readonly id: string
    readonly amount: number
    readonly transactionId: string
  }[]
  readonly invoices: readonly StoredRefundInvoice[]
}

export interface StoredCreditMemo extends Stored {
  readonly account: string
  readonly number: string
  readonly customerId: string
  readonly description: string
  readonly amount: number
  /** Spent on invoices so far. */
  readonly spent: number
  readonly voidedAtMs: number | null
}

/** Whoever holds a pair of credentials; has one or more businesses. */
export interface Tenant {
  readonly name: string
  readonly mode: AccountMode
  readonly clientId: string
  clientSecret: string
}

/** One set of books: an account of the emulator. */
export interface Business {
  readonly id: string
  readonly name: string
  readonly tenant: Tenant
  /** Upper case; the API never says it. */
  readonly currency: string
  readonly digits: number
}

/** A change of an invoice: what to store, and how history tells it. */
export interface InvoiceChange {
  readonly invoice: StoredInvoice
  readonly event: string
  readonly by: Actor
  /** Name of the write in the ledger. */
  readonly operation: string
}
