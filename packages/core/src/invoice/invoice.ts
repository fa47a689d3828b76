import type { InvoiceStatus } from '../status/status.ts'

/** JSON as a vendor or a caller may give it; what metadata and raw payloads are made of. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }
export type JsonObject = { [key: string]: JsonValue }

/** `live` moves real money; `test` is a vendor's sandbox. */
export type AccountMode = 'live' | 'test'

/**
 * Which reading this is: the vendor, the account under its local name, and the vendor's id.
 * `provider`, `account` and `id` together identify an invoice for ever.
 */
export interface InvoiceSource {
  /** The adapter's vendor, such as `commet`. */
  provider: string
  /** The local name that the application gave the account in the adapter's options. */
  account: string
  mode: AccountMode | null
  /** The vendor's own id, opaque. */
  id: string
  /** The version of the vendor's API that was asked. */
  apiVersion: string | null
  /** The instant at which the request of this reading began; RFC 3339, UTC. */
  readAt: string
}

/** `credit_note`: the vendor marks it so, or its total is negative. Its amounts stay negative (EN 16931 BT-3). */
export type InvoiceKind = 'invoice' | 'credit_note'

/** How the money is to come in: the customer pays a bill, or a stored payment method is charged. */
export type CollectionMethod = 'send_invoice' | 'charge_automatically'

export interface Address {
  line1: string | null
  line2: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  /** ISO 3166-1 alpha-2 where the vendor uses it, else verbatim. */
  country: string | null
}

/** The buyer (EN 16931 BG-7), as the vendor's invoice tells it. */
export interface InvoiceCustomer {
  /** The vendor's id of the customer. */
  id: string | null
  /** The application's own id of the customer. */
  externalId: string | null
  name: string | null
  email: string | null
  address: Address | null
}

/** `unknown` keeps the vendor's word in `providerKind`. */
export type LineKind = 'item' | 'subscription' | 'usage' | 'discount' | 'credit' | 'prepayment' | 'unknown'

/** One line item (EN 16931 BG-25). */
export interface InvoiceLine {
  id: string | null
  description: string | null
  kind: LineKind
  /** The vendor's own word for the kind, verbatim. */
  providerKind: string | null
  /** Decimal text, such as `"1"` or `"2.5"`. */
  quantity: string | null
  /** Decimal text in major units; may be finer than the minor unit, such as `"0.015"`. Never recomputes `amount`. */
  unitPrice: string | null
  /** Minor units. */
  discount: number | null
  /** Minor units. */
  tax: number | null
  /** Percent as decimal text, such as `"8.25"` (EN 16931 BT-152). */
  taxRate: string | null
  /** Minor units: what the line adds to the invoice, before document-level discount and tax (EN 16931 BT-131). */
  amount: number | null
  /** RFC 3339, UTC. */
  periodStart: string | null
  /** RFC 3339, UTC. */
  periodEnd: string | null
  metadata: JsonObject | null
}

/** `credit`: the customer's credit settled it. `write_off`: given up, no money came. */
export type PaymentKind = 'payment' | 'credit' | 'write_off'

export interface InvoicePayment {
  id: string | null
  /** Minor units. */
  amount: number | null
  /** RFC 3339, UTC. */
  at: string | null
  kind: PaymentKind
}

/** `pay`: the page where the customer pays. `pdf`: the document. `view`: a page that only shows it. */
export interface InvoiceLink {
  rel: 'pay' | 'pdf' | 'view'
  url: string
}

/** A canonical value that was worked out, not read. */
export interface DerivedField {
  /** Path of the canonical field, such as `amountDue` or `lines.unitPrice`. */
  field: string
  /** The wire fields it was worked out from. */
  from: string[]
  /** The rule in words. */
  rule: string
}

/**
 * Why a reading deserves a second look; data, never a correction.
 *
 * - `totals_mismatch`: the amounts do not add up by the EN 16931 rules
 * - `unit_unclear`: a unit price whose scale could not be told
 * - `change_pending`: a change that the vendor accepted and does not show yet
 * - `unknown_currency`: a currency outside ISO 4217; its amounts are null
 * - `inexact_amount`: an amount that cannot be expressed exactly in minor units, hence null
 * - `total_unknown`: what is missing for the total is named
 * - `unknown_status`: the vendor's status is none of the known ones
 */
export type InvoiceNoteCode =
  | 'totals_mismatch'
  | 'unit_unclear'
  | 'change_pending'
  | 'unknown_currency'
  | 'inexact_amount'
  | 'total_unknown'
  | 'unknown_status'

export interface InvoiceNote {
  code: InvoiceNoteCode
  /** Path of the canonical field concerned. */
  field: string | null
  message: string
}

/**
 * The canonical invoice: plain JSON, the same for every vendor.
 *
 * `null` means *the vendor does not say*: never zero, never a guess. Every amount is a safe integer in the
 * currency's ISO 4217 minor unit, whose number of digits stands in `minorUnitDigits`. Every date is RFC 3339 in UTC.
 * Terms follow EN 16931 and Stripe where they agree.
 */
export interface Invoice {
  schemaVersion: 1
  source: InvoiceSource
  /** The number on the document (BT-1). */
  number: string | null
  /** The caller's own key, as given to `create`. */
  externalId: string | null
  /** The buyer's reference (BT-10). */
  buyerReference: string | null
  subscriptionId: string | null
  kind: InvoiceKind
  /** Number of the invoice that a credit note corrects (BT-25). */
  corrects: string | null
  status: InvoiceStatus
  /** The vendor's own word, verbatim. */
  providerStatus: string | null
  /** A payment is under way and not settled yet. */
  paymentPending: boolean | null
  collection: CollectionMethod | null
  /** The instant at which a draft will open by itself. */
  opensAt: string | null
  /** ISO 4217, upper case; a code outside it is kept verbatim in upper case, with its amounts null (BT-5). */
  currency: string | null
  /** Digits after the decimal point of the minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
  minorUnitDigits: number | null
  /** Whether line amounts contain the tax. */
  taxInclusive: boolean | null
  /** Before document-level discount, credit and tax. */
  subtotal: number | null
  discount: number | null
  tax: number | null
  /** Credit that reduces the total. Credit that settles an invoice is a payment of kind `credit` instead. */
  creditApplied: number | null
  /** What is billed in all, tax included (BT-112). */
  total: number | null
  /** BT-113. */
  amountPaid: number | null
  /** BT-115: total less paid while payable, 0 when paid or void, else null. */
  amountDue: number | null
  amountRefunded: number | null
  createdAt: string | null
  /** BT-2. */
  issuedAt: string | null
  /** BT-9. */
  dueAt: string | null
  paidAt: string | null
  voidedAt: string | null
  updatedAt: string | null
  /** BT-73. */
  periodStart: string | null
  /** BT-74. */
  periodEnd: string | null
  customer: InvoiceCustomer
  /** Null: not told (a summary). An empty list: there are none. */
  lines: InvoiceLine[] | null
  /** Null: not told. An empty list: there are none. */
  payments: InvoicePayment[] | null
  memo: string | null
  /** BT-13. */
  purchaseOrder: string | null
  links: InvoiceLink[]
  metadata: JsonObject | null
  /** `summary`: a list answered less than a single read would. */
  detail: 'summary' | 'full'
  derived: DerivedField[]
  notes: InvoiceNote[]
  /** The vendor's answers by call (`invoice`, `plan` …), secret paths replaced; null when switched off. */
  raw: JsonObject | null
}
