import type { Collection, Stored } from '../frame.ts'
import { type Call, type Reply, refuse } from './call.ts'
import { validationError } from './errors.ts'
import { wireDate } from './format.ts'
import { type CursorStyle, readPageRequest, recordsBehind, writeCursor } from './paging.ts'

interface Listing<T extends Stored> {
  readonly collection: Collection<T>
  readonly style: CursorStyle
  readonly matches: (record: T) => boolean
  readonly format: (record: T) => object
}

/** One page, by the cursor rules of the dialect. */
export function answerList<T extends Stored>(call: Call, listing: Listing<T>): Reply {
  const { switches } = call.desk
  const asked = readPageRequest(call.query, listing.style, switches)
  if (!asked.ok) return refuse(validationError(asked.problems, switches.validationStatus))

  const { limit, cursor } = asked.page
  const behind = matching(recordsBehind(listing.collection.ordered, cursor, switches), listing.matches)
  const page = call.conditions.page(behind, limit, (id) => listing.collection.versions(id))
  const last = page.items.at(-1)
  const date = (instant: number) => wireDate(instant, switches)
  return {
    kind: 'list',
    items: page.items.map(listing.format),
    hasMore: page.hasMore,
    nextCursor: page.hasMore && last !== undefined ? writeCursor(last, listing.style, date) : null,
  }
}

function* matching<T>(source: Iterable<T>, matches: (record: T) => boolean): Generator<T> {
  for (const record of source) if (matches(record)) yield record
}
