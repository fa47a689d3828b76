import type { VendorName } from '@invoice-adapters/emulator'
import { countInvoices } from './pages/adapters.ts'
import { serveLists } from './pages/served-lists.ts'
import { walkPlainly } from './pages/wire-list.ts'
import { type Row, timed } from './row.ts'

/** The vendor's pages, validated and mapped, against reading the same pages with no check at all. */
export function readingRow(vendor: VendorName): Row {
  return {
    what: `list 10,000 invoices of 5 lines of ${vendor}, validated and mapped, no latency`,
    against: 'plain fetch and JSON.parse of the same pages',
    measure: 'speed',
    limit: 0.4,
    aim: 0.6,
    async prepare() {
      const lists = await serveLists(vendor, 10_000)
      return {
        ours: timed(() => countInvoices(lists.adapter(lists.fetch))),
        theirs: timed(() => walkPlainly(vendor, lists.fetch)),
      }
    },
  }
}
