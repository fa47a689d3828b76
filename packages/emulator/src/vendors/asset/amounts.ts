import { addExactly } from '../frame.ts'
import type { StoredInvoice } from './entities.ts'
import type { AssetSwitches } from './switches.ts'

/** What the invoice says was paid. */
export function totalPaid(invoice: StoredInvoice, switches: AssetSwitches): number {
  return invoice.payments
    .filter((payment) => switches.writeOffInTotalPaid || !payment.isWriteOff)
    .reduce((sum, payment) => addExactly(sum, payment.amount), 0)
}

/** Money that truly came, and credit that was spent. */
export function moneyReceived(invoice: StoredInvoice): number {
  return invoice.payments
    .filter((payment) => !payment.isWriteOff)
    .reduce((sum, payment) => addExactly(sum, payment.amount), 0)
}

/** What is left to pay; negative after an overpayment. */
export function amountDue(invoice: StoredInvoice, switches: AssetSwitches): number {
  const credit = switches.totalAmount === 'before_credit' ? invoice.creditAmount : 0
  return addExactly(invoice.total, -addExactly(credit, moneyReceived(invoice)))
}
