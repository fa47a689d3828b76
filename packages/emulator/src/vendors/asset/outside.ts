import { type OutsideEvents, parseInstant } from '../frame.ts'
import { amountDue } from './amounts.ts'
import type { Desk } from './call.ts'
import { addCredit } from './credit.ts'
import type { Business, InvoiceStatus, StoredInvoice } from './entities.ts'
import { lineToRefund, makeRefund, type RefundShare } from './refund-book.ts'
import { pay, useTransaction } from './settlement.ts'
import { moveTo } from './status-moves.ts'
import { matchTransaction, recordTransaction } from './transaction-book.ts'

export interface BankTransaction {
  /** Minor units; money that comes in is positive. */
  readonly amount: number
  readonly description: string
  /** The invoice it belongs to, whatever amount and description say. Default: what matching finds. */
  readonly invoiceId?: string
}

/** What happens to the books without a request of ours. */
export interface AssetOutsideEvents extends OutsideEvents {
  /** Money arrives at the bank, and is matched if the server can. */
  receive(transaction: BankTransaction, at?: string): void
  /** `amount` in minor units, for a customer of that id. */
  giveCredit(customerId: string, amount: number, at?: string): void
}

/** `business` is asked for anew each time, since a reset founds it anew. */
export function createOutsideEvents(desk: Desk, business: () => Business): AssetOutsideEvents {
  const { clock } = desk.surroundings
  const stored = (id: string): StoredInvoice => storedInvoice(desk, business(), id)
  const happen = (at: string | undefined, action: () => void): void => {
    if (at === undefined) action()
    else clock.schedule(parseInstant(at), action)
  }
  const move = (id: string, to: InvoiceStatus, operation: string, at: string | undefined): void => {
    stored(id)
    happen(at, () => {
      // By the time of a later event the invoice may have gone another way.
      if (at === undefined || stored(id).status === 'open') moveOpen(desk, stored(id), to, operation)
    })
  }

  return {
    pay(id, at) {
      stored(id)
      happen(at, () => {
        if (at === undefined || stored(id).status === 'open') payRest(desk, business(), stored(id))
      })
    },
    void: (id, at) => move(id, 'voided', 'outside:void', at),
    markUncollectible: (id, at) => move(id, 'uncollectible', 'outside:mark_uncollectible', at),
    issueDraft(id) {
      throw new RangeError(`Asset has no drafts; ${id} is ${stored(id).status}`)
    },
    refund: (id, amount, at) => happen(at, () => refund(desk, business(), stored(id), amount)),
    receive: (transaction, at) => happen(at, () => receive(desk, business(), transaction)),
    giveCredit: (customerId, amount, at) =>
      happen(at, () => addCredit(desk, business().name, customerId, amount)),
  }
}

function storedInvoice(desk: Desk, business: Business, id: string): StoredInvoice {
  const invoice = desk.store.books(business.name).invoices.get(id)
  if (invoice === undefined) throw new RangeError(`no invoice ${id} in ${business.name}`)
  return invoice
}

function mustBeOpen({ id, status }: StoredInvoice): void {
  if (status !== 'open') throw new RangeError(`${id} is ${status}, not open`)
}

function moveOpen(desk: Desk, invoice: StoredInvoice, to: InvoiceStatus, operation: string): void {
  mustBeOpen(invoice)
  const updatedAtMs = desk.surroundings.clock.tick()
  desk.store.commit({
    invoice: { ...moveTo(invoice, to, desk), updatedAtMs },
    event: 'status_changed',
    by: 'vendor',
    operation,
  })
}

function payRest(desk: Desk, business: Business, invoice: StoredInvoice): void {
  mustBeOpen(invoice)
  const amount = amountDue(invoice, desk.switches)
  receiveFor(desk, business, invoice, { amount, description: `Payment of ${invoice.number}` })
}

function receive(desk: Desk, business: Business, order: BankTransaction): void {
  if (order.invoiceId !== undefined) {
    receiveFor(desk, business, storedInvoice(desk, business, order.invoiceId), order)
    return
  }
  const atMs = desk.surroundings.clock.now()
  const transaction = recordTransaction(desk, { ...order, business, atMs, operation: 'outside:receive' })
  matchTransaction(desk, transaction)
}

function receiveFor(desk: Desk, business: Business, invoice: StoredInvoice, order: BankTransaction): void {
  mustBeOpen(invoice)
  const { amount, description } = order
  const atMs = desk.surroundings.clock.now()
  const operation = 'outside:pay'
  const { id: transactionId, ...rest } = recordTransaction(desk, {
    business,
    amount,
    description,
    atMs,
    operation,
  })
  useTransaction(desk, { ...rest, id: transactionId }, amount)
  const parts = [{ amount, source: { kind: 'transaction', transactionId } as const }]
  pay(desk, { invoice, parts, by: 'customer', operation })
}

function refund(desk: Desk, business: Business, invoice: StoredInvoice, wanted: number | undefined): void {
  const left = invoice.total - invoice.amountRefunded
  const amount = wanted ?? left
  const refundableNow = invoice.status === 'paid' || invoice.status === 'partially_refunded'
  if (!refundableNow || amount <= 0 || amount > left) {
    throw new RangeError(`${invoice.id} has nothing like ${amount} to refund`)
  }
  const share: RefundShare = {
    amount,
    invoiceId: invoice.id,
    invoiceLineId: lineToRefund(invoice, amount),
    externalId: null,
    memo: null,
  }
  makeRefund(desk, {
    business,
    externalId: `outside-${invoice.number}`,
    amount,
    method: 'other',
    refundedAtMs: desk.surroundings.clock.now(),
    memo: null,
    processor: null,
    isReturn: false,
    asCredit: false,
    completed: true,
    shares: [share],
    by: 'vendor',
    operation: 'outside:refund',
  })
}
