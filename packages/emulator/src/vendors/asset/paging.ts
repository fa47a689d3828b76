import { parseJson, type Stored } from '../frame.ts'
import { type AssetError, fieldError } from './errors.ts'
import type { AssetSwitches } from './switches.ts'

export const defaultPageSize = 100
export const maximumPageSize = 100

export type Direction = 'next' | 'previous'

/** What a page token says. Clients are to take it as opaque. */
export interface PageToken {
  readonly direction: Direction
  /** The record at the border, which is not shown again. */
  readonly id: string
  /** The first request's query, kept for servers that do not want it repeated. */
  readonly query: string
  readonly issuedAtMs: number
}

export interface PageRequest {
  readonly size: number
  readonly token: PageToken | null
}

export function readPageRequest(
  query: URLSearchParams,
  switches: AssetSwitches,
  nowMs: number,
): PageRequest | AssetError {
  const sizeText = query.get('page_size') ?? String(defaultPageSize)
  const size = /^\d{1,9}$/.test(sizeText) ? Number(sizeText) : 0
  if (size < 1 || size > maximumPageSize) {
    return fieldError('page_size', `Input should be between 1 and ${maximumPageSize}`)
  }
  const text = query.get('page_token')
  if (text === null) return { size, token: null }
  const token = readPageToken(text)
  const lifetime = switches.pageTokenSeconds
  const expired = token !== null && lifetime !== null && token.issuedAtMs + lifetime * 1000 <= nowMs
  return token === null || expired ? fieldError('page_token', 'Invalid page token') : { size, token }
}

export function writePageToken({ direction, id, query, issuedAtMs }: PageToken): string {
  return Buffer.from(JSON.stringify([direction, id, query, issuedAtMs]), 'utf8').toString('base64')
}

export function readPageToken(text: string): PageToken | null {
  const parsed = parseJson(Buffer.from(text, 'base64').toString('utf8'))
  if (!parsed.ok || !Array.isArray(parsed.value)) return null
  const [direction, id, query, issuedAtMs]: unknown[] = parsed.value
  if (direction !== 'next' && direction !== 'previous') return null
  return typeof id === 'string' && typeof query === 'string' && typeof issuedAtMs === 'number'
    ? { direction, id, query, issuedAtMs }
    : null
}

/** The query whose filters hold: that of the request, or by switch that of the walk's first request. */
export function filtersIn(query: URLSearchParams, switches: AssetSwitches): URLSearchParams {
  const token =
    switches.filtersWithToken === 'from_token' ? readPageToken(query.get('page_token') ?? '') : null
  const filters = new URLSearchParams(token?.query ?? query)
  // A token that held the one before it would grow with every page.
  filters.delete('page_token')
  return filters
}

/** Records on one side of the token's, the nearest first. */
export function* recordsBeyond<T extends Stored>(
  oldestFirst: readonly T[],
  token: PageToken | null,
  order: AssetSwitches['listOrder'],
): Generator<T> {
  const listed = order === 'newest_first' ? -1 : 1
  const step = token?.direction === 'previous' ? -listed : listed
  const border = token === null ? -1 : oldestFirst.findIndex((record) => record.id === token.id)
  if (token !== null && border < 0) return
  const start = token === null ? (step > 0 ? 0 : oldestFirst.length - 1) : border + step
  for (let position = start; position >= 0 && position < oldestFirst.length; position += step) {
    const record = oldestFirst[position]
    if (record !== undefined) yield record
  }
}
