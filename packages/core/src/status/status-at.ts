import type { Invoice } from '../invoice/invoice.ts'
import type { InvoiceStatus, StatusFilter } from './status.ts'

/** What the status depends on. */
export type StatusFacts = Pick<Invoice, 'status' | 'providerStatus' | 'dueAt' | 'paymentPending'>

/** Whether the customer owes and can pay: `open` and `past_due`. */
export function isPayable(status: InvoiceStatus): boolean {
  return status === 'open' || status === 'past_due'
}

/** Whether two statuses are the same state apart from the clock: `open` and `past_due` are one. */
export function sameState(one: InvoiceStatus, other: InvoiceStatus): boolean {
  return one === other || (isPayable(one) && isPayable(other))
}

/**
 * The status at an instant, given as milliseconds since 1970 or as RFC 3339 text. Only `open` and `past_due` depend on
 * it: an open invoice that was due before the instant is past due, and one that is not due yet is open again.
 *
 * The status stays as it is where the vendor itself says `past_due`, where there is no due date, and where the due date
 * or the instant cannot be read. While a payment is under way the invoice is open, not past due.
 */
export function statusAt(invoice: StatusFacts, instant: number | string): InvoiceStatus {
  const { status, dueAt } = invoice
  if (!isPayable(status) || dueAt === null || invoice.providerStatus === 'past_due') return status
  const due = Date.parse(dueAt)
  const asked = typeof instant === 'number' ? instant : Date.parse(instant)
  if (Number.isNaN(due) || Number.isNaN(asked)) return status
  return due < asked && invoice.paymentPending !== true ? 'past_due' : 'open'
}

/** Whether the status at the instant is any of the wanted ones; `payable` means open and past due. An empty list wants none. */
export function matchesStatus(
  invoice: StatusFacts,
  wanted: readonly StatusFilter[],
  instant: number | string,
): boolean {
  const status = statusAt(invoice, instant)
  return wanted.includes(status) || (isPayable(status) && wanted.includes('payable'))
}
