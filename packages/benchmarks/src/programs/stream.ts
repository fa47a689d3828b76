// stream.ts COUNT [live]: streams so many invoices of pages that are made when asked for, and prints megabytes and the
// milliseconds that it took, as JSON: the peak of the process, or with `live` the most that was still in use when
// everything else had been collected.
import { listAll } from '@invoice-adapters/core'
import { opened } from '../pages/adapters.ts'
import { serveLists } from '../pages/served-lists.ts'

const count = Number(process.argv[2])
const live = process.argv[3] === 'live'
const betweenCollections = 10_000

function inUse(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const { fetch, adapter } = await serveLists('commet', count, { made: 'when_asked' })
const began = performance.now()
let read = 0
let most = 0
for await (const invoice of listAll(adapter({ fetch }))) {
  read += Number(opened(invoice).source.id !== '')
  if (live && read % betweenCollections === 0) most = Math.max(most, inUse())
}
if (read !== count) throw new Error(`${read} of ${count} invoices came`)
const milliseconds = performance.now() - began
const megabytes = live ? most / 2 ** 20 : process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ megabytes, milliseconds }))
