import type { Desk } from './call.ts'
import { reportInvoice } from './reports.ts'

const dayMs = 86_400_000

/** Documented: a daily scan reports each overdue invoice once; its status stays. guess: the scan runs at 00:00 UTC. */
export function startDailyScan(desk: Desk): void {
  const { clock } = desk.surroundings
  const next = (Math.floor(clock.now() / dayMs) + 1) * dayMs
  clock.schedule(next, () => {
    reportOverdue(desk)
    startDailyScan(desk)
  })
}

function reportOverdue(desk: Desk): void {
  const { store, surroundings } = desk
  for (const organization of store.organizations) {
    const invoices = store.invoices(organization.name)
    for (const invoice of [...invoices.ordered]) {
      const overdue = invoice.status === 'outstanding' && invoice.dueAtMs < surroundings.clock.now()
      if (!overdue || invoice.overdueReported) continue
      // The record is marked in place: to report is no change of the invoice.
      invoices.amend({ ...invoice, overdueReported: true })
      reportInvoice(desk, organization, 'invoice.overdue', invoice)
    }
  }
}
