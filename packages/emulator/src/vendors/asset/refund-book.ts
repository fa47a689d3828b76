import { type Actor, addExactly } from '../frame.ts'
import type { Desk } from './call.ts'
import { addCredit } from './credit.ts'
import type { Business, RefundMethod, StoredInvoice, StoredRefund } from './entities.ts'
import type { AssetError } from './errors.ts'
import { nextId } from './identifiers.ts'
import { refundable } from './rules.ts'

export interface RefundShare {
  readonly amount: number
  readonly invoiceId: string | null
  readonly invoiceLineId: string | null
  readonly externalId: string | null
  readonly memo: string | null
}

export interface RefundOrder {
  readonly business: Business
  readonly externalId: string
  readonly amount: number
  readonly method: RefundMethod
  readonly refundedAtMs: number
  readonly memo: string | null
  readonly processor: string | null
  readonly isReturn: boolean
  /** Books customer credit at once, which completes the refund. */
  readonly asCredit: boolean
  /** The money has already gone back. */
  readonly completed: boolean
  readonly shares: readonly RefundShare[]
  readonly by: Actor
  readonly operation: string
}

const refused = (message: string): AssetError => ({ status: 422, message })

/** Documented: never above the invoice's amount; less than all of it names the line. */
export function shareRefusal(invoice: StoredInvoice, share: RefundShare): AssetError | null {
  const left = invoice.total - invoice.amountRefunded
  if (!refundable.has(invoice.status))
    return refused(`An invoice that is ${invoice.status} cannot be refunded`)
  if (share.amount > left) return refused('The refund exceeds the amount of the invoice')
  if (share.invoiceLineId === null) {
    return share.amount < invoice.total ? refused('A partial refund must name the line') : null
  }
  const line = invoice.lines.find((candidate) => candidate.id === share.invoiceLineId)
  if (line === undefined) return refused('The invoice has no such line')
  // guess: nor above the amount of the line.
  return share.amount > line.amount ? refused('The refund exceeds the amount of the line') : null
}

/** guess: the invoice changes when the refund is made, not when it is paid. */
export function makeRefund(desk: Desk, order: RefundOrder): StoredRefund {
  const { store, surroundings } = desk
  const { business, shares, asCredit, completed, by, operation, ...fields } = order
  const { invoices, refunds } = store.books(business.name)
  for (const share of shares) {
    const invoice = invoices.get(share.invoiceId ?? '')
    if (invoice === undefined) continue
    const amountRefunded = addExactly(invoice.amountRefunded, share.amount)
    const status = amountRefunded >= invoice.total ? 'refunded' : 'partially_refunded'
    const updatedAtMs = surroundings.clock.tick()
    store.commit({
      invoice: { ...invoice, amountRefunded, status, updatedAtMs },
      event: 'refunded',
      by,
      operation,
    })
    if (asCredit) addCredit(desk, business.name, invoice.customerId, share.amount)
  }
  const done = asCredit || completed
  const refund: StoredRefund = {
    ...fields,
    id: nextId(surroundings, 'rfu'),
    account: business.name,
    amountPaid: done ? order.amount : 0,
    refundCredit: asCredit,
    status: done ? 'completed' : 'pending',
    payments: [],
    invoices: shares.map((share) => ({ ...share, id: nextId(surroundings, 'rfi') })),
    createdAtMs: surroundings.clock.tick(),
  }
  store.put(refunds, refund, by === 'seed' ? null : operation)
  return refund
}

/** The line that a refund nobody assigned is taken from: the smallest that is large enough. */
export function lineToRefund({ lines, total }: StoredInvoice, amount: number): string | null {
  if (amount >= total) return null
  const [line] = lines
    .filter((each) => each.amount >= amount)
    .toSorted((one, other) => one.amount - other.amount)
  return line?.id ?? null
}
