import { type Actor, addExactly, type OutsideEvents, parseInstant } from '../frame.ts'
import type { Desk } from './call.ts'
import type { InvoiceStatus, Organization, StoredInvoice } from './entities.ts'
import { reportInvoice, reportPayment, reportRefund } from './reports.ts'

interface Move {
  readonly from: InvoiceStatus
  readonly to: InvoiceStatus
  readonly by: Actor
  readonly operation: string
}

const moves = {
  pay: { from: 'outstanding', to: 'paid', by: 'customer', operation: 'outside:pay' },
  void: { from: 'outstanding', to: 'void', by: 'vendor', operation: 'outside:void' },
  giveUp: { from: 'outstanding', to: 'uncollectible', by: 'vendor', operation: 'outside:mark_uncollectible' },
  issue: { from: 'draft', to: 'outstanding', by: 'vendor', operation: 'outside:issue_draft' },
} as const satisfies Record<string, Move>

/** Changes that no request makes: by the customer, the dashboard or Commet itself. */
export function createOutsideEvents(desk: Desk, organization: Organization): OutsideEvents {
  const { clock, ids } = desk.surroundings
  const make = (
    id: string,
    move: Move,
    at: string | undefined,
    report: (moved: StoredInvoice) => void,
  ): void => {
    storedInvoice(desk, organization, id)
    if (at === undefined) report(moved(desk, organization, id, move))
    else {
      clock.schedule(parseInstant(at), () => {
        // By then the invoice may have gone another way.
        if (storedInvoice(desk, organization, id).status !== move.from) return
        report(moved(desk, organization, id, move))
      })
    }
  }
  return {
    pay: (id, at) =>
      make(id, moves.pay, at, (paid) => reportPayment(desk, organization, paid, ids.next('txn'))),
    void: (id, at) =>
      make(id, moves.void, at, (voided) => reportInvoice(desk, organization, 'invoice.voided', voided)),
    markUncollectible: (id, at) => make(id, moves.giveUp, at, () => {}),
    issueDraft: (id, at) => make(id, moves.issue, at, () => {}),
    refund(id, amount, at) {
      const give = (): void => refund(desk, organization, storedInvoice(desk, organization, id), amount)
      if (at === undefined) give()
      else clock.schedule(parseInstant(at), give)
    },
  }
}

function storedInvoice(desk: Desk, organization: Organization, id: string): StoredInvoice {
  const invoice = desk.store.invoices(organization.name).get(id)
  if (invoice === undefined) throw new RangeError(`no invoice ${id} in ${organization.name}`)
  return invoice
}

function moved(desk: Desk, organization: Organization, id: string, move: Move): StoredInvoice {
  const invoice = storedInvoice(desk, organization, id)
  const { from, to, by, operation } = move
  if (invoice.status !== from) throw new RangeError(`${id} is ${invoice.status}, not ${from}`)
  return desk.store.commit({
    invoice: { ...invoice, status: to, updatedAtMs: desk.surroundings.clock.tick() },
    event: 'status_changed',
    by,
    operation,
  })
}

/** The invoice stays paid: Commet tells a refund only by the event. */
function refund(
  desk: Desk,
  organization: Organization,
  invoice: StoredInvoice,
  amount: number | undefined,
): void {
  const left = invoice.total - invoice.amountRefunded
  const refunded = amount ?? left
  if (invoice.status !== 'paid' || refunded <= 0 || refunded > left) {
    throw new RangeError(`${invoice.id} has nothing like ${refunded} to refund`)
  }
  const changed = desk.store.commit({
    invoice: {
      ...invoice,
      amountRefunded: addExactly(invoice.amountRefunded, refunded),
      updatedAtMs: desk.surroundings.clock.tick(),
    },
    event: 'refunded',
    by: 'vendor',
    operation: 'outside:refund',
  })
  reportRefund(desk, organization, changed, refunded)
}
