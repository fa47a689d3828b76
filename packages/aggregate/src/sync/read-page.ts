import { err, type Invoice, type InvoicePage, type ListQuery, ok, type Result } from '@invoice-adapters/core'
import { differsFrom, type KnownInvoice } from '../store/decide.ts'
import { compareInstants } from '../store/instants.ts'
import { knownInvoices } from '../store/known-invoices.ts'
import type { ReadingBatch } from '../store/write-readings.ts'
import { readSingly } from './read-singly.ts'
import type { Running, SyncError } from './running.ts'
import type { UnreadByRun } from './sync-run.ts'

/** One page with the single reads that make it complete, ready to be stored. */
export interface ReadPage {
  page: InvoicePage
  batch: ReadingBatch
  unread: UnreadByRun[]
  singleReads: number
  /** Records older than the run that the walk before this one had not seen. */
  surprises: number
}

export async function readPage(running: Running, query: ListQuery): Promise<Result<ReadPage, SyncError>> {
  const { adapter, signal, store, key, progress, settings } = running
  const { cursor, walk } = progress
  const pageSize = query.pageSize ?? settings.pageSize
  const asked = {
    ...query,
    ...(cursor === null ? {} : { cursor }),
    ...(pageSize === undefined ? {} : { pageSize }),
  }
  const listed = await adapter.list(asked, { signal })
  if (listed.isErr()) return err(listed.error)
  const page = listed.value
  const known = await store.database.attempt('readPage', (tables) =>
    knownInvoices(tables, key, page.recordIds),
  )
  if (known.isErr()) return err(known.error)
  const wanted = page.invoices.filter((item) => isToBeRead(running, item, known.value.get(item.source.id)))
  const reads = await readSingly(
    running,
    wanted.map(({ source }) => source.id),
  )
  if (reads.isErr()) return err(reads.error)
  const { invoices, gone, unread, calls } = reads.value
  const vanished = gone.map(({ invoiceId }) => ({ recordId: invoiceId, message: listedAndNotFound }))
  const half = new Set(unread.map(({ recordId }) => recordId))
  return ok({
    page,
    batch: {
      // What a list says of an invoice that cannot be read singly is worth more than nothing.
      invoices: [
        ...page.invoices.filter(({ source, detail }) => detail === 'full' || half.has(source.id)),
        ...invoices,
      ],
      seen: { walk, ids: page.recordIds },
      lease: running.lease,
    },
    unread: [
      ...page.unreadable.map(({ recordId, message }) => ({ recordId, message })),
      ...unread,
      ...vanished,
    ],
    singleReads: calls,
    surprises: surprisesIn(running, page, known.value),
  })
}

const listedAndNotFound = 'the vendor listed it, and did not find it when it was read'

function isToBeRead(
  { run, progress, adapter }: Running,
  item: Invoice,
  known: KnownInvoice | undefined,
): boolean {
  if (item.detail === 'full') return false
  if (run.mode === 'full' && progress.phase === 'list') return true
  if (known === undefined || known.gone === 1 || known.detail === 'summary') return true
  const readInThisRun = compareInstants(known.read_at, run.startedAt) >= 0
  if (adapter.capabilities.incremental.method === 'created_and_unsettled' || item.updatedAt === null)
    return !readInThisRun
  const order = known.updated_at === null ? 1 : compareInstants(item.updatedAt, known.updated_at)
  return order > 0 || (order === 0 && differsFrom(known, item))
}

function surprisesIn(
  { progress, run }: Running,
  { recordIds, recordTimes }: InvoicePage,
  known: Map<string, KnownInvoice>,
): number {
  if (progress.phase === 'list') return 0
  const walkBefore = progress.phase === 'again' ? progress.walk - 1 : progress.walk
  return recordIds.filter((id, index) => {
    const createdAt = recordTimes[index] ?? null
    if (createdAt !== null && compareInstants(createdAt, run.startedAt) >= 0) return false
    const seen = known.get(id)?.seen_walk ?? 0
    return seen < walkBefore
  }).length
}
