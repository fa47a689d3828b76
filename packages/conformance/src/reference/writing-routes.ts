import type { JsonObject } from '@invoice-adapters/core'
import type { Fault } from '../faults.ts'
import { amountsOf, withLines } from './amounts.ts'
import { findOrMakeCustomer } from './customer-routes.ts'
import {
  type Answer,
  done,
  type Exchange,
  failed,
  isRecord,
  missing,
  numberOr,
  type Route,
  textOr,
} from './exchange.ts'
import { type ReferenceInvoice, type ReferenceLine, summaryOf } from './records.ts'
import type { ReferenceStore } from './store.ts'

/** How the faults bend what is written. */
export interface WritersView {
  /** Told of every new record. */
  created(id: string): void
}

export function writingRoutes(store: ReferenceStore, view: WritersView): Route[] {
  return [
    {
      operation: 'create',
      method: 'POST',
      path: '/invoices',
      keyed: true,
      run: (one) => createOne(store, view, one),
    },
    {
      operation: 'update',
      method: 'PATCH',
      path: '/invoices/:id',
      keyed: true,
      run: (one) => change(store, one, updateDraft),
    },
    {
      operation: 'changeLines',
      method: 'POST',
      path: '/invoices/:id/lines',
      keyed: true,
      run: (one) => change(store, one, changeLines),
    },
    {
      operation: 'delete',
      method: 'DELETE',
      path: '/invoices/:id',
      keyed: true,
      run({ id }) {
        const invoice = store.get(id)
        if (invoice === undefined) return missing('invoice')
        if (invoice.status !== 'draft') return failed(422, 'not_a_draft', 'only a draft can be deleted')
        store.remove(id)
        return done({ id, deleted: true })
      },
    },
    {
      operation: 'send',
      method: 'POST',
      path: '/invoices/:id/send',
      keyed: true,
      run: ({ id }) =>
        store.get(id) === undefined ? missing('invoice') : done({ id, sentAt: store.instant() }),
    },
  ]
}

function createOne(store: ReferenceStore, view: WritersView, { body, faults }: Exchange): Answer {
  const customer = findOrMakeCustomer(store, isRecord(body.customer) ? body.customer : {})
  if (customer === undefined) return failed(422, 'no_such_customer', 'there is no such customer')
  const lines = linesFrom(store, body.lines)
  if (lines.length === 0) return failed(422, 'no_lines', 'an invoice needs lines')
  const now = store.instant()
  const id = store.nextId('inv')
  const draft = body.draft === true
  const invoice: ReferenceInvoice = {
    id,
    number: textOr(body.number, `R-${id}`),
    externalId: textOr(body.externalId, null),
    status: draft ? 'draft' : 'issued',
    collection: body.collection === 'charge_automatically' ? 'charge_automatically' : 'send_invoice',
    currency: textOr(body.currency, 'USD'),
    discount: 0,
    ...amountsOf(lines, 0),
    amountPaid: 0,
    amountRefunded: 0,
    createdAt: now,
    updatedAt: now,
    issuedAt: draft ? null : now,
    dueAt: textOr(body.dueAt, null),
    settledAt: null,
    cancelledAt: null,
    customer,
    lines,
    payments: [],
    memo: textOr(body.memo, null),
    metadata: isRecord(body.metadata) ? (body.metadata as JsonObject) : {},
    payUrl: draft ? null : `https://pay.reference.example/${id}`,
    live: false,
  }
  const made = bent(invoice, faults)
  store.put(made)
  view.created(id)
  return done(made)
}

/** An invoice that comes out other than it was asked, under the fault of that name. */
function bent(invoice: ReferenceInvoice, faults: readonly Fault[]): ReferenceInvoice {
  const bending = faults.find((fault) => fault.kind === 'comes_out_different')
  if (bending === undefined) return invoice
  if (bending.what === 'currency') return { ...invoice, currency: invoice.currency === 'EUR' ? 'USD' : 'EUR' }
  return { ...invoice, subtotal: invoice.subtotal + 1, total: invoice.total + 1 }
}

function linesFrom(store: ReferenceStore, given: unknown): ReferenceLine[] {
  if (!Array.isArray(given)) return []
  return given.filter(isRecord).map((line) => ({
    id: store.nextId('line'),
    description: textOr(line.description, ''),
    kind: 'item',
    quantity: textOr(line.quantity, '1'),
    unitPrice: textOr(line.unitPrice, null),
    amount: numberOr(line.amount, 0),
    tax: numberOr(line.tax, 0),
    taxRate: textOr(line.taxRate, null),
  }))
}

type Change = (
  store: ReferenceStore,
  invoice: ReferenceInvoice,
  body: Record<string, unknown>,
) => ReferenceInvoice | Answer

/** Changes one invoice, and answers as a list does: without lines and payments. */
function change(store: ReferenceStore, { id, body }: Exchange, apply: Change): Answer {
  const invoice = store.get(id)
  if (invoice === undefined) return missing('invoice')
  const changed = apply(store, invoice, body)
  if (!('id' in changed)) return changed
  store.put({ ...changed, updatedAt: store.instant() })
  return done(summaryOf(changed))
}

const updateDraft: Change = (store, invoice, body) => {
  if (invoice.status !== 'draft') return failed(422, 'not_a_draft', 'only a draft can be changed')
  const changed: ReferenceInvoice = {
    ...invoice,
    memo: 'memo' in body ? textOr(body.memo, null) : invoice.memo,
    dueAt: 'dueAt' in body ? textOr(body.dueAt, null) : invoice.dueAt,
    metadata: isRecord(body.metadata) ? (body.metadata as JsonObject) : invoice.metadata,
    collection: body.collection === 'charge_automatically' ? 'charge_automatically' : invoice.collection,
  }
  const customer = isRecord(body.customer) ? findOrMakeCustomer(store, body.customer) : invoice.customer
  if (customer === undefined) return failed(422, 'no_such_customer', 'there is no such customer')
  const lines = linesFrom(store, body.lines)
  return { ...(lines.length === 0 ? changed : withLines(changed, lines)), customer }
}

const changeLines: Change = (store, invoice, body) => {
  if (invoice.status !== 'draft' && invoice.status !== 'issued') {
    return failed(422, 'closed', 'the lines of a closed invoice stay as they are')
  }
  const removed = Array.isArray(body.remove) ? body.remove : []
  if (removed.some((id) => !invoice.lines.some((line) => line.id === id))) return missing('line')
  const kept = invoice.lines.filter((line) => !removed.includes(line.id))
  const lines = [...kept, ...linesFrom(store, body.add)]
  return lines.length === 0 ? failed(422, 'no_lines', 'an invoice needs lines') : withLines(invoice, lines)
}
