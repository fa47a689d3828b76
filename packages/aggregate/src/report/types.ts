import type { AccountMode, InvoiceError, InvoiceNote, InvoiceStatus } from '@invoice-adapters/core'

/** Amounts of one currency, one scale and one mode, the only ones that may be added. */
export interface Unit {
  /** ISO 4217; null: the vendor does not say. */
  currency: string | null
  minorUnitDigits: number | null
  /** Live and test money are never added; null: the vendor does not say. */
  mode: AccountMode | null
}

/** An exact sum in minor units, and how many invoices could not be in it. */
export interface Sum {
  count: number
  /** Minor units. */
  amount: bigint
  /** Invoices among `count` whose amount is not known. */
  unknown: number
}

export interface TotalRow extends Unit {
  provider: string
  account: string
  /** At the instant of the report. */
  status: InvoiceStatus
  billed: Sum
  due: Sum
}

/** Where an invoice stands in the aging: by due date, or in a row of its own. */
export interface AgingBucket extends Sum {
  /** `current`, `1-30` …, `90+`, `no due date`, `credit notes`. */
  name: string
}

/** Buckets add up to `outstanding`, which is the amount due of all payable invoices. */
export interface AgingTable extends Unit {
  /** Null: all customers. */
  customer: CustomerOfReport | null
  buckets: AgingBucket[]
  outstanding: Sum
}

/** A customer is one at one account; the same person at two vendors is two. */
export interface CustomerOfReport {
  provider: string
  account: string
  id: string | null
  name: string | null
}

export interface DsoRow extends Unit {
  /** Whole days of the period that ends at the instant of the report. */
  periodDays: number
  outstanding: bigint
  /** Billed within the period, void ones and drafts left out. */
  billed: bigint
  /** Days with one decimal, as text; null where nothing was billed. Outstanding ÷ billed × days. */
  days: string | null
}

export interface InvoiceReference {
  provider: string
  account: string
  id: string
  number: string | null
}

/** The same bill at two places: by the caller's own key, or by number, customer and amount. */
export interface DuplicateBill extends Unit {
  because: 'external_id' | 'number_customer_amount'
  /** The key, or the number. */
  value: string
  invoices: InvoiceReference[]
}

export interface DoubtfulInvoice extends InvoiceReference {
  notes: InvoiceNote[]
}

export interface Report {
  /** RFC 3339, UTC. */
  asOf: string
  totals: TotalRow[]
  aging: AgingTable[]
  /** Every customer, the largest sum first within each currency. */
  customers: AgingTable[]
  /** The first of `customers` in each currency who owe anything. */
  debtors: AgingTable[]
  dso: DsoRow[]
  duplicates: DuplicateBill[]
  doubtful: DoubtfulInvoice[]
  /** Records that could not be read, and accounts that failed. */
  failures: InvoiceError[]
  /** Null unless rates were given. */
  converted: ConvertedOutstanding | null
}

/** Given by the user, who answers for them. */
export interface ExchangeRates {
  /** ISO 4217: what is converted into. */
  base: string
  /** Date of the rates, such as `2026-11-20`. */
  date: string
  /** Where they come from, such as `ECB`. */
  source: string
  /** What one major unit of each currency is worth in the base, as decimal text. */
  rates: Record<string, string>
}

/** The outstanding sums of each currency, and what they come to at the given rates; beside, never instead. */
export interface ConvertedOutstanding {
  base: string
  date: string
  source: string
  mode: AccountMode | null
  rows: { currency: string; outstanding: bigint; rate: string; inBase: bigint }[]
  /** Minor units of the base; each row rounded half away from zero on its own. */
  total: bigint
  /** Currencies without a rate, left out of the total. */
  withoutRate: string[]
}
