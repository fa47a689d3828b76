import { syncAccount } from '@invoice-adapters/aggregate/store'
import { startPostgres } from '@invoice-adapters/tooling/postgres'
import type { Row } from './row.ts'
import { timed } from './row.ts'
import { type InvoicePages, invoicePages } from './stores/invoice-pages.ts'
import { copyByHand } from './stores/postgres.ts'
import { closed, emptySqliteFile, insertByHand, storeAt } from './stores/sqlite.ts'

export type Engine = 'sqlite' | 'postgres'

interface StoringPlace {
  withEmpty<T>(work: (address: string) => Promise<T>): Promise<T>
  byHand(address: string, pages: InvoicePages, commit: 'page' | 'once'): Promise<void>
  close(): Promise<void>
}

export const openPlace: Record<Engine, () => Promise<StoringPlace>> = {
  sqlite: async () => ({
    async withEmpty(work) {
      const { path, remove } = await emptySqliteFile()
      try {
        return await work(`sqlite:${path}`)
      } finally {
        remove()
      }
    },
    byHand: async (address, pages, commit) => insertByHand(address.slice('sqlite:'.length), pages, commit),
    close: async () => {},
  }),
  postgres: async () => {
    const server = await startPostgres()
    return {
      async withEmpty(work) {
        const address = await server.createDatabase()
        await closed(await storeAt(address))
        return work(address)
      },
      byHand: copyByHand,
      close: () => server.stop(),
    }
  },
}

/** A full sync of an account whose pages cost nothing: the way on, the evidence and the run are stored with each page. */
export async function storeBySync(address: string, { adapter, count }: InvoicePages): Promise<number> {
  const store = await storeAt(address)
  const began = performance.now()
  const run = await syncAccount(adapter, store, { mode: 'full' })
  const took = performance.now() - began
  if (run.isErr()) throw new Error(run.error.error.message)
  if (run.value.new !== count) throw new Error(`${run.value.new} of ${count} invoices were stored`)
  await closed(store)
  return took
}

const ways = {
  sqlite: 'prepared statements by hand, the same rows',
  postgres: 'COPY by hand, the same rows',
} as const

const commits = { page: 'committed page by page as well', once: 'all in one transaction' } as const

export function storingRow(
  engine: Engine,
  commit: 'page' | 'once',
  size: { count: number; rounds: number },
): Row {
  const { count, rounds } = size
  return {
    what: `store ${count.toLocaleString('en')} invoices of 5 lines in ${engine}, by a full sync of an account that answers at once`,
    against: `${ways[engine]}, ${commits[commit]}`,
    measure: 'speed',
    limit: 0.6,
    aim: 0.8,
    rounds,
    warmUps: rounds > 1 ? 1 : 0,
    async prepare() {
      const place = await openPlace[engine]()
      const pages = await invoicePages(count)
      return {
        ours: () => place.withEmpty((address) => storeBySync(address, pages)),
        theirs: () => place.withEmpty((address) => timed(() => place.byHand(address, pages, commit))()),
        close: place.close,
      }
    },
  }
}
