import Whop from '@whop/sdk'
import { countInvoices } from '../pages/adapters.ts'
import { serveLists } from '../pages/served-lists.ts'
import { type Row, timed } from '../row.ts'

export const row: Row = {
  what: 'list 10,000 invoices of 5 lines of Whop, validated and mapped, no latency',
  against: '@whop/sdk 0.0.42, which validates nothing',
  measure: 'speed',
  limit: 0.7,
  aim: 1,
  async prepare() {
    const { fetch, adapter } = await serveLists('whop', 10_000)
    const client = new Whop({ apiKey: 'key', fetch, maxRetries: 0 })
    return {
      ours: timed(() => countInvoices(adapter(fetch))),
      theirs: timed(async () => {
        let count = 0
        for await (const { id } of client.invoices.list({ company_id: 'biz_main', first: 100 }))
          count += Number(id !== '')
        if (count !== 10_000) throw new Error(`the client gave ${count} invoices`)
      }),
    }
  },
}
