import type { Collection, Stored } from '../frame.ts'
import { answered, type Call, type Reply, refuse } from './call.ts'
import { isError } from './errors.ts'
import { type Direction, filtersIn, readPageRequest, recordsBeyond, writePageToken } from './paging.ts'
import type { WirePagination } from './wire-shapes.ts'

export interface Listing<T extends Stored> {
  readonly collection: Collection<T>
  readonly matches: (record: T) => boolean
  readonly format: (record: T) => object
}

/** One page, forward or backward, with the tokens of its neighbours. */
export function answerList<T extends Stored>(call: Call, listing: Listing<T>): Reply {
  const { switches, surroundings } = call.desk
  const nowMs = surroundings.clock.now()
  const asked = readPageRequest(call.query, switches, nowMs)
  if (isError(asked)) return refuse(asked)

  const { size, token } = asked
  const beyond = recordsBeyond(listing.collection.ordered, token, switches.listOrder)
  const page = call.conditions.page(matching(beyond, listing.matches), size, (id) =>
    listing.collection.versions(id),
  )
  const backward = token?.direction === 'previous'
  const items = backward ? page.items.toReversed() : page.items
  const query = filtersIn(call.query, switches).toString()
  const tokenAt = (direction: Direction, border: T | undefined, exists: boolean): string | null =>
    exists && border !== undefined
      ? writePageToken({ direction, id: border.id, query, issuedAtMs: nowMs })
      : null
  const pagination: WirePagination = {
    next_page_token: tokenAt('next', items.at(-1), backward || page.hasMore),
    previous_page_token: tokenAt('previous', items[0], backward ? page.hasMore : token !== null),
  }
  return answered({ data: items.map(listing.format), pagination })
}

/** All records at once, where a list has no pages. */
export function wholeList<T extends Stored>(call: Call, listing: Listing<T>): readonly object[] {
  const { collection, matches, format } = listing
  const all = recordsBeyond(collection.ordered, null, call.desk.switches.listOrder)
  const page = call.conditions.page(matching(all, matches), Number.POSITIVE_INFINITY, (id) =>
    collection.versions(id),
  )
  return page.items.map(format)
}

function* matching<T>(source: Iterable<T>, matches: (record: T) => boolean): Generator<T> {
  for (const record of source) if (matches(record)) yield record
}
