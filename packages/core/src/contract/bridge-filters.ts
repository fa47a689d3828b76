import type { Invoice } from '../invoice/invoice.ts'
import { matchesStatus } from '../status/status-at.ts'
import type { InvoiceFilter, PageQuery } from './adapter.ts'
import { type Capabilities, type FilterName, filterNames } from './capabilities.ts'

type Given<F extends FilterName> = NonNullable<InvoiceFilter[F]>

/** An instant that is not told matches no range: nothing says that it lies within. */
function notBefore(at: string | null, from: string): boolean {
  return at !== null && Date.parse(at) >= Date.parse(from)
}

function before(at: string | null, until: string): boolean {
  return at !== null && Date.parse(at) < Date.parse(until)
}

const matches: { [F in FilterName]: (invoice: Invoice, wanted: Given<F>, now: number) => boolean } = {
  status: (invoice, wanted, now) => matchesStatus(invoice, wanted, now),
  customerId: (invoice, wanted) => invoice.customer.id === wanted,
  subscriptionId: (invoice, wanted) => invoice.subscriptionId === wanted,
  createdFrom: (invoice, wanted) => notBefore(invoice.createdAt, wanted),
  createdUntil: (invoice, wanted) => before(invoice.createdAt, wanted),
  dueFrom: (invoice, wanted) => notBefore(invoice.dueAt, wanted),
  dueUntil: (invoice, wanted) => before(invoice.dueAt, wanted),
  number: (invoice, wanted) => invoice.number === wanted,
  externalId: (invoice, wanted) => invoice.externalId === wanted,
}

/** Filters of the query that the vendor's data declares to be of this kind. */
export function filtersOf(
  query: PageQuery,
  capabilities: Capabilities,
  how: 'native' | 'bridged' | 'absent',
): FilterName[] {
  return filterNames.filter((name) => query[name] !== undefined && capabilities.filters[name].how === how)
}

/** The query as the vendor is to see it: without the filters that are applied on our side. */
export function nativePart(query: PageQuery, capabilities: Capabilities): PageQuery {
  const bridged = new Set<string>(filtersOf(query, capabilities, 'bridged'))
  return Object.fromEntries(Object.entries(query).filter(([name]) => !bridged.has(name)))
}

/** Whether the invoice meets every one of these filters. */
export function meetsFilters(invoice: Invoice, query: PageQuery, names: FilterName[], now: number): boolean {
  return names.every((name) => meets(invoice, query, name, now))
}

function meets<F extends FilterName>(invoice: Invoice, query: PageQuery, name: F, now: number): boolean {
  const wanted = query[name]
  return wanted === undefined || matches[name](invoice, wanted as Given<F>, now)
}
