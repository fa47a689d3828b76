import type { Invoice, InvoiceLine } from './invoice.ts'

/** People, what people wrote, links that open the document, and the vendor's answers. */
type LeftOut = 'customer' | 'buyerReference' | 'purchaseOrder' | 'memo' | 'metadata' | 'links' | 'raw'

type LineLeftOut = 'description' | 'providerKind' | 'metadata'

export type LoggedInvoiceLine = Omit<InvoiceLine, LineLeftOut>

/** An invoice without personal data and free text. */
export type LoggedInvoice = Omit<Invoice, LeftOut | 'lines'> & { lines: LoggedInvoiceLine[] | null }

/** An allow-list: a field added to the invoice later fails to compile until it stands here or in `LeftOut`. */
const loggedFields: Record<Exclude<keyof LoggedInvoice, 'lines'>, true> = {
  schemaVersion: true,
  source: true,
  number: true,
  externalId: true,
  subscriptionId: true,
  kind: true,
  corrects: true,
  status: true,
  providerStatus: true,
  paymentPending: true,
  collection: true,
  opensAt: true,
  currency: true,
  minorUnitDigits: true,
  taxInclusive: true,
  subtotal: true,
  discount: true,
  tax: true,
  creditApplied: true,
  total: true,
  amountPaid: true,
  amountDue: true,
  amountRefunded: true,
  createdAt: true,
  issuedAt: true,
  dueAt: true,
  paidAt: true,
  voidedAt: true,
  updatedAt: true,
  periodStart: true,
  periodEnd: true,
  payments: true,
  detail: true,
  derived: true,
  notes: true,
}

const loggedLineFields: Record<keyof LoggedInvoiceLine, true> = {
  id: true,
  kind: true,
  quantity: true,
  unitPrice: true,
  discount: true,
  tax: true,
  taxRate: true,
  amount: true,
  periodStart: true,
  periodEnd: true,
}

function pick<T extends object, K extends keyof T>(value: T, fields: Record<K, true>): Pick<T, K> {
  const kept = Object.entries(value).filter(([field]) => Object.hasOwn(fields, field))
  return Object.fromEntries(kept) as Pick<T, K>
}

/**
 * The invoice as it may stand in a log: ids, amounts, statuses, dates, notes. Left out are the customer, everything
 * written by people (descriptions, memo, references, metadata), links (whoever has one can often read the invoice)
 * and `raw`.
 */
export function forLog(invoice: Invoice): LoggedInvoice {
  const lines = invoice.lines?.map((line) => pick(line, loggedLineFields)) ?? null
  return { ...pick(invoice, loggedFields), lines }
}
