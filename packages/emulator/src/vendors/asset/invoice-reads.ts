import { type Call, found, type Handler, refuse } from './call.ts'
import { readDate } from './dates.ts'
import type { InvoiceStatus, StoredInvoice } from './entities.ts'
import { type AssetError, fieldError, isError, notFound } from './errors.ts'
import { formatInvoice } from './format.ts'
import { isWellFormed } from './identifiers.ts'
import { answerList } from './lists.ts'
import { filtersIn } from './paging.ts'
import { allStatuses } from './rules.ts'
import type { AssetSwitches } from './switches.ts'

/** The invoice of the path, as it is served. */
export function readInvoice(call: Call): StoredInvoice | AssetError {
  const { store, switches } = call.desk
  const id = call.parameters.invoice_id ?? ''
  if (switches.malformedIds === 'invalid' && !isWellFormed(id, 'inv')) {
    return fieldError('invoice_id', 'Invalid id')
  }
  const { invoices } = store.books(call.business.name)
  return call.conditions.read(invoices.versions(id)) ?? notFound('Invoice')
}

export const getInvoice: Handler = (call) => {
  const invoice = readInvoice(call)
  return isError(invoice) ? refuse(invoice) : found(formatInvoice(invoice, call.desk, call.business))
}

export const listInvoices: Handler = (call) => {
  const { store, switches } = call.desk
  const filter = readFilter(filtersIn(call.query, switches), switches)
  if (isError(filter)) return refuse(filter)
  return answerList<StoredInvoice>(call, {
    collection: store.books(call.business.name).invoices,
    matches: (invoice) =>
      filter.statuses.has(invoice.status) && invoice.dueAtMs >= filter.start && invoice.dueAtMs <= filter.end,
    format: (invoice) => formatInvoice(invoice, call.desk, call.business),
  })
}

interface InvoiceFilter {
  readonly statuses: ReadonlySet<InvoiceStatus>
  /** Both ends belong to it. */
  readonly start: number
  readonly end: number
}

function readFilter(query: URLSearchParams, switches: AssetSwitches): InvoiceFilter | AssetError {
  const statuses = readStatuses(query, switches)
  if (isError(statuses)) return statuses
  const start = readBorder(query.get('due_at_start'), Number.NEGATIVE_INFINITY, switches)
  if (start === null) return fieldError('due_at_start', 'Input should be a valid datetime')
  const end = readBorder(query.get('due_at_end'), Number.POSITIVE_INFINITY, switches)
  if (end === null) return fieldError('due_at_end', 'Input should be a valid datetime')
  return { statuses, start, end }
}

/** Repeated and comma separated, since the documentation does not tell. */
function readStatuses(
  query: URLSearchParams,
  switches: AssetSwitches,
): ReadonlySet<InvoiceStatus> | AssetError {
  const words = query.getAll('status').flatMap((text) => text.split(','))
  if (words.length === 0) {
    return new Set(allStatuses.filter((status) => status !== 'voided' || switches.voidedInLists))
  }
  const known = allStatuses.filter((status) => words.includes(status))
  const unknown = words.find((word) => !known.some((status) => status === word))
  return unknown === undefined
    ? new Set(known)
    : fieldError('status', `Input should be ${allStatuses.join(', ')}`)
}

function readBorder(text: string | null, otherwise: number, switches: AssetSwitches): number | null {
  return text === null || text === '' ? otherwise : readDate(text, switches)
}
