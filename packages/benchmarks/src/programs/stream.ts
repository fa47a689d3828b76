// Streams so many invoices of pages that are made when asked for, and prints the peak of the process in megabytes.
import { countInvoices } from '../pages/adapters.ts'
import { serveLists } from '../pages/served-lists.ts'

const count = Number(process.argv[2])
const { fetch, adapter } = await serveLists('commet', count, 'when_asked')
const read = await countInvoices(adapter(fetch))
if (read !== count) throw new Error(`${read} of ${count} invoices came`)
process.stdout.write(String(process.resourceUsage().maxRSS / 1024))
