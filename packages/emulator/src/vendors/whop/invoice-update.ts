import { isRecord } from '../frame.ts'
import { type Call, found, type Handler, type Reply, refuse } from './call.ts'
import type { StoredInvoice, StoredPlan } from './entities.ts'
import { errorOf, notFound } from './errors.ts'
import { formatInvoice } from './format-invoice.ts'
import { readInvoiceChanges } from './invoice-changes.ts'
import { type EditedInvoice, editInvoice, notAnObject } from './invoice-edit.ts'
import { formattingOf, readInvoice } from './invoice-reads.ts'
import { beginLife, withStoredAddress } from './invoice-storing.ts'
import { isSamePrice, taxOf } from './pricing.ts'

export const updateInvoice: Handler = (call) => {
  const { body = {}, desk, company } = call
  if (!isRecord(body)) return refuse(notAnObject)
  const draft = readDraft(call, 'updated')
  if ('kind' in draft) return draft

  const { plan } = desk.store.whole(draft)
  const problems: string[] = []
  const changes = readInvoiceChanges(body, problems)
  const edit = editInvoice(desk, company, { invoice: draft, terms: plan }, changes, problems)
  if (!edit.ok) return refuse(edit.error)
  const stored = storeEdited(call, plan, edit.edited)
  const isScheduled = changes.finalizesAtMs !== undefined
  return found(formatInvoice(isScheduled ? beginLife(call, stored) : stored, formattingOf(call)))
}

/** The draft of the path as it is now: a stale read must not become a stale write. */
function readDraft(call: Call, verb: string): StoredInvoice | Reply {
  const shown = readInvoice(call)
  const current = shown && call.desk.store.shelf(shown.account).invoices.get(shown.id)
  if (current === undefined || current.deleted) return refuse(notFound('invoice'))
  if (current.status === 'draft') return current
  const message = `Only a draft can be ${verb}; this invoice is ${current.status}`
  return refuse(errorOf(call.desk.switches.illegalTransitionStatus, message))
}

function storeEdited(call: Call, plan: StoredPlan, edited: EditedInvoice): StoredInvoice {
  const { store, switches, surroundings } = call.desk
  const updatedAtMs = surroundings.clock.tick()
  const { productId } = edited.invoice
  const tax = isSamePrice(edited.terms, plan) ? {} : taxOf(edited.terms, plan, switches)
  store.putPlan({ ...plan, ...edited.terms, ...tax, productId, updatedAtMs })
  return store.commit({
    invoice: { ...withStoredAddress(call, edited.invoice, edited.newAddress), updatedAtMs },
    event: 'updated',
    by: 'api',
    operation: call.operation,
  })
}

export const deleteInvoice: Handler = (call) => {
  const draft = readDraft(call, 'deleted')
  if ('kind' in draft) return draft
  const { store, switches, surroundings } = call.desk
  store.commit({
    invoice: { ...draft, deleted: true, updatedAtMs: surroundings.clock.tick() },
    event: 'deleted',
    by: 'api',
    operation: call.operation,
  })
  return found(switches.deleteAnswer === 'boolean' ? true : { id: draft.id, deleted: true })
}
