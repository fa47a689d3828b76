import type { Stored } from '../frame.ts'
import type { FieldProblem } from './errors.ts'
import type { CommetSwitches } from './switches.ts'

export const defaultLimit = 25
export const maximumLimit = 100

/** A place in a list. `id` is null for a cursor that is only a date. */
export interface Cursor {
  readonly createdAtMs: number
  readonly id: string | null
}

export interface PageRequest {
  readonly limit: number
  readonly cursor: Cursor | null
}

export type ReadPageRequest =
  | { readonly ok: true; readonly page: PageRequest }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

export type CursorStyle = 'date' | 'opaque'

export function readPageRequest(
  query: URLSearchParams,
  style: CursorStyle,
  switches: CommetSwitches,
): ReadPageRequest {
  const problems: FieldProblem[] = []
  const limit = readLimit(query.get('limit'), switches)
  if (limit === null)
    problems.push({ field: 'limit', message: `must be an integer from 1 to ${maximumLimit}` })

  const text = query.get('cursor')
  const cursor = text === null ? null : readCursor(text, style)
  const unreadable = text !== null && cursor === null && switches.malformedCursor === 'refuse'
  if (unreadable) problems.push({ field: 'cursor', message: 'is not a cursor' })
  return problems.length > 0 || limit === null
    ? { ok: false, problems }
    : { ok: true, page: { limit, cursor } }
}

function readLimit(text: string | null, switches: CommetSwitches): number | null {
  if (text === null) return defaultLimit
  if (!/^-?\d+$/.test(text)) return null
  const limit = Number(text)
  if (limit >= 1 && limit <= maximumLimit) return limit
  return switches.limitOutOfRange === 'clamp' ? Math.min(Math.max(limit, 1), maximumLimit) : null
}

function readCursor(text: string, style: CursorStyle): Cursor | null {
  if (style === 'date') {
    const instant = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
    return Number.isNaN(instant) ? null : { createdAtMs: instant, id: null }
  }
  const [instant, id] = Buffer.from(text, 'base64url').toString('utf8').split('|')
  return id === undefined || id === '' || !/^\d+$/.test(instant ?? '')
    ? null
    : { createdAtMs: Number(instant), id }
}

export function writeCursor(last: Stored, style: CursorStyle, date: (instant: number) => string): string {
  if (style === 'date') return date(last.createdAtMs)
  return Buffer.from(`${last.createdAtMs}|${last.id}`, 'utf8').toString('base64url')
}

/** The records behind the cursor, in list order. A date cursor cannot tell apart what shares its instant. */
export function* recordsBehind<T extends Stored>(
  oldestFirst: readonly T[],
  cursor: Cursor | null,
  switches: CommetSwitches,
): Generator<T> {
  const reversed = switches.listOrder === 'newest_first'
  const direction = reversed ? -1 : 1
  let reached = cursor?.id === null || cursor === null
  for (let step = 0; step < oldestFirst.length; step += 1) {
    const record = oldestFirst[reversed ? oldestFirst.length - 1 - step : step]
    if (record === undefined) continue
    if (cursor === null) yield record
    else if (cursor.id === null) {
      const distance = (record.createdAtMs - cursor.createdAtMs) * direction
      if (distance > 0 || (distance === 0 && switches.dateCursor === 'inclusive')) yield record
    } else if (reached) yield record
    else reached = record.id === cursor.id
  }
}
