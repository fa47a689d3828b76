import { Commet } from '@commet/node'
import { countInvoices } from '../pages/adapters.ts'
import { serveLists } from '../pages/served-lists.ts'
import { type Row, timed } from '../row.ts'

export const row: Row = {
  what: 'list 10,000 invoices of 5 lines of Commet, validated and mapped, no latency',
  against: '@commet/node 7.10.0, which is plain fetch and JSON.parse',
  measure: 'speed',
  limit: 0.4,
  aim: 0.6,
  async prepare() {
    const { fetch, adapter } = await serveLists('commet', 10_000)
    // Its host is a constant, and it asks the registry for news of itself.
    process.env.COMMET_NO_UPDATE_CHECK = '1'
    globalThis.fetch = fetch
    const client = new Commet({ apiKey: 'ck_benchmark' })
    return {
      ours: timed(() => countInvoices(adapter(fetch))),
      theirs: timed(async () => {
        const count = await countByClient(client)
        if (count !== 10_000) throw new Error(`the client gave ${count} invoices`)
      }),
    }
  },
}

async function countByClient(client: Commet): Promise<number> {
  let count = 0
  let cursor: string | undefined
  do {
    const page = await client.invoices.list({ limit: 100, ...(cursor === undefined ? {} : { cursor }) })
    count += page.data?.length ?? 0
    cursor = page.hasMore === true ? page.nextCursor : undefined
  } while (cursor !== undefined)
  return count
}
