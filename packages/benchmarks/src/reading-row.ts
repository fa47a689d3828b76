import type { VendorName } from '@invoice-adapters/emulator'
import { countInvoices, type Reach } from './pages/adapters.ts'
import { serveOverLoopback } from './pages/loopback.ts'
import { serveLists } from './pages/served-lists.ts'
import { walkPlainly } from './pages/wire-list.ts'
import { type Contest, type Row, timed } from './row.ts'

export const invoices = 10_000

/** The engine goes on optimizing for some fifty thousand invoices. */
export const listWarmUps = 5

/** How both ways get the same pages. */
export type Way = 'loopback' | 'memory'

export const wayWords: Record<Way, string> = {
  loopback: 'over loopback sockets',
  memory: 'answered in memory, without any socket',
}

/** A vendor's list of so many invoices, reached by either way. */
export interface Reached {
  reach: Pick<Reach, 'fetch' | 'origin'>
  adapterOf(reach: Reach): Parameters<typeof countInvoices>[0]
  close(): Promise<void>
}

export async function reachLists(vendor: VendorName, way: Way): Promise<Reached> {
  if (way === 'memory') {
    const { fetch, adapter } = await serveLists(vendor, invoices)
    return { reach: { fetch }, adapterOf: adapter, close: async () => {} }
  }
  // The same seed gives the same keys on both sides.
  const { adapter } = await serveLists(vendor, 100)
  const { origin, close } = await serveOverLoopback(vendor, invoices)
  return { reach: { origin }, adapterOf: adapter, close }
}

/** The vendor's pages, validated and mapped, against reading the same pages with no check at all. */
export function readingRow(vendor: VendorName, way: Way): Row {
  return {
    what: `list 10,000 invoices of 5 lines of ${vendor}, validated and mapped, ${wayWords[way]}`,
    against: 'plain fetch and JSON.parse of the same pages',
    measure: 'speed',
    limit: 0.4,
    aim: 0.6,
    warmUps: listWarmUps,
    async prepare(): Promise<Contest> {
      const { reach, adapterOf, close } = await reachLists(vendor, way)
      return {
        ours: timed(() => countInvoices(adapterOf(reach))),
        theirs: timed(() => walkPlainly(vendor, reach)),
        close,
      }
    },
  }
}
