import type { Actor } from '../frame.ts'
import type { Desk } from './call.ts'
import { watchDueDate } from './due-dates.ts'
import type { Company, StoredInvoice } from './entities.ts'
import { missingToOpen } from './invoice-rules.ts'
import { nextInvoiceNumber } from './numbering.ts'
import { reportInvoice } from './reports.ts'
import { takePayment } from './settlement.ts'

/** Lets a draft open by itself at its moment, if it is still there and still has that moment. */
export function watchFinalization(desk: Desk, company: Company, invoice: StoredInvoice): void {
  const moment = invoice.finalizesAtMs
  if (moment === null || invoice.status !== 'draft') return
  const { clock } = desk.surroundings
  if (moment <= clock.now() && desk.switches.pastFinalization === 'ignored') return
  clock.schedule(Math.max(moment, clock.now()) + desk.switches.finalizationDelayMs, () => {
    const draft = desk.store.shelf(company.name).invoices.get(invoice.id)
    if (draft?.status !== 'draft' || draft.deleted || draft.finalizesAtMs !== moment) return
    // guess: an incomplete draft stays one.
    if (missingToOpen(draft) === null) openDraft(desk, company, draft, 'vendor', 'outside:finalize')
  })
}

export function openDraft(
  desk: Desk,
  company: Company,
  draft: StoredInvoice,
  by: Actor,
  operation: string,
): StoredInvoice {
  const nowMs = desk.surroundings.clock.tick()
  const opened = desk.store.commit({
    invoice: {
      ...draft,
      status: 'open',
      number: draft.number === '' ? nextInvoiceNumber(desk, company.name) : draft.number,
      openedAtMs: nowMs,
      updatedAtMs: nowMs,
    },
    event: 'status_changed',
    by,
    operation,
  })
  if (desk.switches.openingFiresCreated) reportInvoice(desk, company, 'invoice.created', opened)
  return afterOpening(desk, company, opened)
}

/** What begins when an invoice is open: the wait for its due date, or the automatic charge. */
export function afterOpening(desk: Desk, company: Company, opened: StoredInvoice): StoredInvoice {
  watchDueDate(desk, company, opened)
  if (opened.collectionMethod === 'charge_automatically') {
    const outcomes = { succeeds: 'paid', slow: 'slow', declined: 'declined' } as const
    const outcome = outcomes[desk.switches.automaticCharge]
    takePayment(desk, company, opened, { by: 'vendor', operation: 'outside:charge', outcome })
  }
  return desk.store.shelf(company.name).invoices.get(opened.id) ?? opened
}
