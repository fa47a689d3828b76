import { type Answer, done, type Exchange, missing, type Route } from './exchange.ts'
import { type ReferenceInvoice, summaryOf } from './records.ts'
import type { ReferenceStore } from './store.ts'

/** How the faults bend what a reader sees. */
export interface ReadersView {
  isHidden(id: string): boolean
  isStale(): boolean
}

const defaultLimit = 10
export const maximumLimit = 100

export function readingRoutes(store: ReferenceStore, view: ReadersView): Route[] {
  const served = (id: string): ReferenceInvoice | undefined =>
    view.isStale() ? (store.before(id) ?? store.get(id)) : store.get(id)
  return [
    {
      operation: 'list',
      method: 'GET',
      path: '/invoices',
      run: (exchange) => listInvoices(store, view, exchange),
    },
    {
      operation: 'get',
      method: 'GET',
      path: '/invoices/:id',
      run({ id }) {
        const invoice = served(id)
        return invoice === undefined ? missing('invoice') : done(invoice)
      },
    },
    {
      operation: 'pdf',
      method: 'GET',
      path: '/invoices/:id/pdf',
      run({ id }) {
        if (store.get(id) === undefined) return missing('invoice')
        const expiresAt = new Date(store.clock.now() + 3_600_000).toISOString()
        return done({ url: `https://pdf.reference.example/${encodeURIComponent(id)}?signed=1`, expiresAt })
      },
    },
    {
      operation: 'listRefunds',
      method: 'GET',
      path: '/invoices/:id/refunds',
      run({ id }) {
        if (store.get(id) === undefined) return missing('invoice')
        return done({ data: store.refunds.filter((refund) => refund.invoiceId === id) })
      },
    },
    {
      operation: 'check',
      method: 'GET',
      path: '/account',
      run: () => done({ id: 'acct_1', name: 'Reference', live: false }),
    },
  ]
}

function listInvoices(store: ReferenceStore, view: ReadersView, { query }: Exchange): Answer {
  const limit = Math.min(Number(query.get('limit') ?? defaultLimit), maximumLimit)
  const matching = store.invoices().filter((invoice) => !view.isHidden(invoice.id) && matches(invoice, query))
  const start = startAfter(matching, query.get('cursor'))
  const page = matching.slice(start, start + limit)
  const last = page.at(-1)
  const more = start + limit < matching.length
  return done({ data: page.map(summaryOf), next: more && last !== undefined ? cursorOf(last) : null })
}

/** Position and id: equal instants cannot lose a record, and neither can one that was removed. */
function cursorOf(invoice: ReferenceInvoice): string {
  return `${invoice.createdAt}~${invoice.id}`
}

function startAfter(invoices: readonly ReferenceInvoice[], cursor: string | null): number {
  if (cursor === null) return 0
  const [at = '', id = ''] = cursor.split('~')
  const exact = invoices.findIndex((invoice) => invoice.id === id)
  if (exact >= 0) return exact + 1
  const next = invoices.findIndex((invoice) => Date.parse(invoice.createdAt) > Date.parse(at))
  return next < 0 ? invoices.length : next
}

function matches(invoice: ReferenceInvoice, query: URLSearchParams): boolean {
  const statuses = query.getAll('status')
  const customer = query.get('customer')
  const externalId = query.get('external_id')
  const [from, until] = [query.get('created_from'), query.get('created_until')]
  const created = Date.parse(invoice.createdAt)
  return (
    (statuses.length === 0 || statuses.includes(invoice.status)) &&
    (customer === null || invoice.customer.id === customer) &&
    (externalId === null || invoice.externalId === externalId) &&
    (from === null || created >= Date.parse(from)) &&
    (until === null || created < Date.parse(until))
  )
}
