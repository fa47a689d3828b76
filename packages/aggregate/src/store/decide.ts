import type { Invoice } from '@invoice-adapters/core'
import { vendorStatus } from './content.ts'
import { compareInstants } from './instants.ts'
import type { InvoiceTable } from './tables.ts'

/** What the store knows of an invoice when a reading comes in. */
export type KnownInvoice = Pick<
  InvoiceTable,
  | 'invoice_id'
  | 'seq'
  | 'effective_ms'
  | 'content_hash'
  | 'detail'
  | 'gone'
  | 'updated_at'
  | 'read_at'
  | 'status'
  | 'total'
  | 'amount_due'
  | 'currency'
  | 'seen_walk'
  | 'reopened'
>

/** `stale`: an older state than the stored one, which is kept. */
export type Decision = 'new' | 'changed' | 'unchanged' | 'stale'

/** Never backwards: by the vendor's `updatedAt` where both have one, else by when the reading's request began. */
export function decide(known: KnownInvoice | undefined, incoming: Invoice, hash: string): Decision {
  if (known === undefined) return 'new'
  if (known.gone === 0 && known.content_hash === hash) return 'unchanged'
  const order = compareToKnown(known, incoming)
  if (order === 'older') return 'stale'
  // A list that says less, and nothing new, must not hide the lines that are known.
  if (order === 'same_state' && knowsLess(known, incoming)) return 'unchanged'
  return 'changed'
}

function compareToKnown(known: KnownInvoice, incoming: Invoice): 'older' | 'same_state' | 'newer' {
  const readLater = compareInstants(incoming.source.readAt, known.read_at) >= 0
  // What was read after the vendor had said "not found" is the newer truth; before it, the older.
  if (known.gone === 1) return readLater ? 'newer' : 'older'
  if (known.updated_at !== null && incoming.updatedAt !== null) {
    const order = compareInstants(incoming.updatedAt, known.updated_at)
    if (order !== 0) return order < 0 ? 'older' : 'newer'
  }
  return readLater ? 'same_state' : 'older'
}

function knowsLess(known: KnownInvoice, incoming: Invoice): boolean {
  if (known.gone === 1 || known.detail !== 'full' || incoming.detail !== 'summary') return false
  return !differsFrom(known, incoming)
}

/** Whether what even a summary tells is different. */
export function differsFrom(
  known: KnownInvoice,
  { total, amountDue, currency, ...incoming }: Invoice,
): boolean {
  if (known.gone === 1 || known.status !== vendorStatus({ total, amountDue, currency, ...incoming }))
    return true
  if (total !== null && total !== known.total) return true
  if (amountDue !== null && amountDue !== known.amount_due) return true
  return currency !== null && currency !== known.currency
}

/**
 * Since when the reading holds, in milliseconds since 1970. A change that did not move the vendor's `updatedAt`
 * happened some time before it was read; that instant is the first at which it is certain.
 */
export function effectiveMs(known: KnownInvoice | undefined, incoming: Invoice): number {
  const { updatedAt } = incoming
  const readMs = Date.parse(incoming.source.readAt)
  if (updatedAt === null) return readMs
  const moved = known?.updated_at == null || compareInstants(updatedAt, known.updated_at) > 0
  const sameStateInMore = known?.gone === 0 && known.detail === 'summary'
  return moved || sameStateInMore ? Date.parse(updatedAt) : readMs
}
