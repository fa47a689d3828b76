import { Commet } from '@commet/node'
import { countInvoices } from '../pages/adapters.ts'
import { invoices, listWarmUps, reachLists, type Way, wayWords } from '../reading-row.ts'
import { type Row, timed } from '../row.ts'

export function commetClientRow(way: Way): Row {
  return {
    what: `list 10,000 invoices of 5 lines of Commet, validated and mapped, ${wayWords[way]}`,
    against: '@commet/node 7.10.0, which is plain fetch and JSON.parse',
    measure: 'speed',
    limit: 0.4,
    aim: 0.6,
    warmUps: listWarmUps,
    async prepare() {
      const { reach, adapterOf, close } = await reachLists('commet', way)
      const { fetch = globalThis.fetch, origin } = reach
      // It asks the registry for news of itself.
      process.env.COMMET_NO_UPDATE_CHECK = '1'
      // Its host is a constant.
      globalThis.fetch = (input, init) =>
        fetch(origin === undefined ? input : String(input).replace('https://commet.co', origin), init)
      const client = new Commet({ apiKey: 'ck_benchmark' })
      return {
        ours: timed(() => countInvoices(adapterOf({ ...reach, fetch }))),
        theirs: timed(async () => {
          const count = await countByClient(client)
          if (count !== invoices) throw new Error(`the client gave ${count} invoices`)
        }),
        close,
      }
    },
  }
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
