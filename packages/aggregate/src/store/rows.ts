import type { Invoice } from '@invoice-adapters/core'
import { isPayable } from '@invoice-adapters/core/authoring'
import { type Content, vendorStatus } from './content.ts'
import type { Decision, KnownInvoice } from './decide.ts'
import { compareInstants, toMs } from './instants.ts'
import type { InvoiceTable, ReadingTable } from './tables.ts'

/** Settled or given up; leaving one of these is a reopening. */
const ended: ReadonlySet<string> = new Set([
  'paid',
  'void',
  'uncollectible',
  'refunded',
  'partially_refunded',
])

/** One reading that goes into the store. */
export interface Incoming {
  key: string
  /** As it is stored. */
  invoice: Invoice
  content: Content
  known: KnownInvoice | undefined
  decision: Decision
  /** Of this reading, or of the one that it confirms. */
  seq: number
  walk: number | null
  /** Since when the reading, or the one that it confirms, holds; milliseconds since 1970. */
  sinceMs: number
  /** How often the invoice has been payable again by now. */
  reopened: number
}

export function readingRow({ key, invoice, content, sinceMs, seq }: Incoming): ReadingTable {
  return {
    account_key: key,
    invoice_id: invoice.source.id,
    seq,
    effective_ms: sinceMs,
    read_at: invoice.source.readAt,
    customer_id: forColumn(invoice.customer.id),
    gone: 0,
    content: content.json,
  }
}

export function currentRow(incoming: Incoming): InvoiceTable {
  const { key, invoice, content, known, seq, sinceMs, walk, reopened } = incoming
  const { source, customer } = invoice
  return {
    account_key: key,
    invoice_id: source.id,
    seq,
    effective_ms: sinceMs,
    content_hash: content.hash,
    detail: invoice.detail,
    gone: 0,
    updated_at: invoice.updatedAt ?? known?.updated_at ?? null,
    read_at: laterOf(known?.read_at, source.readAt),
    status: vendorStatus(invoice),
    mode: source.mode,
    kind: invoice.kind,
    currency: forColumn(invoice.currency),
    minor_unit_digits: invoice.minorUnitDigits,
    total: invoice.total,
    amount_due: invoice.amountDue,
    created_ms: toMs(invoice.createdAt),
    due_ms: toMs(invoice.dueAt),
    customer_id: forColumn(customer.id),
    customer_name: forColumn(customer.name),
    seen_walk: walk ?? known?.seen_walk ?? 0,
    reopened,
  }
}

export function timesReopened(known: KnownInvoice | undefined, invoice: Invoice): number {
  const before = known?.reopened ?? 0
  const again = known !== undefined && ended.has(known.status) && isPayable(invoice.status)
  return again ? before + 1 : before
}

function laterOf(known: string | undefined, incoming: string): string {
  return known !== undefined && compareInstants(known, incoming) > 0 ? known : incoming
}

/** PostgreSQL has no text with a NUL in it; the JSON beside the columns keeps it, escaped. */
function forColumn(text: string | null): string | null {
  return text?.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
}
