import { type Actor, addExactly } from '../frame.ts'
import { amountDue } from './amounts.ts'
import type { Desk } from './call.ts'
import { addCredit, type Draw } from './credit.ts'
import type { StoredInvoice, StoredPayment, StoredTransaction } from './entities.ts'
import { bareUuid, nextId, nextPlainId } from './identifiers.ts'
import type { AssetSwitches } from './switches.ts'

/** Where the money of one payment comes from. */
export type MoneySource =
  | { readonly kind: 'transaction'; readonly transactionId: string }
  | { readonly kind: 'credit'; readonly draw: Draw }
  /** Paid by some means that the books do not know. */
  | { readonly kind: 'by_hand' }
  | { readonly kind: 'write_off' }

export function newPayment(desk: Desk, amount: number, source: MoneySource): StoredPayment {
  const { surroundings, traits } = desk
  const draw = source.kind === 'credit' ? source.draw : null
  const transactionId = source.kind === 'transaction' ? source.transactionId : null
  return {
    id: nextId(surroundings, 'inp'),
    paymentId: nextPlainId(surroundings),
    atMs: surroundings.clock.now(),
    amount,
    // Older payments always have a transaction, so that one is made up for them.
    transactionId: traits.creditPayments ? transactionId : (transactionId ?? nextId(surroundings, 'txn')),
    creditJournalEntryId: draw?.journalEntryId == null ? null : bareUuid(draw.journalEntryId),
    creditMemoId: draw?.creditMemoId == null ? null : bareUuid(draw.creditMemoId),
    isWriteOff: source.kind === 'write_off',
  }
}

/** Documented: open becomes paid once payments reach the amount. */
export function settled(invoice: StoredInvoice, switches: AssetSwitches): StoredInvoice {
  const anythingPaid = invoice.payments.length > 0 || invoice.creditAmount > 0
  const reached = anythingPaid && amountDue(invoice, switches) <= 0
  return invoice.status === 'open' && reached ? { ...invoice, status: 'paid' } : invoice
}

interface PaymentOrder {
  readonly invoice: StoredInvoice
  readonly parts: readonly { readonly amount: number; readonly source: MoneySource }[]
  readonly by: Actor
  readonly operation: string
}

/** Adds payments to an invoice; what is too much becomes the customer's credit. */
export function pay(desk: Desk, order: PaymentOrder): StoredInvoice {
  const { store, surroundings, switches } = desk
  const { invoice, by, operation } = order
  let due = Math.max(0, amountDue(invoice, switches))
  let excess = 0
  const payments = order.parts.map(({ amount, source }) => {
    const needed = Math.min(amount, due)
    due -= needed
    excess = addExactly(excess, amount - needed)
    return newPayment(desk, switches.overpayment === 'capped' ? needed : amount, source)
  })
  addCredit(desk, invoice.account, invoice.customerId, excess)
  const updatedAtMs = surroundings.clock.tick()
  const paid = settled({ ...invoice, payments: [...invoice.payments, ...payments], updatedAtMs }, switches)
  const event = paid.status === invoice.status ? 'payment_applied' : 'status_changed'
  return store.commit({ invoice: paid, event, by, operation })
}

/** Money of a transaction that no payment has used. */
export const unapplied = (transaction: StoredTransaction): number =>
  Math.abs(transaction.amount) - transaction.applied

export function useTransaction(desk: Desk, transaction: StoredTransaction, amount: number): void {
  const { transactions } = desk.store.books(transaction.account)
  desk.store.put(transactions, { ...transaction, applied: addExactly(transaction.applied, amount) }, null)
}
