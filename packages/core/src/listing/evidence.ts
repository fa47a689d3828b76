import type { InvoicePage } from '../contract/adapter.ts'
import type { PageCapabilities } from '../contract/capabilities.ts'

/**
 * What a listing can say for itself when it ends. It never says "complete": no vendor has a change feed to prove that
 * against.
 *
 * - `walked`: followed to the last page, with nothing odd seen on the way; where the vendor's cursor is a time, a record
 *   that a page border skipped leaves nothing to see, and only a cross-check finds it
 * - `cross_checked`: walked twice with different page borders, and both walks saw the same records
 * - `incomplete`: `reasons` say what is missing or doubtful
 */
export interface ListingEvidence {
  conclusion: 'walked' | 'cross_checked' | 'incomplete'
  pages: number
  /** Records read, repeats included, before any filter of ours. */
  records: number
  /** Records that came a second time and were handed on once. */
  repeats: number
  unreadable: number
  /** Page borders at which records of one timestamp were seen, where the vendor's cursor is a time. */
  borderTies: number
  reasons: string[]
}

/** The evidence while it is being gathered; `incomplete` until the walk says otherwise. */
export interface Gathering {
  evidence: ListingEvidence
  /** Ids of every record seen so far. */
  known: Set<string>
  cursors: Set<string>
  lastTime: string | null
}

export const notFinished = 'the listing was not followed to its end'

export function startGathering(): Gathering {
  const counts = { pages: 0, records: 0, repeats: 0, unreadable: 0, borderTies: 0 }
  return {
    evidence: { conclusion: 'incomplete', ...counts, reasons: [notFinished] },
    known: new Set(),
    cursors: new Set(),
    lastTime: null,
  }
}

/** Counts a page in; gives the ids seen for the first time. */
export function gatherPage(gathering: Gathering, page: InvoicePage, pages: PageCapabilities): Set<string> {
  const { evidence, known } = gathering
  const fresh = new Set<string>()
  evidence.pages += 1
  evidence.unreadable += page.unreadable.length
  evidence.records += page.recordIds.length
  for (const id of page.recordIds) {
    if (known.has(id)) evidence.repeats += 1
    else fresh.add(id)
    known.add(id)
  }
  if (pages.cursor === 'time') evidence.borderTies += tiesAtBorders(gathering, page)
  gathering.lastTime = page.recordTimes.at(-1) ?? null
  return fresh
}

/**
 * A cursor that is a time cannot tell records of the same instant apart: where such records lie at a border, others of
 * that instant may have been skipped.
 */
function tiesAtBorders({ lastTime }: Gathering, { recordTimes, nextCursor }: InvoicePage): number {
  const first = recordTimes.at(0) ?? null
  const last = recordTimes.at(-1) ?? null
  const acrossTheBorderBefore = lastTime !== null && first === lastTime
  const beforeTheNextBorder = nextCursor !== null && last !== null && recordTimes.at(-2) === last
  return Number(acrossTheBorderBefore) + Number(beforeTheNextBorder)
}

/** The conclusion of one walk that reached the last page. */
export function concludeWalk({ evidence, cursors }: Gathering, pages: PageCapabilities): void {
  evidence.reasons = []
  if (evidence.unreadable > 0) evidence.reasons.push(`${evidence.unreadable} record(s) could not be read`)
  if (evidence.borderTies > 0) {
    evidence.reasons.push(
      `${evidence.borderTies} page border(s) lie between records of one timestamp, where the vendor's cursor may skip some`,
    )
  }
  evidence.conclusion = evidence.reasons.length === 0 ? 'walked' : 'incomplete'
  // A record whose only companion of the same instant lies beyond the border leaves no trace in either page.
  if (evidence.conclusion === 'walked' && pages.cursor === 'time' && cursors.size > 0) {
    evidence.reasons.push(
      `the vendor's cursor is a time: at ${cursors.size} page border(s) a record of the same instant can hide; crossCheck walks again`,
    )
  }
}
