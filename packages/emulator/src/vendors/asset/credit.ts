import { addExactly } from '../frame.ts'
import type { Desk } from './call.ts'
import type { StoredCreditMemo, StoredCustomer } from './entities.ts'
import { nextId } from './identifiers.ts'

/** One source that credit was taken from. */
export interface Draw {
  readonly amount: number
  readonly creditMemoId: string | null
  /** Set where no memo is. */
  readonly journalEntryId: string | null
}

const usable = (desk: Desk, { account, id }: StoredCustomer): readonly StoredCreditMemo[] =>
  desk.store
    .books(account)
    .creditMemos.ordered.filter(
      (memo) => memo.customerId === id && memo.voidedAtMs === null && memo.spent < memo.amount,
    )

/** What a customer has to spend: credit from overpayments and refunds, and credit memos. */
export function creditOf(desk: Desk, customer: StoredCustomer): number {
  const current = desk.store.books(customer.account).customers.get(customer.id) ?? customer
  return usable(desk, current).reduce(
    (sum, memo) => addExactly(sum, memo.amount - memo.spent),
    current.credit,
  )
}

export function addCredit(desk: Desk, account: string, customerId: string, amount: number): void {
  const customer = desk.store.books(account).customers.get(customerId)
  if (customer === undefined || amount === 0) return
  desk.store.putCustomer({ ...customer, credit: addExactly(customer.credit, amount) }, null)
}

/** Takes credit that is there. guess: memos first, the oldest first. */
export function drawCredit(desk: Desk, customer: StoredCustomer, amount: number): readonly Draw[] {
  const { store, surroundings } = desk
  const { creditMemos } = store.books(customer.account)
  const draws: Draw[] = []
  let left = amount
  for (const memo of usable(desk, customer)) {
    const taken = Math.min(left, memo.amount - memo.spent)
    if (taken === 0) break
    store.put(creditMemos, { ...memo, spent: memo.spent + taken }, null)
    draws.push({ amount: taken, creditMemoId: memo.id, journalEntryId: null })
    left -= taken
  }
  if (left > 0) {
    addCredit(desk, customer.account, customer.id, -left)
    draws.push({ amount: left, creditMemoId: null, journalEntryId: nextId(surroundings, 'je') })
  }
  return draws
}
