import type { Clock } from './clock.ts'
import type { Fault, FaultOf } from './fault-rules.ts'

interface Hidden {
  listsLeft: number
  readonly untilMs: number
  readonly alsoGet: boolean
}

interface Displaced {
  readonly direction: FaultOf<'move_across_border'>['direction']
  readonly id: string
}

/** What one account's readers see of the records, where that differs from what is there. */
export interface AccountView {
  readonly hidden: Map<string, Hidden>
  displaced: Displaced | null
  /** Body of the last list page answered, per operation. */
  readonly lastPages: Map<string, string>
}

export function createAccountView(): AccountView {
  return { hidden: new Map(), displaced: null, lastPages: new Map() }
}

export function hideRecord(
  view: AccountView,
  id: string,
  fault: FaultOf<'hide_new_records'>,
  clock: Clock,
): void {
  view.hidden.set(id, {
    listsLeft: fault.listCalls ?? Number.POSITIVE_INFINITY,
    untilMs: fault.clockMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + fault.clockMs,
    alsoGet: fault.alsoGet ?? false,
  })
}

export function isHiddenFromGet(view: AccountView, id: string, clock: Clock): boolean {
  const hidden = view.hidden.get(id)
  return hidden?.alsoGet === true && hidden.listsLeft > 0 && clock.now() < hidden.untilMs
}

/** The ids that this list call does not show; counts the call. */
export function takeHiddenFromList(view: AccountView, clock: Clock): ReadonlySet<string> {
  const concealed = new Set<string>()
  for (const [id, hidden] of view.hidden) {
    if (hidden.listsLeft <= 0 || clock.now() >= hidden.untilMs) {
      view.hidden.delete(id)
      continue
    }
    hidden.listsLeft -= 1
    concealed.add(id)
  }
  return concealed
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly hasMore: boolean
}

interface PageOrder<T> {
  /** In list order, behind the cursor. */
  readonly source: Iterable<T>
  readonly limit: number
  readonly continued: boolean
  readonly recordById: (id: string) => T | undefined
}

/** Cuts one page, as this account's readers see it. */
export function cutPage<T extends { readonly id: string }>(
  view: AccountView,
  order: PageOrder<T>,
  faults: readonly Fault[],
  clock: Clock,
): Page<T> {
  const concealed = takeHiddenFromList(view, clock)
  const displaced = order.continued ? view.displaced : null
  if (displaced !== null) view.displaced = null

  const visible: T[] = []
  const repeated = displaced?.direction === 'to_next_page' ? order.recordById(displaced.id) : undefined
  if (repeated !== undefined) visible.push(repeated)
  for (const record of order.source) {
    if (visible.length > order.limit) break
    if (!concealed.has(record.id) && record.id !== displaced?.id) visible.push(record)
  }

  const items = visible.slice(0, order.limit)
  const next = visible[order.limit]
  const move = faults.find((fault) => fault.kind === 'move_across_border')
  const moving = move?.direction === 'to_next_page' ? items.at(-1) : next
  if (move !== undefined && next !== undefined && moving !== undefined) {
    view.displaced = { direction: move.direction, id: moving.id }
  }
  return { items, hasMore: next !== undefined }
}

/** The version of a record that is served: the last, or under `stale_read` the one before. */
export function servedVersion<T extends { readonly id: string }>(
  versions: readonly T[],
  faults: readonly Fault[],
): T | undefined {
  const current = versions.at(-1)
  const stale = faults.some(
    (fault) => fault.kind === 'stale_read' && (fault.id === undefined || fault.id === current?.id),
  )
  return stale ? (versions.at(-2) ?? current) : current
}
