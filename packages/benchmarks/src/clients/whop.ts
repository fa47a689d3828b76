import Whop from '@whop/sdk'
import { countInvoices } from '../pages/adapters.ts'
import { invoices, listWarmUps, reachLists, type Way, wayWords } from '../reading-row.ts'
import { type Row, timed } from '../row.ts'

export function whopClientRow(way: Way): Row {
  return {
    what: `list 10,000 invoices of 5 lines of Whop, validated and mapped, ${wayWords[way]}`,
    against: '@whop/sdk 0.0.42, which validates nothing',
    measure: 'speed',
    limit: 0.7,
    aim: 1,
    warmUps: listWarmUps,
    async prepare() {
      const { reach, adapterOf, close } = await reachLists('whop', way)
      const { fetch, origin } = reach
      const client = new Whop({
        apiKey: 'key',
        maxRetries: 0,
        ...(fetch === undefined ? {} : { fetch }),
        ...(origin === undefined ? {} : { baseURL: `${origin}/api/v1` }),
      })
      return {
        ours: timed(() => countInvoices(adapterOf(reach))),
        theirs: timed(async () => {
          let count = 0
          for await (const { id } of client.invoices.list({ company_id: 'biz_main', first: 100 }))
            count += Number(id !== '')
          if (count !== invoices) throw new Error(`the client gave ${count} invoices`)
        }),
        close,
      }
    },
  }
}
