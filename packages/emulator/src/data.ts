import type { JsonObject } from './json.ts'
import type { LedgerStatus } from './ledger-facts.ts'
import type { AccountMode } from './vendor.ts'
import type { WhopCustomerSeed, WhopInvoiceSeed } from './vendors/whop/seed-facts.ts'

/** Vendors that can be emulated. */
export type VendorName = 'commet' | 'asset' | 'whop'

/** Where a seeded record belongs: by default the vendor's default account. */
interface Place {
  readonly vendor: VendorName
  readonly account?: string
}

export interface AccountSeed {
  readonly vendor: VendorName
  readonly name: string
  /** Default `sandbox`. */
  readonly mode?: AccountMode
  /** ISO 4217, the currency of customers who state none. Default USD. */
  readonly currency?: string
  /** Asset: accounts of one tenant share its credentials. Default: a tenant of the account's own name. */
  readonly tenant?: string
}

export interface CustomerSeed extends Place {
  /** The vendor's id; counted by default. */
  readonly id?: string
  readonly externalId?: string
  readonly name?: string
  /** Default: made from the external id or the id. */
  readonly email?: string
  /** ISO 4217, where the vendor lets the currency follow the customer. Default: the account's. */
  readonly currency?: string
  readonly metadata?: JsonObject
  readonly createdAt?: string
  readonly whop?: WhopCustomerSeed
}

/** Amounts are integers in the minor unit of the invoice's currency. */
export interface LineSeed {
  /** The vendor's own word for the kind of line; a plain one by default. */
  readonly type?: string
  readonly description: string
  /** Default 1. */
  readonly quantity?: number
  readonly amount: number
  /** In hundredths of a minor unit, so that 150 is 0.015 in a two-decimal currency. Default: amount / quantity. */
  readonly unitRate?: number
  readonly featureName?: string
  readonly includedAmount?: number
  readonly usedAmount?: number
  readonly overageAmount?: number
  readonly discountType?: string
  readonly discountValue?: number
  readonly discountName?: string
  readonly chargeType?: string
}

export interface InvoiceSeed extends Place {
  readonly id?: string
  readonly number?: string
  /** Id or external id of a seeded customer; a customer is made up for one that is not there. */
  readonly customer: string
  readonly kind?: 'invoice' | 'credit_note'
  readonly status: LedgerStatus
  /** ISO 4217. Default: the customer's. */
  readonly currency?: string
  /** The vendor's own word. */
  readonly invoiceType?: string
  readonly lines: readonly LineSeed[]
  /** Default: the sum of the lines that are neither discount nor credit. */
  readonly subtotal?: number
  /** This and credit: positive; the default is what the discount and credit lines take off. */
  readonly discount?: number
  readonly credit?: number
  /** Default 0. */
  readonly tax?: number
  /** Default: subtotal - discount - credit + tax. Give another to seed an invoice that does not add up. */
  readonly total?: number
  /** Asset: what was paid of it. Default: all for what is paid or refunded, else nothing. */
  readonly amountPaid?: number
  readonly amountRefunded?: number
  readonly subscriptionId?: string
  readonly planName?: string
  readonly memo?: string
  readonly purchaseOrder?: string
  readonly reference?: string
  readonly metadata?: JsonObject
  /** RFC 3339, like all dates. Default: the emulator's clock. Any number of records may share one instant. */
  readonly createdAt?: string
  /** Default: createdAt. For a settled invoice also the instant of its settlement. */
  readonly updatedAt?: string
  readonly issuedAt?: string
  readonly dueAt?: string
  readonly periodStart?: string
  readonly periodEnd?: string
  /** When the vendor will give up on it, if nothing happens before. */
  readonly uncollectibleAt?: string
  readonly whop?: WhopInvoiceSeed
}

/** Plain JSON. */
export interface EmulatorData {
  /** The first of a vendor is its default account. */
  readonly accounts?: readonly AccountSeed[]
  readonly customers?: readonly CustomerSeed[]
  readonly invoices?: readonly InvoiceSeed[]
}
