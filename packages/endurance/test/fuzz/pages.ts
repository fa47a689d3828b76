import type { Invoice, InvoiceAdapter } from '@invoice-adapters/core'
import { createEmulator, type EmulatorData, generateInvoices } from '@invoice-adapters/emulator'
import { openAccount, type Vendor } from '../vendors.ts'

/** A vendor whose next list page, or whose next answers, are what a test says. */
export interface Feed {
  adapter: InvoiceAdapter
  /** What the vendor truly lists, as it came and as it reads. */
  records: Record<string, unknown>[]
  invoices: Map<string, Invoice>
  /** The next page holds these records, as JSON each. */
  serve(records: readonly string[]): void
  /** Every answer passes through this; null: as it is. */
  alter(change: ((body: string) => string) | null): void
}

export async function openFeed(vendor: Vendor): Promise<Feed> {
  const emulator = createEmulator({ ...vendor.emulator, data: dataOf(vendor) })
  let page: readonly string[] | null = null
  let change: ((body: string) => string) | null = null
  let listed = ''
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const answer = await emulator[vendor.name].fetch(request)
    if (pathname.endsWith('/token')) return answer
    const body = await answer.text()
    if (/\/invoices?$/.test(pathname)) listed = body
    const served =
      page === null ? body : body.replace(/"data":\[.*\](?=[,}])/s, () => `"data":[${page?.join(',')}]`)
    const { status, headers } = answer
    return new Response(change === null ? served : change(served), { status, headers })
  }
  const adapter = openAccount(vendor, emulator, { fetch })
  const first = (await adapter.list({ pageSize: 50 }))._unsafeUnwrap()
  const records = (JSON.parse(listed) as { data: Record<string, unknown>[] }).data
  return {
    adapter,
    records,
    invoices: new Map(first.invoices.map((invoice) => [invoice.source.id, invoice])),
    serve(given) {
      page = given
    },
    alter(given) {
      page = null
      change = given
    },
  }
}

function dataOf({ name }: Vendor): EmulatorData {
  return generateInvoices({
    vendor: name,
    count: 24,
    statuses:
      name === 'asset'
        ? ['open', 'paid', 'void', 'uncollectible']
        : ['open', 'paid', 'void', 'uncollectible', 'draft'],
    currencies: name === 'asset' ? ['USD'] : ['USD', 'JPY', 'EUR'],
    template: { memo: 'Thank you', metadata: { order: '42' } },
  })
}
