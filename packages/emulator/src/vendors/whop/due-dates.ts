import type { Desk } from './call.ts'
import type { Company, StoredInvoice } from './entities.ts'
import { dueDateOf } from './ledger-projection.ts'
import { reportInvoice } from './reports.ts'

/** Lets an open invoice turn past due. One that is collected automatically never does: it shows no due date. */
export function watchDueDate(desk: Desk, company: Company, invoice: StoredInvoice): void {
  const dueAtMs = dueDateOf(invoice)
  if (dueAtMs === null) return
  const { clock } = desk.surroundings
  clock.schedule(dueAtMs + desk.switches.pastDueAfterMs, () => turnPastDue(desk, company, invoice.id))
}

/** Documented: not while a slow payment clears. */
function turnPastDue(desk: Desk, company: Company, invoiceId: string): void {
  const { store, surroundings } = desk
  const invoice = store.shelf(company.name).invoices.get(invoiceId)
  if (invoice?.status !== 'open' || invoice.clearingPaymentId !== null) return
  const turned = store.commit({
    invoice: { ...invoice, status: 'past_due', updatedAtMs: surroundings.clock.tick() },
    event: 'became_past_due',
    by: 'vendor',
    operation: 'outside:past_due',
  })
  reportInvoice(desk, company, 'invoice.past_due', turned)
}
