import type { Invoice, InvoicePage } from '@invoice-adapters/core'
import { proofSeed } from '@invoice-adapters/tooling/proof'
import type { Vendor } from '../vendors.ts'
import { amountsOf, pricedProducts, statedFigures } from './amounts.ts'
import { type Mutant, mutant, placesIn } from './mutate.ts'
import { type Feed, openFeed } from './pages.ts'
import { createRandom } from './random.ts'

export const recordsAPage = 100

/** Wire fields on which amounts rest, by the vendor; another field that changes may not move any. */
const moneyFields: Record<Vendor['name'], readonly string[]> = {
  commet: [
    'subtotal',
    'discountAmount',
    'creditApplied',
    'taxAmount',
    'total',
    'currency',
    'lineItems',
    'status',
  ],
  asset: [
    'lines',
    'payments',
    'status',
    'total_amount',
    'total_paid',
    'voided_at',
    'total_tax',
    'subtotal',
    'currency',
  ],
  whop: ['current_plan', 'line_items', 'status', 'charge_buyer_fee'],
}

export interface Seen {
  read: number
  unreadable: number
  slowestPageMs: number
}

/** Pages of mutated records, each judged; throws at the first promise that is broken. */
export async function fuzzRecords(vendor: Vendor, count: number): Promise<Seen> {
  const feed = await openFeed(vendor)
  const random = createRandom(proofSeed())
  const places = feed.records.map((record) => placesIn(record).filter(([top]) => top !== 'id'))
  const seen: Seen = { read: 0, unreadable: 0, slowestPageMs: 0 }
  for (let left = count; left > 0; left -= recordsAPage) {
    const page = Array.from({ length: Math.min(left, recordsAPage) }, (_, index) => {
      const base = (left + index) % feed.records.length
      const record = { ...feed.records[base], id: `inv_m${index}` }
      const from = String(feed.records[base]?.id)
      return { from, made: mutant(record, places[base] ?? [], random) }
    })
    feed.serve(page.map(({ made }) => made.json))
    const startedAt = performance.now()
    const answer = await feed.adapter.list({ pageSize: 50 })
    seen.slowestPageMs = Math.max(seen.slowestPageMs, Math.round(performance.now() - startedAt))
    if (answer.isErr()) throw new Error(`one record cost the page: ${answer.error.message}`)
    checkPage(vendor, feed, page, answer.value)
    seen.read += answer.value.invoices.length
    seen.unreadable += answer.value.unreadable.length
  }
  return seen
}

type Page = { from: string; made: Mutant }[]

function checkPage(vendor: Vendor, feed: Feed, page: Page, { invoices, unreadable }: InvoicePage): void {
  if (invoices.length + unreadable.length !== page.length)
    throw new Error(
      `of ${page.length} records, ${invoices.length} were read and ${unreadable.length} refused`,
    )
  for (const { kind, message } of unreadable)
    if (kind !== 'unreadable_record' || message === '' || message.includes('\n')) throw new Error(message)
  for (const invoice of invoices) {
    const { from, made } = page[Number(invoice.source.id.slice('inv_m'.length))] as Page[number]
    const problem = changedAmount(vendor, invoice, feed.invoices.get(from) as Invoice, made)
    if (problem !== null) throw new Error(`${problem}, of ${made.json.slice(0, 2_000)}`)
  }
}

/** An amount that neither the record as it was nor the record as it came states. */
function changedAmount(vendor: Vendor, invoice: Invoice, base: Invoice, made: Mutant): string | null {
  const now = amountsOf(invoice)
  const before = amountsOf(base)
  const moved = moneyFields[vendor.name].some((name) => made.changed.has(name))
  if (!moved) return now.join() === before.join() ? null : `${now.join()} and not ${before.join()}`
  const wire: unknown = JSON.parse(made.json)
  const stated = statedFigures(wire)
  for (const product of pricedProducts(wire)) stated.add(product)
  for (const amount of before) if (amount !== null) stated.add(amount)
  const sumOfLines = (name: 'amount' | 'tax'): number =>
    (invoice.lines ?? []).reduce((total, line) => total + (line[name] ?? 0), 0)
  const due = (invoice.total ?? 0) - (invoice.amountPaid ?? 0)
  const worked = new Set([0, sumOfLines('amount'), sumOfLines('tax'), due])
  const strange = now.find((amount) => amount !== null && !stated.has(amount) && !worked.has(amount))
  if (strange === undefined) return null
  return `${strange} is stated nowhere (${now.join()})`
}
