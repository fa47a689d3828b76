import type { Address, CollectionMethod, JsonObject, LineKind, PaymentKind } from '@invoice-adapters/core'

/** The words in which the reference vendor tells a status; they differ from the canonical ones on purpose. */
export type ReferenceStatus =
  | 'draft'
  | 'issued'
  | 'settled'
  | 'part_refunded'
  | 'refunded'
  | 'written_off'
  | 'cancelled'

export interface ReferenceLine {
  id: string
  description: string
  kind: LineKind
  /** Decimal text. */
  quantity: string
  /** Decimal text in major units. */
  unitPrice: string | null
  /** Minor units, like every amount here. */
  amount: number
  tax: number
  taxRate: string | null
}

export interface ReferencePayment {
  id: string
  externalId: string | null
  amount: number
  at: string
  kind: PaymentKind
}

export interface ReferenceRefund {
  id: string
  externalId: string
  invoiceId: string
  amount: number
  currency: string
  at: string
}

export interface ReferenceCustomer {
  id: string
  externalId: string | null
  name: string | null
  email: string | null
  address: Address | null
  metadata: JsonObject
  createdAt: string
}

/** An invoice as the reference vendor holds it and answers with it. */
export interface ReferenceInvoice {
  id: string
  number: string
  externalId: string | null
  kind: 'invoice' | 'credit_note'
  /** Verbatim; a seeded one can have a word of its own. */
  status: ReferenceStatus | (string & {})
  collection: CollectionMethod
  currency: string
  subtotal: number
  discount: number
  tax: number
  total: number
  amountPaid: number
  amountRefunded: number
  /** RFC 3339, UTC, like every date here. */
  createdAt: string
  updatedAt: string
  issuedAt: string | null
  dueAt: string | null
  settledAt: string | null
  cancelledAt: string | null
  customer: ReferenceCustomer
  lines: ReferenceLine[]
  payments: ReferencePayment[]
  memo: string | null
  metadata: JsonObject
  payUrl: string | null
  live: boolean
}

/** What a list tells of each invoice. */
export type ReferenceSummary = Omit<ReferenceInvoice, 'lines' | 'payments'>

export function summaryOf(invoice: ReferenceInvoice): ReferenceSummary {
  const { lines: _lines, payments: _payments, ...summary } = invoice
  return summary
}
