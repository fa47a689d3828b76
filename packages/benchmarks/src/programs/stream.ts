// Streams so many invoices of pages that are made when asked for, and prints the peak of the process in megabytes and the
// milliseconds that it took, as JSON.
import { countInvoices } from '../pages/adapters.ts'
import { serveLists } from '../pages/served-lists.ts'

const count = Number(process.argv[2])
const { fetch, adapter } = await serveLists('commet', count, { made: 'when_asked' })
const began = performance.now()
const read = await countInvoices(adapter({ fetch }))
if (read !== count) throw new Error(`${read} of ${count} invoices came`)
const milliseconds = performance.now() - began
process.stdout.write(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024, milliseconds }))
