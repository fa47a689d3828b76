import { amountDue } from './amounts.ts'
import type { Desk } from './call.ts'
import { externalAccountId } from './chart-of-accounts.ts'
import type { Business, StoredInvoice, StoredTransaction } from './entities.ts'
import { nextId } from './identifiers.ts'
import { pay, useTransaction } from './settlement.ts'

export interface TransactionOrder {
  readonly business: Business
  readonly description: string
  /** Minor units; money that came in is positive. */
  readonly amount: number
  readonly atMs: number
  readonly externalAccountId?: string
  /** Used by payments already. */
  readonly applied?: number
  /** null for a seeded one. */
  readonly operation: string | null
}

/** Puts a bank transaction in the books. Nothing is matched yet. */
export function recordTransaction(desk: Desk, order: TransactionOrder): StoredTransaction {
  const { store, surroundings } = desk
  const { business, operation, description, amount, atMs } = order
  const transaction: StoredTransaction = {
    id: nextId(surroundings, 'txn'),
    account: business.name,
    externalAccountId: order.externalAccountId ?? externalAccountId(business.name),
    description,
    amount,
    applied: order.applied ?? 0,
    atMs,
    createdAtMs: operation === null ? atMs : surroundings.clock.tick(),
  }
  store.put(store.books(business.name).transactions, transaction, operation)
  return transaction
}

const dayMs = 86_400_000

/**
 * Documented: transactions find their invoices by description, amount and date. guess: the invoice's number is in
 * the description, the amount is what is due, the day is not before that of sending, and no second invoice fits.
 */
export function matchTransaction(desk: Desk, transaction: StoredTransaction): StoredInvoice | null {
  if (!desk.switches.automaticMatching || transaction.amount <= 0) return null
  const { invoices } = desk.store.books(transaction.account)
  const words = transaction.description.toLowerCase().split(/[^a-z0-9-]+/)
  const fitting = invoices.ordered.filter(
    (invoice) =>
      invoice.status === 'open' &&
      words.includes(invoice.number.toLowerCase()) &&
      amountDue(invoice, desk.switches) === transaction.amount &&
      Math.floor(transaction.atMs / dayMs) >= Math.floor(invoice.sentAtMs / dayMs),
  )
  const [only, second] = fitting
  if (only === undefined || second !== undefined) return null
  useTransaction(desk, transaction, transaction.amount)
  return pay(desk, {
    invoice: only,
    parts: [{ amount: transaction.amount, source: { kind: 'transaction', transactionId: transaction.id } }],
    by: 'vendor',
    operation: 'outside:match_transaction',
  })
}
