import { type Call, found, type Handler, refuse } from './call.ts'
import { collectionMethods, invoiceStatuses, type StoredInvoice } from './entities.ts'
import { notFound } from './errors.ts'
import type { Formatting } from './format-common.ts'
import { formatInvoice, formatListedInvoice } from './format-invoice.ts'
import { answerList } from './lists.ts'
import { invoiceToken } from './whop-ids.ts'

export const formattingOf = ({ company, desk, version }: Call): Formatting => ({
  company,
  store: desk.store,
  switches: desk.switches,
  version,
})

/** The invoice of the path, as it is served: by its id, or where allowed by its token. */
export function readInvoice(call: Call): StoredInvoice | undefined {
  const { company, conditions, desk, parameters } = call
  const { invoices } = desk.store.shelf(company.name)
  const { id = '' } = parameters
  const isToken = id.startsWith('eyJ') && call.operation === 'get_invoice'
  const ownId = isToken
    ? invoices.ordered.find((invoice) => invoiceToken(invoice.id, company) === id)?.id
    : id
  const shown = conditions.read(invoices.versions(ownId ?? ''))
  return shown?.deleted === true ? undefined : shown
}

export const listInvoices: Handler = (call) => {
  const { invoices } = call.desk.store.shelf(call.company.name)
  return answerList<StoredInvoice>(call, {
    collection: invoices,
    seller: { what: 'invoices', required: false },
    orders: { id: (invoice) => invoice.id, due_date: (invoice) => invoice.dueAtMs },
    defaultOrder: call.desk.switches.defaultInvoiceOrder,
    filters: [
      { parameter: 'statuses', words: invoiceStatuses, of: (invoice) => invoice.status },
      {
        parameter: 'collection_methods',
        words: collectionMethods,
        of: (invoice) => invoice.collectionMethod,
      },
      { parameter: 'product_ids', of: (invoice) => invoice.productId },
    ],
    contains: (invoice) => !invoice.deleted,
    format: (invoice) => formatListedInvoice(invoice, formattingOf(call)),
  })
}

export const getInvoice: Handler = (call) => {
  const invoice = readInvoice(call)
  return invoice === undefined
    ? refuse(notFound('invoice'))
    : found(formatInvoice(invoice, formattingOf(call)))
}
