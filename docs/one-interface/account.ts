import type { InvoiceAdapter, NewInvoice, WebhookDelivery } from '@invoice-adapters/core'
import type { LedgerInvoice } from '@invoice-adapters/emulator'

/** One account as the common program sees it: nothing here tells which vendor it is. */
export interface Account {
  name: string
  adapter: InvoiceAdapter
  /** The least invoice that the account takes. */
  newInvoice(externalId: string, amount: number): NewInvoice
  /** The same as a draft; null where the vendor has no drafts. */
  newDraft(externalId: string, amount: number): NewInvoice | null
  /** What truly exists. */
  ledger(): readonly LedgerInvoice[]
  /** Requests that arrived so far. */
  requests(): number
  /** Committed writes so far. */
  writes(): number
  /** Moves the time on, in milliseconds. */
  advance(ms: number): void
  /** The customer pays by the vendor's means. */
  pay(invoiceId: string): void
  /** Deliveries that the vendor has signed so far, with the invoice each is about. */
  deliveries(): { delivery: WebhookDelivery; event: string }[]
}
