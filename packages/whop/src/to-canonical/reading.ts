import type { AccountMode } from '@invoice-adapters/core'
import type { WhopApiVersion } from '../capabilities.ts'
import type { WireInvoice, WirePayment, WirePlan } from '../schema.ts'

/** What a wire object does not say about its own reading. */
export interface Reading {
  account: string
  mode: AccountMode
  apiVersion: WhopApiVersion
  /** When the request began that answered it; RFC 3339, UTC. */
  readAt: string
  /** Whether the vendor's answers are kept in `raw`. */
  keepRaw: boolean
}

/** A part that belongs to the invoice and could not be read, and why. */
export interface MissingPart {
  part: 'plan' | 'payment'
  because: string
}

/** The answers that one invoice is made of. */
export interface InvoiceParts {
  invoice: WireInvoice
  /** Null: not read. */
  plan: WirePlan | null
  /** Null: not read; `none`: there is none. */
  payment: WirePayment | 'none' | null
  missing: MissingPart[]
  /** The same answers as they came. */
  bodies: { invoice: unknown; plan?: unknown; payment?: unknown }
  detail: 'summary' | 'full'
}

/** The payment, where it was read. */
export function paymentOf({ payment }: InvoiceParts): WirePayment | null {
  return payment === 'none' ? null : payment
}
