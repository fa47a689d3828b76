import type { ReferenceInvoice, ReferenceLine } from './records.ts'

type Amounts = Pick<ReferenceInvoice, 'subtotal' | 'tax' | 'total' | 'kind'>

/** The sums of an invoice with these lines: tax on top, less the discount. */
export function amountsOf(lines: readonly ReferenceLine[], discount: number): Amounts {
  const subtotal = sum(lines.map((line) => line.amount))
  const tax = sum(lines.map((line) => line.tax))
  const total = subtotal - discount + tax
  return { subtotal, tax, total, kind: total < 0 ? 'credit_note' : 'invoice' }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

export function withLines(invoice: ReferenceInvoice, lines: ReferenceLine[]): ReferenceInvoice {
  return { ...invoice, lines, ...amountsOf(lines, invoice.discount) }
}
