import { aggregate } from '@invoice-adapters/aggregate'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { countInvoices, opened } from './pages/adapters.ts'
import { serveLists } from './pages/served-lists.ts'
import { type Row, timed } from './row.ts'

const accounts = 50
const pages = 20
const pageMs = 25

/** So many accounts of Commet whose pages all take equally long; each has the same invoices. */
export async function slowAccounts(count: number, pageSize: number): Promise<InvoiceAdapter[]> {
  const { after, adapter } = await serveLists('commet', pages * pageSize, { pageSize })
  const fetch = after(pageMs)
  return Array.from({ length: count }, (_, index) => adapter({ fetch, account: `account-${index}` }))
}

/** All accounts at once, as users read them: every invoice looked at, every failure fatal. */
export async function countTogether(adapters: InvoiceAdapter[]): Promise<number> {
  let count = 0
  for await (const invoice of aggregate(adapters, {}, { concurrency: adapters.length }))
    count += Number(opened(invoice).source.id !== '')
  return count
}

/** The vendors' answers take as long for fifty accounts as for one; what is left is the work of one process. */
export function aggregateRow(pageSize: number): Row {
  const invoices = pageSize === 1 ? '1 invoice' : `${pageSize} invoices`
  return {
    what: `live aggregate of ${accounts} accounts, ${pages} pages each of ${invoices} of 5 lines, ${pageMs} ms a page`,
    against: 'one of the accounts alone',
    measure: 'time',
    limit: 1.3,
    aim: 1.1,
    rounds: 7,
    async prepare() {
      const adapters = await slowAccounts(accounts, pageSize)
      const expected = accounts * pages * pageSize
      return {
        ours: timed(async () => {
          const count = await countTogether(adapters)
          if (count !== expected) throw new Error(`${count} of ${expected} invoices came`)
        }),
        theirs: timed(() => countInvoices(adapters[0] ?? raise('no account'))),
      }
    },
  }
}

function raise(message: string): never {
  throw new Error(message)
}
