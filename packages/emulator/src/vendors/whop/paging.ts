import type { Stored } from '../frame.ts'
import type { PageInfo } from './call.ts'
import { errorOf } from './errors.ts'
import { type ReadQuery, readSize, textOf } from './queries.ts'
import type { WhopSwitches } from './switches.ts'

/** The part of a list that lies between the cursors, and the end from which a page is cut. */
export interface Window {
  readonly size: number
  readonly fromEnd: boolean
  /** Positions in list order; `end` is exclusive. */
  readonly start: number
  readonly end: number
  readonly hasAfter: boolean
  readonly hasBefore: boolean
}

export function writeCursor(record: Stored): string {
  return Buffer.from(`whop|${record.id}`, 'utf8').toString('base64url')
}

function positionOf(cursor: string, ordered: readonly Stored[]): number {
  const [mark, id] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  return mark === 'whop' ? ordered.findIndex((record) => record.id === id) : -1
}

/** guess: with both sizes the first wins; a cursor outlives a change of filter or order. */
export function readWindow(
  query: URLSearchParams,
  ordered: readonly Stored[],
  switches: WhopSwitches,
): ReadQuery<Window> {
  const first = readSize(query, 'first', switches)
  if (!first.ok) return first
  const last = readSize(query, 'last', switches)
  if (!last.ok) return last
  const after = textOf(query, 'after')
  const before = textOf(query, 'before')
  const start = after === null ? 0 : positionOf(after, ordered) + 1
  const end = before === null ? ordered.length : positionOf(before, ordered)
  if ((after !== null && start === 0) || end === -1) {
    const name = end === -1 ? 'before' : 'after'
    return { ok: false, error: errorOf(400, `${name} is not a cursor of this list`) }
  }
  const fromEnd = first.value === null && (last.value !== null || before !== null)
  const size = first.value ?? last.value ?? switches.defaultPageSize
  return {
    ok: true,
    value: { size, fromEnd, start, end, hasAfter: after !== null, hasBefore: before !== null },
  }
}

/** The records of the window that match, beginning at the end from which the page is cut. */
export function* recordsIn<T>(
  ordered: readonly T[],
  window: Window,
  matches: (record: T) => boolean,
): Generator<T> {
  const { start, end, fromEnd } = window
  for (let step = 0; step < end - start; step += 1) {
    const record = ordered[fromEnd ? end - 1 - step : start + step]
    if (record !== undefined && matches(record)) yield record
  }
}

/** `items` in list order. An empty page never has a cursor, or clients would ask for ever. */
export function pageInfoOf(
  items: readonly Stored[],
  hasMore: boolean,
  window: Window,
  switches: WhopSwitches,
): PageInfo {
  const first = items.at(0)
  const last = items.at(-1)
  const hasNext = window.fromEnd ? window.hasBefore : hasMore || window.hasBefore
  const showsEnd = last !== undefined && (hasNext || switches.lastPageCursor === 'last_item')
  return {
    end_cursor: showsEnd ? writeCursor(last) : null,
    start_cursor: first === undefined ? null : writeCursor(first),
    has_next_page: hasNext,
    has_previous_page: window.fromEnd ? hasMore || window.hasAfter : window.hasAfter,
  }
}
