import type { Address, CollectionMethod, JsonObject } from './invoice.ts'

/** Names the customer by any of these; what a vendor accepts stands in its capability data. */
export interface CustomerReference {
  /** The vendor's id. */
  id?: string
  /** The application's own id, looked up at the vendor. */
  externalId?: string
  email?: string
  name?: string
  address?: Partial<Address>
}

export interface NewInvoiceLine {
  description: string
  /** Minor units; net of discount and tax. The truth where quantity and unit price are given as well. */
  amount: number
  /** Decimal text. With `unitPrice`, their product must be `amount`. */
  quantity?: string
  /** Decimal text in major units. */
  unitPrice?: string
  /** Minor units. */
  tax?: number
  /** Percent as decimal text. */
  taxRate?: string
  metadata?: JsonObject
}

/**
 * An invoice to be created. A field that the vendor cannot hold makes `create` fail before any request, naming every
 * such field, unless it is listed in `accept`.
 */
export interface NewInvoice {
  /** The caller's own key: the same key and content never become a second invoice. 1 to 255 characters. */
  externalId: string
  customer: CustomerReference
  /** ISO 4217. Where the vendor decides the currency, it is learnt first and compared. */
  currency: string
  /** At least one; the total is the sum of the lines, their taxes included. A negative total is a credit note. */
  lines: NewInvoiceLine[]
  /** RFC 3339. */
  dueAt?: string
  /** RFC 3339. */
  issuedAt?: string
  number?: string
  memo?: string
  purchaseOrder?: string
  collection?: CollectionMethod
  metadata?: JsonObject
  /** What only one vendor needs, by vendor; each adapter validates its own part strictly and ignores the others. */
  providerOptions?: { [provider: string]: JsonObject }
}

/** Changes to a draft; a key left out stays as it is, null clears it. */
export interface DraftChanges {
  customer?: CustomerReference
  lines?: NewInvoiceLine[]
  dueAt?: string | null
  memo?: string | null
  collection?: CollectionMethod
  metadata?: JsonObject | null
  providerOptions?: { [provider: string]: JsonObject }
}

export interface LineChanges {
  add?: NewInvoiceLine[]
  /** Ids of lines to remove. */
  remove?: string[]
}

export interface NewPayment {
  /** The caller's own key: the same key and content are never recorded twice. */
  externalId: string
  /** Minor units. */
  amount: number
  /** ISO 4217; compared with the invoice's. */
  currency: string
  /** The vendor's id of a known transaction that paid it, where the vendor wants one. */
  transactionId?: string
}

export interface NewRefund {
  /** The caller's own key: the same key and content are never refunded twice. */
  externalId: string
  /** Minor units, positive. */
  amount: number
  /** ISO 4217; compared with the invoice's. */
  currency: string
  /** RFC 3339; default now. */
  refundedAt?: string
  /** How the money goes back, in the vendor's words. */
  method?: string
  /** The line that a part refund concerns, where the vendor wants one. */
  lineId?: string
  memo?: string
}

export interface Refund {
  id: string
  externalId: string | null
  invoiceId: string | null
  /** Minor units. */
  amount: number | null
  currency: string | null
  status: 'pending' | 'completed' | 'void' | 'unknown'
  providerStatus: string | null
  /** RFC 3339, UTC. */
  refundedAt: string | null
}

export interface Customer {
  /** The vendor's id. */
  id: string
  externalId: string | null
  name: string | null
  email: string | null
  address: Address | null
  metadata: JsonObject | null
  mode: 'live' | 'test' | null
  /** RFC 3339, UTC. */
  createdAt: string | null
  /** RFC 3339, UTC. */
  updatedAt: string | null
}

export interface NewCustomer {
  /** The application's own id of the customer. */
  externalId?: string
  name?: string
  email?: string
  address?: Partial<Address>
  metadata?: JsonObject
}
