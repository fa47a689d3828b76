import type { SyncAdapter } from '@invoice-adapters/aggregate/store'
import { type Invoice, type InvoicePage, okAsync } from '@invoice-adapters/core'
import { opened } from '../pages/adapters.ts'
import { serveLists } from '../pages/served-lists.ts'

export const pageSize = 100

/** Canonical invoices of five lines, made when asked for, and an account that lists them without any cost. */
export interface InvoicePages {
  count: number
  page(index: number): Invoice[]
  adapter: SyncAdapter
}

export async function invoicePages(count: number): Promise<InvoicePages> {
  // Asset's list has the whole invoice: nothing is read singly, and what is measured is the storing alone.
  const { adapter: open, fetch } = await serveLists('asset', pageSize)
  const adapter = open({ fetch })
  const { invoices } = opened(await adapter.list())
  const pages = count / pageSize
  const page = (index: number): Invoice[] =>
    invoices.map((invoice) => ({
      ...invoice,
      source: { ...invoice.source, id: `${invoice.source.id}${index}` },
    }))
  const list: SyncAdapter['list'] = (query) => {
    const index = Number(query?.cursor ?? 0)
    return okAsync(asListed(page(index), index + 1 < pages ? String(index + 1) : null))
  }
  return { count, page, adapter: { ...adapter, list } }
}

function asListed(invoices: Invoice[], nextCursor: string | null): InvoicePage {
  return {
    invoices,
    unreadable: [],
    recordIds: invoices.map(({ source }) => source.id),
    recordTimes: invoices.map(({ createdAt }) => createdAt),
    nextCursor,
  }
}
