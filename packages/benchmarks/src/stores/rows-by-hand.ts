import { hash } from 'node:crypto'
import type { Invoice } from '@invoice-adapters/core'

/** The columns that the store fills for each reading and each invoice, in the order of the tables. */
export const readingColumns: readonly string[] =
  'account_key, invoice_id, seq, effective_ms, read_at, customer_id, gone, content'.split(', ')
export const invoiceColumns: readonly string[] =
  'account_key, invoice_id, seq, effective_ms, content_hash, detail, gone, updated_at, read_at, status, mode, kind, currency, minor_unit_digits, total, amount_due, created_ms, due_ms, customer_id, customer_name, seen_walk, reopened'.split(
    ', ',
  )

type Cell = string | number | null

/** The same rows, written down without asking what is there already, what changed, and who else is writing. */
export function rowsByHand(invoice: Invoice, seq: number): { reading: Cell[]; current: Cell[] } {
  const { source, customer, updatedAt, createdAt, dueAt } = invoice
  const { raw: _, links: __, ...kept } = invoice
  const content = JSON.stringify(kept)
  const digest = hash('sha256', content, 'base64url').slice(0, 32)
  const effective = Date.parse(updatedAt ?? source.readAt)
  const key = 'asset/main'
  return {
    reading: [key, source.id, seq, effective, source.readAt, customer.id, 0, content],
    current: [
      key,
      source.id,
      seq,
      effective,
      digest,
      invoice.detail,
      0,
      updatedAt,
      source.readAt,
      invoice.status,
      source.mode,
      invoice.kind,
      invoice.currency,
      invoice.minorUnitDigits,
      invoice.total,
      invoice.amountDue,
      createdAt === null ? null : Date.parse(createdAt),
      dueAt === null ? null : Date.parse(dueAt),
      customer.id,
      customer.name,
      1,
      0,
    ],
  }
}
