import type {
  Invoice,
  InvoiceAdapter,
  InvoicePage,
  ListQuery,
  PageSettings,
  UnreadableRecord,
} from '@invoice-adapters/core'
import { ensure, okOf } from './checks.ts'

export interface Walked {
  pages: InvoicePage[]
  invoices: Invoice[]
  unreadable: UnreadableRecord[]
}

/** More pages than any test has records: a walk that goes on after them would go on for ever. */
const mostPages = 50

/** Every page that `list` has for the query, by the cursors alone. */
export async function walkPages(
  adapter: InvoiceAdapter,
  query: ListQuery,
  settings: PageSettings = {},
): Promise<Walked> {
  const pages: InvoicePage[] = []
  let cursor: string | null = null
  do {
    const page: InvoicePage = okOf(
      await adapter.list(cursor === null ? query : { ...query, cursor }, settings),
      `list of page ${pages.length + 1}`,
    )
    pages.push(page)
    cursor = page.nextCursor
    ensure(pages.length < mostPages, `the list does not end: page ${pages.length} still has a next one`)
  } while (cursor !== null)
  return {
    pages,
    invoices: pages.flatMap((page) => page.invoices),
    unreadable: pages.flatMap((page) => page.unreadable),
  }
}

export function idsOf(invoices: readonly Invoice[]): string[] {
  return invoices.map((invoice) => invoice.source.id)
}
