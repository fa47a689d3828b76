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

/** Changes that no request makes: by the customer, the dashboard or Commet itself. */
export function createOutsideEvents(desk: Desk, organization: Organization): OutsideEvents {
  const { clock, ids } = desk.surroundings
  const stored = (id: string): StoredInvoice => {
    const invoice = desk.store.invoices(organization.name).get(id)
    if (invoice === undefined) throw new Error(`no invoice ${id} in ${organization.name}`)
    return invoice
  }
  const when = (at: string | undefined, action: () => void): void => {
    if (at === undefined) action()
    else clock.schedule(parseInstant(at), action)
  }
  /** Undefined when the invoice has gone another way meanwhile. */
  const move = (id: string, { from, to, by, operation }: Move): StoredInvoice | undefined => {
    const invoice = stored(id)
    if (invoice.status !== from) return undefined
    const moved = { ...invoice, status: to, updatedAtMs: clock.tick() }
    return desk.store.commit({ invoice: moved, event: 'status_changed', by, operation })
  }

  return {
    pay: (id, at) =>
      when(at, () => {
        const operation = 'outside:pay'
        const paid = move(id, { from: 'outstanding', to: 'paid', by: 'customer', operation })
        if (paid !== undefined) reportPayment(desk, organization, paid, ids.next('txn'))
      }),
    void: (id, at) =>
      when(at, () => {
        const voided = move(id, { from: 'outstanding', to: 'void', by: 'vendor', operation: 'outside:void' })
        if (voided !== undefined) reportInvoice(desk, organization, 'invoice.voided', voided)
      }),
    markUncollectible: (id, at) =>
      when(at, () => {
        const operation = 'outside:mark_uncollectible'
        move(id, { from: 'outstanding', to: 'uncollectible', by: 'vendor', operation })
      }),
    issueDraft: (id, at) =>
      when(at, () => {
        move(id, { from: 'draft', to: 'outstanding', by: 'vendor', operation: 'outside:issue_draft' })
      }),
    refund: (id, amount, at) => when(at, () => refund(desk, organization, stored(id), amount)),
  }
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
