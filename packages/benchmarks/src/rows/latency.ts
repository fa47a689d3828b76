import { countInvoices } from '../pages/adapters.ts'
import { serveLists } from '../pages/served-lists.ts'
import { walkPlainly } from '../pages/wire-list.ts'
import { type Row, timed } from '../row.ts'

export const row: Row = {
  what: 'list 10,000 invoices of 5 lines of Commet, validated and mapped, 30 ms a page',
  against: 'the sequential walk by plain fetch',
  measure: 'time',
  limit: 1.02,
  aim: 1,
  rounds: 7,
  async prepare() {
    const { after, adapter } = await serveLists('commet', 10_000)
    const fetch = after(30)
    return {
      ours: timed(() => countInvoices(adapter({ fetch }))),
      theirs: timed(() => walkPlainly('commet', { fetch })),
    }
  },
}
