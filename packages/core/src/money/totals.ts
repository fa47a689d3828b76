import type { Invoice, InvoiceNote } from '../invoice/invoice.ts'
import { joined } from '../invoice/joined.ts'
import { isPayable } from '../status/status-at.ts'
import { type ExactSum, sumExact } from './sum.ts'

/** What the line amounts of a vendor add up to, where that is not known to be the subtotal. */
export type LinesSumTo = 'subtotal' | 'subtotal_less_discount_and_credit' | 'total'

export interface TotalsSettings {
  /** The lines are right if any of these holds; default `['subtotal']`. */
  linesSumTo?: readonly LinesSumTo[]
}

/** What the rules about totals are about. */
export type TotalledInvoice = Pick<
  Invoice,
  | 'status'
  | 'lines'
  | 'subtotal'
  | 'discount'
  | 'creditApplied'
  | 'tax'
  | 'taxInclusive'
  | 'total'
  | 'amountPaid'
  | 'amountDue'
  | 'payments'
>

/** The exact sum, or null as soon as one term is not known. */
function sumKnown(terms: readonly (number | null)[]): ExactSum | null {
  return terms.every((term) => term !== null) ? sumExact(terms) : null
}

function less(amount: number | null): number | null {
  return amount === null ? null : -amount
}

function beforeTax(invoice: TotalledInvoice): ExactSum | null {
  return sumKnown([invoice.subtotal, less(invoice.discount), less(invoice.creditApplied)])
}

const lineSumTargets: Record<LinesSumTo, (invoice: TotalledInvoice) => ExactSum | null> = {
  subtotal: (invoice) => sumKnown([invoice.subtotal]),
  subtotal_less_discount_and_credit: beforeTax,
  total: (invoice) => sumKnown([invoice.total]),
}

/**
 * Notes a mismatch unless one of the accepted figures is equal, or one of them is not known and might be.
 * `found` is null where a term is missing: then there is nothing to say.
 */
function compare(
  field: string,
  found: ExactSum | null,
  accepted: readonly (ExactSum | null)[],
  describe: (found: ExactSum, accepted: string) => string,
): InvoiceNote[] {
  if (found === null || accepted.length === 0) return []
  if (accepted.some((figure) => figure === null || figure === found)) return []
  const figures = [...new Set(accepted)].join(' or ')
  return [{ code: 'totals_mismatch', field, message: describe(found, figures) }]
}

/** BR-CO-10: the document's subtotal is the sum of its line amounts. */
function checkLines(invoice: TotalledInvoice, targets: readonly LinesSumTo[]): InvoiceNote[] {
  if (invoice.lines === null) return []
  const sum = sumKnown(invoice.lines.map((line) => line.amount))
  const accepted = targets.map((target) => lineSumTargets[target](invoice))
  const sentence = (found: ExactSum, figures: string) => {
    const names = targets.map((target) => target.replaceAll('_', ' ')).join(' or ')
    return `The line amounts add up to ${found} minor units, but ${names} is ${figures}.`
  }
  return compare('lines', sum, accepted, sentence)
}

/** BR-CO-13 and 15. With the tax inside the line amounts it is not added again. */
function checkTotal(invoice: TotalledInvoice): InvoiceNote[] {
  const taxInside = beforeTax(invoice)
  const taxOnTop = sumKnown([
    invoice.subtotal,
    less(invoice.discount),
    less(invoice.creditApplied),
    invoice.tax,
  ])
  const accepted =
    invoice.taxInclusive === null ? [taxInside, taxOnTop] : [invoice.taxInclusive ? taxInside : taxOnTop]
  return compare(
    'total',
    sumKnown([invoice.total]),
    accepted,
    (found, figures) =>
      `The total is ${found} minor units, but subtotal, discount, credit and tax make ${figures}.`,
  )
}

/** BR-CO-16, while the invoice can be paid; a settled one owes nothing by another rule. */
function checkAmountDue(invoice: TotalledInvoice): InvoiceNote[] {
  if (!isPayable(invoice.status)) return []
  return compare(
    'amountDue',
    sumKnown([invoice.amountDue]),
    [sumKnown([invoice.total, less(invoice.amountPaid)])],
    (found, figures) =>
      `The amount due is ${found} minor units, but the total less what was paid is ${figures}.`,
  )
}

/** Whether a write-off counts as paid differs between vendors, so either is right. */
function checkPayments(invoice: TotalledInvoice): InvoiceNote[] {
  if (invoice.payments === null) return []
  const all = sumKnown(invoice.payments.map((payment) => payment.amount))
  const received = sumKnown(
    invoice.payments.filter((payment) => payment.kind !== 'write_off').map((payment) => payment.amount),
  )
  return compare(
    'amountPaid',
    sumKnown([invoice.amountPaid]),
    [all, received],
    (found, figures) => `The amount paid is ${found} minor units, but the payments add up to ${figures}.`,
  )
}

/**
 * The EN 16931 rules about totals, each checked only where all its terms are known. A mismatch is a note that names
 * both figures in minor units; nothing is corrected.
 *
 * - the line amounts add up to the subtotal (or to what `linesSumTo` says)
 * - total = subtotal − discount − credit applied + tax; tax is not added where the amounts contain it, and where the
 *   vendor does not say whether they do, either is right
 * - amount due = total − amount paid, while open or past due
 * - the payments add up to the amount paid, with or without write-offs
 */
export function checkTotals(invoice: TotalledInvoice, settings: TotalsSettings = {}): InvoiceNote[] {
  return joined(
    checkLines(invoice, settings.linesSumTo ?? ['subtotal']),
    checkTotal(invoice),
    checkAmountDue(invoice),
    checkPayments(invoice),
  )
}
