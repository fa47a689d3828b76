import { createEmulator, type Emulator, generateInvoices, type VendorName } from '@invoice-adapters/emulator'
import { countInvoices, type ListingAdapter, openAdapter } from './adapters.ts'
import { type WirePage, wireLists } from './wire-list.ts'

type Fetch = typeof globalThis.fetch

const pageSize = 100
const linesPerInvoice = 5

/** A list of any length without a server: whoever reads it pays for the reading alone. */
export interface ServedLists {
  /** Answers at once, from pages made before. */
  fetch: Fetch
  /** The same after so many milliseconds for each page. */
  after(milliseconds: number): Fetch
  adapter(fetch: Fetch): ListingAdapter
}

function seeded(vendor: VendorName): Emulator {
  const { customers = [], invoices = [] } = generateInvoices({ vendor, count: pageSize, stepMs: 60_000 })
  const withLines = invoices.map(({ lines, subtotal: _, tax: __, ...invoice }, index) => ({
    ...invoice,
    lines: Array.from({ length: linesPerInvoice }, (_, line) => ({
      description: `Item ${line + 1}`,
      quantity: line + 1,
      amount: (line + 1) * ((lines[0]?.amount ?? 0) + index),
    })),
  }))
  // Only with its details does a list item of Commet's have lines.
  return createEmulator({ data: { customers, invoices: withLines }, commet: { listDetail: true } })
}

interface Answer {
  body: Uint8Array<ArrayBuffer> | string
  headers: Record<string, string>
}

/** One page of the emulator's, and what else the adapter was answered on the way, such as a token. */
async function record(emulator: Emulator, vendor: VendorName): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>()
  const recorder: Fetch = async (input, init) => {
    const response = await emulator[vendor].fetch(input, init)
    const body = new Uint8Array(await response.arrayBuffer())
    const headers = Object.fromEntries(response.headers)
    answers.set(pathOf(input), { body, headers })
    return new Response(body, { status: response.status, headers })
  }
  const read = await countInvoices(openAdapter[vendor](emulator, recorder))
  if (read !== pageSize) throw new Error(`${read} of ${pageSize} invoices were recorded`)
  return answers
}

function urlOf(input: string | URL | Request): URL {
  return new URL(input instanceof Request ? input.url : input)
}

function pathOf(input: string | URL | Request): string {
  return urlOf(input).pathname
}

/** The page with so many before it: the same invoices under ids of their own. */
function pageMaker(template: WirePage, vendor: VendorName, pages: number): (index: number) => string {
  const { telling } = wireLists[vendor]
  return (index) => {
    const data = template.data.map((record) => ({ ...record, id: `${record.id}${index}` }))
    return JSON.stringify({ ...template, data, ...telling(index + 1 < pages ? String(index + 1) : null) })
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/**
 * Invoices of five lines as the vendor's list gives them.
 *
 * @param made `before`: all pages at the start, so that none costs time later; `when_asked`: none is kept.
 */
export async function serveLists(
  vendor: VendorName,
  count: number,
  made: 'before' | 'when_asked' = 'before',
): Promise<ServedLists> {
  const emulator = seeded(vendor)
  const answers = await record(emulator, vendor)
  const { first, cursor } = wireLists[vendor]
  const isList = (path: string): boolean => path.endsWith(new URL(first).pathname)
  const listed = [...answers].find(([path]) => isList(path))?.[1]
  if (listed === undefined) throw new Error(`${vendor} was not asked for its list`)
  const pages = count / pageSize
  const page = pageMaker(JSON.parse(new TextDecoder().decode(listed.body as Uint8Array)), vendor, pages)
  const kept = made === 'before' ? Array.from({ length: pages }, (_, index) => bytesOf(page(index))) : []
  const headers = { 'content-type': 'application/json' }
  const fetch: Fetch = async (input) => {
    const url = urlOf(input)
    if (!isList(url.pathname)) {
      const other = answers.get(url.pathname)
      if (other === undefined) throw new TypeError(`nothing recorded for ${url.pathname}`)
      return new Response(other.body, { headers: other.headers })
    }
    const index = Number(url.searchParams.get(cursor) ?? 0)
    return new Response(kept[index] ?? page(index), { headers })
  }
  return {
    fetch,
    after: (milliseconds) => async (input, init) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      return fetch(input, init)
    },
    adapter: (given) => openAdapter[vendor](emulator, given),
  }
}
