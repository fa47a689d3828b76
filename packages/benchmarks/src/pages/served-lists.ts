import type { InvoiceAdapter } from '@invoice-adapters/core'
import { createEmulator, type Emulator, generateInvoices, type VendorName } from '@invoice-adapters/emulator'
import { countInvoices, openAdapter, type Reach } from './adapters.ts'
import { type WirePage, wireLists } from './wire-list.ts'

type Fetch = typeof globalThis.fetch

const largestPage = 100
const linesPerInvoice = 5

/** What is sent back, ready made. */
export interface Answer {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}

/** A list of any length without a server: whoever reads it pays for the reading alone. */
export interface ServedLists {
  answer(url: URL): Answer
  /** Answers at once, from pages made before. */
  fetch: Fetch
  /** The same after so many milliseconds for each page. */
  after(milliseconds: number): Fetch
  adapter(reach: Reach): InvoiceAdapter
}

function seeded(vendor: VendorName): Emulator {
  const { customers = [], invoices = [] } = generateInvoices({ vendor, count: largestPage, stepMs: 60_000 })
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
  const read = await countInvoices(openAdapter[vendor](emulator, { fetch: recorder }))
  if (read !== largestPage) throw new Error(`${read} of ${largestPage} invoices were recorded`)
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

export interface ListSettings {
  /** `before` (default): all pages at the start, so that none costs time later; `when_asked`: none is kept. */
  made?: 'before' | 'when_asked'
  /** Invoices on a page, at most and by default 100. */
  pageSize?: number
}

/** Invoices of five lines as the vendor's list gives them. */
export async function serveLists(
  vendor: VendorName,
  count: number,
  { made = 'before', pageSize = largestPage }: ListSettings = {},
): Promise<ServedLists> {
  const emulator = seeded(vendor)
  const answers = await record(emulator, vendor)
  const { first, cursor } = wireLists[vendor]
  const isList = (path: string): boolean => path.endsWith(new URL(first).pathname)
  const listed = [...answers].find(([path]) => isList(path))?.[1]
  if (listed === undefined) throw new Error(`${vendor} was not asked for its list`)
  const pages = count / pageSize
  const template = JSON.parse(new TextDecoder().decode(listed.body)) as WirePage
  const page = pageMaker({ ...template, data: template.data.slice(0, pageSize) }, vendor, pages)
  const kept = made === 'before' ? Array.from({ length: pages }, (_, index) => bytesOf(page(index))) : []
  const headers = { 'content-type': 'application/json' }
  const answer = (url: URL): Answer => {
    if (!isList(url.pathname)) {
      const other = answers.get(url.pathname)
      if (other === undefined) throw new TypeError(`nothing recorded for ${url.pathname}`)
      return other
    }
    const index = Number(url.searchParams.get(cursor) ?? 0)
    return { body: kept[index] ?? bytesOf(page(index)), headers }
  }
  const fetch: Fetch = async (input) => {
    const { body, headers } = answer(urlOf(input))
    return new Response(body, { headers })
  }
  return {
    answer,
    fetch,
    after: (milliseconds) => async (input, init) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      return fetch(input, init)
    },
    adapter: (reach) => openAdapter[vendor](emulator, reach),
  }
}
