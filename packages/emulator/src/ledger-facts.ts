import type { JsonObject } from './json.ts'

/** The neutral words. Which of them a vendor uses is the vendor's affair. */
export type LedgerStatus =
  | 'draft'
  | 'open'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'uncollectible'
  | 'void'

/** Who made a change: a request, the customer, or the vendor and the organization's own people. */
export type Actor = 'api' | 'customer' | 'vendor' | 'seed'

export interface LedgerLine {
  /** The vendor's own word for the kind of line, null when it has none. */
  readonly type: string | null
  readonly description: string
  readonly quantity: number
  /** Exact decimal text in major units, null when the line has no unit price. */
  readonly unitPrice: string | null
  /** Minor units of the invoice's currency; negative for a reduction. */
  readonly amount: number
}

export interface LedgerHistoryEntry {
  /** RFC 3339, UTC. */
  readonly at: string
  /** What happened: `created`, `status_changed`, `refunded`, `sent`. */
  readonly event: string
  readonly from: LedgerStatus | null
  readonly to: LedgerStatus
  readonly by: Actor
}

export interface LedgerPayment {
  /** The vendor's id of it, null where it has none. */
  readonly id: string | null
  /** Minor units of the invoice's currency. */
  readonly amount: number
  /** RFC 3339, UTC. */
  readonly at: string
  /** Money that came, credit that was spent, or what was given up. */
  readonly kind: 'payment' | 'credit' | 'write_off'
}

export interface LedgerInvoice {
  readonly vendor: string
  readonly account: string
  readonly id: string
  readonly number: string | null
  readonly kind: 'invoice' | 'credit_note'
  readonly status: LedgerStatus
  /** Upper-case ISO 4217, or the vendor's own word for what is not in it. */
  readonly currency: string
  readonly minorUnitDigits: number
  /** This and the other amounts: safe integers in minor units; negative on a credit note. */
  readonly subtotal: number
  readonly discount: number
  readonly credit: number
  readonly tax: number
  readonly total: number
  /** Where the vendor counts payments; without write-offs. */
  readonly amountPaid?: number
  readonly amountRefunded: number
  /** Where the vendor keeps single payments: each of them, in the order in which they were applied. */
  readonly payments?: readonly LedgerPayment[]
  readonly customer: {
    /** Empty where the vendor has no record of the customer, such as in a draft. */
    readonly id: string
    readonly externalId: string | null
    readonly name: string | null
    readonly email: string | null
  }
  readonly lines: readonly LedgerLine[]
  readonly metadata: JsonObject
  readonly memo: string | null
  /** This and the other dates: RFC 3339, UTC. */
  readonly issuedAt: string | null
  readonly dueAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly periodStart: string | null
  readonly periodEnd: string | null
  /** Oldest first. */
  readonly history: readonly LedgerHistoryEntry[]
}

export interface LedgerCustomer {
  readonly vendor: string
  readonly account: string
  readonly id: string
  readonly externalId: string | null
  readonly name: string | null
  readonly email: string | null
  /** Upper-case ISO 4217, null where customers have no currency. */
  readonly currency: string | null
}

/** One committed write, in the order of commitment. Seeding is not a write. */
export interface LedgerWrite {
  readonly at: string
  readonly vendor: string
  readonly account: string
  /** The route's name, or `outside:…` for what happened without a request. */
  readonly operation: string
  /** The record written. */
  readonly id: string
}

export interface LedgerFilter {
  readonly vendor?: string
  readonly account?: string
}

export interface LedgerTotal {
  readonly vendor: string
  readonly account: string
  readonly currency: string
  readonly status: LedgerStatus
  readonly count: number
  readonly subtotal: number
  readonly discount: number
  readonly credit: number
  readonly tax: number
  readonly total: number
}

export interface PayableInterval {
  readonly from: string
  /** null: payable to this day. */
  readonly to: string | null
}

/** What truly exists, whatever any answer said. */
export interface Ledger {
  /** In the order of their coming into being in the emulator. */
  invoices(filter?: LedgerFilter): readonly LedgerInvoice[]
  invoice(id: string, filter?: LedgerFilter): LedgerInvoice | undefined
  customers(filter?: LedgerFilter): readonly LedgerCustomer[]
  /** Sorted by vendor, account, currency, status. */
  totals(filter?: LedgerFilter): readonly LedgerTotal[]
  /** When the invoice was open, from its history; empty for an unknown id. */
  payableDuring(id: string, filter?: LedgerFilter): readonly PayableInterval[]
  readonly writes: readonly LedgerWrite[]
}
