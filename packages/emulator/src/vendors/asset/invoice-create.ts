import { addExactly, isRecord, parseInstant } from '../frame.ts'
import { answered, type Call, type Handler, type Reply, refuse } from './call.ts'
import { creditOf, drawCredit } from './credit.ts'
import type { StoredCustomer, StoredInvoice } from './entities.ts'
import { type AssetError, isError, notFound, validationError, withinRange } from './errors.ts'
import { formatInvoice } from './format.ts'
import { nextId } from './identifiers.ts'
import { draftInvoice, type InvoiceDraft, itemProblems } from './invoice-items.ts'
import { ledgerRefusal } from './line-ledgers.ts'
import { settled } from './settlement.ts'
import { mergeTags } from './tags.ts'
import { listOf } from './validation.ts'

export const largestBatch = 100

export const createInvoices: Handler = (call) => {
  const { body, desk } = call
  const unfit = listOf(1, largestBatch)(body)
  if (!Array.isArray(body) || unfit !== null) {
    return refuse(validationError([{ at: ['body'], message: unfit ?? '' }]))
  }
  const items: readonly unknown[] = body
  const problems = items.flatMap((item, index) => itemProblems(call, item, index))
  if (problems.length > 0 && desk.switches.malformedItem === 'whole_request') {
    return refuse(validationError(problems))
  }
  const orders = takeOrders(call, items)
  return desk.traits.itemErrors ? answerEach(call, orders, items) : answerTogether(call, orders)
}

/** An item that can become an invoice. */
interface Order {
  readonly draft: InvoiceDraft
  readonly customer: StoredCustomer
  readonly total: number
}

/** What earlier items of the same batch have taken. */
interface Batch {
  readonly numbers: Set<string>
  readonly credit: Map<string, number>
}

function takeOrders(call: Call, items: readonly unknown[]): readonly (Order | AssetError)[] {
  const batch: Batch = { numbers: new Set(), credit: new Map() }
  return items.map((item, index) => {
    const problems = itemProblems(call, item, index)
    if (problems.length > 0) return validationError(problems)
    return withinRange(() => takeOrder(call, draftInvoice(call, item), batch))
  })
}

/** Everything that is looked at item by item. */
function takeOrder(call: Call, draft: InvoiceDraft, batch: Batch): Order | AssetError {
  const { desk, business } = call
  const { store, switches } = desk
  const customer = customerFor(call, draft)
  if (isError(customer)) return customer
  if (draft.businessId !== null && draft.businessId !== business.id) {
    return { status: 422, message: 'business_id differs from that of the path' }
  }
  const ledger = ledgerRefusal(draft.lines, call)
  if (ledger !== null) return ledger
  if (switches.entriesStart !== null && draft.sentAtMs < parseInstant(switches.entriesStart)) {
    return { status: 422, message: 'Dated before the entries of this business start' }
  }
  const taken = store.books(business.name).invoiceNumbers.has(draft.number) || batch.numbers.has(draft.number)
  if (taken && switches.duplicateNumbers === 'refused') {
    return { status: 422, message: `Invoice number ${draft.number} already exists` }
  }
  const spent = addExactly(batch.credit.get(customer.id) ?? 0, draft.creditAmount)
  if (draft.creditAmount > 0 && spent > creditOf(desk, customer)) {
    return { status: 422, message: 'The customer has not that much credit' }
  }
  batch.numbers.add(draft.number)
  batch.credit.set(customer.id, spent)
  const sum = draft.lines.reduce((total, line) => addExactly(total, line.amount), 0)
  const credit = switches.totalAmount === 'after_credit' ? draft.creditAmount : 0
  return { draft, customer, total: sum - credit }
}

function customerFor(call: Call, draft: InvoiceDraft): StoredCustomer | AssetError {
  const { store, switches } = call.desk
  const { name } = call.business
  const { customerId, customerExternalId } = draft
  const customer =
    customerId === null
      ? store.customerByExternalId(name, customerExternalId ?? '')
      : store.books(name).customers.get(customerId)
  return customer ?? { ...notFound('Customer'), status: switches.unknownReferenceStatus }
}

function commitOrder(call: Call, { draft, customer, total }: Order): StoredInvoice {
  const { desk, operation } = call
  const { store, surroundings, switches } = desk
  const nowMs = surroundings.clock.tick()
  if (draft.creditAmount > 0) drawCredit(desk, customer, draft.creditAmount)
  const { businessId, customerId, customerExternalId, ...fields } = draft
  const invoice: StoredInvoice = {
    ...fields,
    id: nextId(surroundings, 'inv'),
    account: customer.account,
    customerId: customer.id,
    source: switches.source,
    status: 'open',
    total,
    amountRefunded: 0,
    voidedAtMs: null,
    tags: mergeTags({}, draft.tags),
    lines: draft.lines.map((line) => ({ ...line, id: nextId(surroundings, 'inl') })),
    payments: [],
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    history: [],
  }
  const stored = store.commit({ invoice: settled(invoice, switches), event: 'created', by: 'api', operation })
  call.conditions.created(stored.id)
  return stored
}

/** Newest: what failed stands in `errors`, beside what was created. */
function answerEach(call: Call, orders: readonly (Order | AssetError)[], items: readonly unknown[]): Reply {
  const { switches } = call.desk
  const created: StoredInvoice[] = []
  const errors: { error: string; invoice_number: string }[] = []
  for (const [index, order] of orders.entries()) {
    if (isError(order)) errors.push({ error: order.message, invoice_number: numberOf(items[index]) })
    else created.push(commitOrder(call, order))
  }
  const quiet = { empty: { errors: [] }, absent: {}, null: { errors: null } }
  const status = created.length === 0 ? switches.allFailedStatus : switches.createStatus
  return answered(
    { data: inAnswer(call, created), ...(errors.length > 0 ? { errors } : quiet[switches.errorsOnSuccess]) },
    status,
  )
}

/** guess: before there were `errors`, one failed item failed all, and nothing was created. */
function answerTogether(call: Call, orders: readonly (Order | AssetError)[]): Reply {
  const failure = orders.find(isError)
  if (failure !== undefined) return refuse(failure)
  const created = orders.flatMap((order) => (isError(order) ? [] : [commitOrder(call, order)]))
  return answered({ data: inAnswer(call, created) }, call.desk.switches.createStatus)
}

function numberOf(item: unknown): string {
  return isRecord(item) && typeof item.number === 'string' ? item.number : ''
}

function inAnswer(call: Call, created: readonly StoredInvoice[]): readonly object[] {
  const orders = {
    same: () => created,
    reversed: () => created.toReversed(),
    // Ids look random, and are the same in every run.
    shuffled: () => created.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  }
  const { dataOrder } = call.desk.switches
  return orders[dataOrder]().map((invoice) => formatInvoice(invoice, call.desk, call.business))
}
