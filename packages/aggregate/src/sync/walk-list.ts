import { err, type InvoicePage, type ListQuery, ok, type Result } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { updateRun } from '../store/runs.ts'
import { type WriteCounts, writeReadings } from '../store/write-readings.ts'
import { type ReadPage, readPage } from './read-page.ts'
import type { Running, Step, SyncError } from './running.ts'
import type { SyncProgress, SyncRun } from './sync-run.ts'

/** Pages without one new record after which a listing is taken for endless. */
const mostPagesWithoutNews = 50
const mostUnreadKept = 100

/** How a vendor may answer a cursor that it does not know any more. */
const cursorRefusals: ReadonlySet<string> = new Set([
  'refused',
  'not_found',
  'conflict',
  'unexpected_response',
])

/** Follows one listing from the stored cursor to its last page. Every page is stored together with the way on from it. */
export async function walkList(running: Running, query: ListQuery): Step {
  const cursors = new Set<string>()
  let resumedAt = running.progress.cursor
  for (;;) {
    const read = await readPage(running, query)
    if (read.isErr() && resumedAt !== null && cursorRefusals.has(read.error.kind)) {
      // Vendors forget their cursors; what was read before the interruption is stored, and is read once more.
      running.progress = { ...running.progress, cursor: null, lastTime: null, lastId: null }
      resumedAt = null
      continue
    }
    resumedAt = null
    if (read.isErr()) return err(read.error)
    const stored = await storePage(running, read.value)
    if (stored.isErr()) return err(stored.error)
    const { cursor, pagesWithoutNews } = running.progress
    if (cursor === null) return ok(undefined)
    if (cursors.has(cursor) || pagesWithoutNews >= mostPagesWithoutNews) return err(endless(running))
    cursors.add(cursor)
  }
}

async function storePage(running: Running, read: ReadPage): Promise<Result<void, SyncError>> {
  const { store, key } = running
  let next = { run: running.run, progress: running.progress }
  const written = await writeReadings(store, key, read.batch, async (tables, counts) => {
    next = { run: counted(running, read, counts), progress: advanced(running, read, counts) }
    await updateRun(tables, key, next)
  })
  if (written.isErr()) return err(written.error)
  if (written.value.kind === 'lease_lost') return err(leaseLost(running))
  running.run = next.run
  running.progress = next.progress
  return ok(undefined)
}

function counted({ run, progress }: Running, read: ReadPage, counts: WriteCounts): SyncRun {
  const { page, unread, singleReads, surprises } = read
  const { evidence } = run
  return {
    ...withCounts(run, counts),
    singleReads: run.singleReads + singleReads,
    unread: [...run.unread, ...unread].slice(0, mostUnreadKept),
    foundInSlices: run.foundInSlices + (progress.phase === 'slices' ? surprises : 0),
    evidence: {
      ...evidence,
      pages: evidence.pages + 1,
      records: evidence.records + page.recordIds.length,
      repeats: evidence.repeats + page.recordIds.length - counts.fresh,
      unreadable: evidence.unreadable + unread.length,
    },
  }
}

export function withCounts(run: SyncRun, counts: WriteCounts): SyncRun {
  return {
    ...run,
    new: run.new + counts.new,
    changed: run.changed + counts.changed,
    unchanged: run.unchanged + counts.unchanged,
    stale: run.stale + counts.stale,
    gone: run.gone + counts.gone,
  }
}

function advanced(running: Running, { page, surprises }: ReadPage, { fresh }: WriteCounts): SyncProgress {
  const { progress, adapter } = running
  const ties = adapter.capabilities.pages.cursor === 'time' ? tiesAtBorders(progress, page) : 0
  return {
    ...progress,
    cursor: page.nextCursor,
    lastTime: page.nextCursor === null ? null : (page.recordTimes.at(-1) ?? null),
    lastId: page.nextCursor === null ? null : (page.recordIds.at(-1) ?? null),
    pagesWithoutNews: fresh === 0 ? progress.pagesWithoutNews + 1 : 0,
    ties: progress.ties + ties,
    surprises: progress.surprises + (progress.phase === 'slices' ? 0 : surprises),
  }
}

/** Where records of one instant lie at a border, a cursor that is a time may have skipped others of that instant. */
function tiesAtBorders(
  { lastTime, lastId }: SyncProgress,
  { recordTimes, recordIds, nextCursor }: InvoicePage,
): number {
  const first = recordTimes.at(0) ?? null
  const last = recordTimes.at(-1) ?? null
  const acrossTheBorderBefore = lastTime !== null && first === lastTime && recordIds.at(0) !== lastId
  const beforeTheNextBorder = nextCursor !== null && last !== null && recordTimes.at(-2) === last
  return Number(acrossTheBorderBefore) + Number(beforeTheNextBorder)
}

export function leaseLost({ adapter: { provider, account } }: Running): SyncError {
  const message = 'another run has taken the account over; this one has stopped'
  return invoiceError('aborted', { provider, account, operation: 'sync' }, message, {})
}

function endless({ adapter: { provider, account } }: Running): SyncError {
  const message =
    'the vendor gave a page cursor that it had given before, or only records it had given before; records may be missing'
  return invoiceError('unexpected_response', { provider, account, operation: 'sync' }, message, {
    fields: [],
    invoice: null,
  })
}
