import { err, ok, type Result } from '@invoice-adapters/core'
import { compareInstants } from '../store/instants.ts'
import { updateRun } from '../store/runs.ts'
import type { StoreError } from '../store/store-error.ts'
import { writeReadings } from '../store/write-readings.ts'
import { readSingly, type SingleReads } from './read-singly.ts'
import type { Running, Step } from './running.ts'
import type { SyncProgress, SyncRun } from './sync-run.ts'
import { leaseLost, withCounts } from './walk-list.ts'

const idsAtATime = 100

/** Settled invoices are left to the full walk where a rule does not list them. */
const unsettled: readonly string[] = ['draft', 'open', 'past_due', 'unknown']

/**
 * Reads singly what is stored and was not in the list. Only the vendor's own "not found" makes an invoice gone; one that is
 * there after all puts the list in doubt.
 */
export async function lookForMissing(running: Running): Step {
  const { run, accountIsCertain, store, key } = running
  const nothingListed = run.evidence.records === 0 && listsEverything(running)
  for (;;) {
    const ids = await missingIds(running)
    if (ids.isErr()) return err(ids.error)
    const last = ids.value.at(-1)
    if (last === undefined) return ok(undefined)
    // An empty list and an account without a name: more likely another account's key than everything deleted.
    if (nothingListed && !accountIsCertain) return oneSurpriseMore(running)
    const reads = await readSingly(running, ids.value)
    if (reads.isErr()) return err(reads.error)
    const batch = { invoices: reads.value.invoices, gone: reads.value.gone, lease: running.lease }
    let next = { run: running.run, progress: running.progress }
    const written = await writeReadings(store, key, batch, async (tables, counts) => {
      next = {
        run: withUnread(withCounts(running.run, counts), reads.value),
        progress: lookedAt(running, reads.value, last),
      }
      await updateRun(tables, key, next)
    })
    if (written.isErr()) return err(written.error)
    if (written.value.kind === 'lease_lost') return err(leaseLost(running))
    running.run = next.run
    running.progress = next.progress
  }
}

function listsEverything({ run, adapter }: Running): boolean {
  return run.mode === 'full' || adapter.capabilities.incremental.method !== 'created_and_unsettled'
}

function missingIds(running: Running): Promise<Result<string[], StoreError>> {
  const { store, key, progress, run } = running
  return store.database.attempt('missing', async (tables) => {
    const known = tables
      .selectFrom('invoices')
      .select('invoice_id')
      .where('account_key', '=', key)
      .where('invoice_id', '>', progress.lookedUpTo)
      .where('gone', '=', 0)
    const missing = listsEverything(running)
      ? known.where('seen_walk', '<', progress.walk)
      : known.where('status', 'in', unsettled).where('read_at', '<', run.startedAt)
    const rows = await missing.orderBy('invoice_id').limit(idsAtATime).execute()
    return rows.map((row) => row.invoice_id)
  })
}

function withUnread(run: SyncRun, { unread, calls }: SingleReads): SyncRun {
  return {
    ...run,
    singleReads: run.singleReads + calls,
    unread: [...run.unread, ...unread].slice(0, 100),
    evidence: { ...run.evidence, unreadable: run.evidence.unreadable + unread.length },
  }
}

function lookedAt(running: Running, { invoices }: SingleReads, last: string): SyncProgress {
  const { progress, run } = running
  // What was created during the run need not have been in its list.
  const unlisted = invoices.filter(
    ({ createdAt }) => createdAt === null || compareInstants(createdAt, run.startedAt) < 0,
  )
  const surprises = listsEverything(running) ? unlisted.length : 0
  return { ...progress, lookedUpTo: last, surprises: progress.surprises + surprises }
}

async function oneSurpriseMore(running: Running): Step {
  running.progress = { ...running.progress, surprises: running.progress.surprises + 1 }
  return ok(undefined)
}
