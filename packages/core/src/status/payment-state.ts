import type { Invoice } from '../invoice/invoice.ts'

export type PaymentState = 'unpaid' | 'partially_paid' | 'paid' | 'overpaid' | 'unknown'

/**
 * How much of the total has been paid, over the amounts alone: a void invoice can be `unpaid`, an open one `paid`.
 * `unknown` where the total or the amount paid is not known, or where they have opposite signs. A credit note is
 * judged by the size of its negative amounts. A total of zero needs nothing and is `paid`.
 */
export function paymentState(invoice: Pick<Invoice, 'total' | 'amountPaid'>): PaymentState {
  const { total, amountPaid } = invoice
  if (total === null || amountPaid === null) return 'unknown'
  const [owed, paid] = total < 0 ? [-total, -amountPaid] : [total, amountPaid]
  if (paid < 0) return 'unknown'
  if (paid === owed) return 'paid'
  if (paid > owed) return 'overpaid'
  return paid > 0 ? 'partially_paid' : 'unpaid'
}
