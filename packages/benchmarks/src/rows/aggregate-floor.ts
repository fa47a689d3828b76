import { serveLists } from '../pages/served-lists.ts'
import { walkPlainly } from '../pages/wire-list.ts'
import { type Row, timed } from '../row.ts'

export const row: Row = {
  what: 'plain fetch and JSON.parse of 50 accounts at once, 20 pages each of 100 invoices of 5 lines, 25 ms a page: the floor of the aggregate',
  against: 'one of the accounts alone',
  measure: 'time',
  limit: 1.3,
  aim: 1.1,
  rounds: 7,
  async prepare() {
    const { after } = await serveLists('commet', 2_000)
    const fetch = after(25)
    const walk = (): Promise<number> => walkPlainly('commet', { fetch })
    return { ours: timed(() => Promise.all(Array.from({ length: 50 }, walk))), theirs: timed(walk) }
  },
}
