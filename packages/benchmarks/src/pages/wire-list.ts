import type { VendorName } from '@invoice-adapters/emulator'
import type { Reach } from './adapters.ts'

/** A list answer as far as walking it needs. */
export interface WirePage {
  data: { id: string }[]
  hasMore?: boolean
  nextCursor?: string | null
  pagination?: { next_page_token: string | null }
  page_info?: { has_next_page: boolean; end_cursor: string | null }
}

export interface WireList {
  /** Its first page, in the vendor's largest size. */
  first: string
  cursor: string
  /** The members beside the records that tell where the next page is. */
  telling(next: string | null): Omit<WirePage, 'data'>
  next(page: WirePage): string | null | undefined
}

export const wireLists: Record<VendorName, WireList> = {
  commet: {
    first: 'https://commet.co/api/v1/invoices?limit=100',
    cursor: 'cursor',
    telling: (nextCursor) => ({ hasMore: nextCursor !== null, nextCursor }),
    next: ({ hasMore, nextCursor }) => (hasMore === true ? nextCursor : null),
  },
  asset: {
    first: 'https://api.sandbox.getasset.com/invoice?page_size=100',
    cursor: 'page_token',
    telling: (token) => ({ pagination: { next_page_token: token } }),
    next: ({ pagination }) => pagination?.next_page_token,
  },
  whop: {
    first: 'https://sandbox-api.whop.com/api/v1/invoices?first=100',
    cursor: 'after',
    telling: (end) => ({ page_info: { has_next_page: end !== null, end_cursor: end } }),
    next: ({ page_info: info }) => (info?.has_next_page === true ? info.end_cursor : null),
  },
}

/** What anybody would write first: one page after another by `fetch` and `JSON.parse`, and no check of anything. */
export async function walkPlainly(
  vendor: VendorName,
  { fetch = globalThis.fetch, origin }: Pick<Reach, 'fetch' | 'origin'>,
): Promise<number> {
  const { first: documented, cursor, next } = wireLists[vendor]
  const first = origin === undefined ? documented : documented.replace(new URL(documented).origin, origin)
  let count = 0
  let url: string | null = first
  while (url !== null) {
    const response: Response = await fetch(url, { headers: { accept: 'application/json' } })
    const page = JSON.parse(await response.text()) as WirePage
    count += page.data.length
    const following = next(page)
    url = following ? `${first}&${cursor}=${encodeURIComponent(following)}` : null
  }
  return count
}
