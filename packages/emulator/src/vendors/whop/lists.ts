import type { Collection, Stored } from '../frame.ts'
import { type Call, type Reply, refuse } from './call.ts'
import { pageInfoOf, readWindow, recordsIn } from './paging.ts'
import { type MembershipFilter, readFilters, readWord } from './queries.ts'
import { sellerError } from './sellers.ts'
import type { Renamed } from './versions.ts'

type OrderKey = string | number | null

export interface Listing<T extends Stored> {
  readonly collection: Collection<T>
  readonly seller: { readonly what: Renamed; readonly required: boolean }
  /** By name of the order; `created_at` is there anyway. */
  readonly orders: Readonly<Record<string, (record: T) => OrderKey>>
  readonly defaultOrder?: string
  readonly filters: readonly MembershipFilter<T>[]
  /** Beyond the filters: what is in the list at all. */
  readonly contains?: (record: T) => boolean
  readonly format: (record: T) => object
}

/** One page of a list. */
export function answerList<T extends Stored>(call: Call, listing: Listing<T>): Reply {
  const { query, conditions } = call
  const { switches } = call.desk
  const { what, required } = listing.seller
  const misnamed = sellerError(call, what, (name) => query.get(name) ?? undefined, required)
  if (misnamed !== null) return refuse(misnamed)

  const matches = readFilters(query, listing.filters, switches)
  if (!matches.ok) return refuse(matches.error)
  const ordered = inOrder(call, listing)
  if ('error' in ordered) return refuse(ordered.error)
  const window = readWindow(query, ordered.records, switches)
  if (!window.ok) return refuse(window.error)

  const contains = listing.contains ?? (() => true)
  const isShown = (record: T): boolean => contains(record) && matches.value(record)
  const source = recordsIn(ordered.records, window.value, isShown)
  const cut = conditions.page(source, window.value.size, (id) => listing.collection.versions(id))
  const items = window.value.fromEnd ? cut.items.toReversed() : cut.items
  return {
    kind: 'page',
    items: items.map(listing.format),
    pageInfo: pageInfoOf(items, cut.hasMore, window.value, switches),
  }
}

function inOrder<T extends Stored>(call: Call, { collection, orders, defaultOrder }: Listing<T>) {
  const { switches } = call.desk
  const names = ['created_at', ...Object.keys(orders)]
  const order = readWord(call.query, 'order', names, defaultOrder ?? 'created_at', switches)
  if (!order.ok) return order
  const directions = ['asc', 'desc'] as const
  const direction = readWord(call.query, 'direction', directions, switches.defaultDirection, switches)
  if (!direction.ok) return direction
  const key = orders[order.value]
  const ascending = key === undefined ? collection.ordered : collection.ordered.toSorted(byKey(key))
  return { records: direction.value === 'asc' ? ascending : ascending.toReversed() }
}

/** Nothing comes after everything. Equal keys keep the order of creation. */
const byKey =
  <T>(key: (record: T) => OrderKey) =>
  (left: T, right: T): number => {
    const [a, b] = [key(left), key(right)]
    if (a === b) return 0
    if (a === null || b === null) return a === null ? 1 : -1
    return a < b ? -1 : 1
  }
