import type { ListingEvidence, Result } from '@invoice-adapters/core'
import { toInstant } from '../store/instants.ts'
import { pruneAccount } from '../store/prune.ts'
import { accountRow, updateRun } from '../store/runs.ts'
import type { StoreError } from '../store/store-error.ts'
import { writePastDue } from '../store/write-past-due.ts'
import { lockAccount } from '../store/write-readings.ts'
import type { Running, SyncError } from './running.ts'
import type { SyncRun } from './sync-run.ts'

/** Concludes a run that has come to its end, and remembers a full walk. */
export function endRun(running: Running): Promise<Result<SyncRun, StoreError>> {
  const { store, key, progress } = running
  const endedAt = toInstant(store.now())
  const run: SyncRun = { ...running.run, state: 'done', endedAt, evidence: concluded(running) }
  return store.database.transact('endRun', async (tables) => {
    // In the order of every other writer, so that two of them never wait for each other.
    const account = await lockAccount(tables, key, store.database.facts.rowLocks)
    await updateRun(tables, key, { run, progress })
    await writePastDue(store, tables, account)
    if (run.mode !== 'full') return run
    await pruneAccount(store, tables, account)
    const { first_walk_at } = account
    await tables
      .updateTable('accounts')
      .set({ first_walk_at: first_walk_at ?? endedAt, last_full_at: run.startedAt })
      .where('account_key', '=', key)
      .execute()
    return run
  })
}

/** Keeps what was done, so that the next call goes on from there. */
export async function interruptRun(running: Running, failure: SyncError): Promise<SyncRun> {
  const { store, key, progress } = running
  const evidence = { ...running.run.evidence, reasons: [`${failure.kind}: ${failure.message}`] }
  const run: SyncRun = {
    ...running.run,
    state: 'interrupted',
    endedAt: toInstant(store.now()),
    evidence,
    failure: withoutInvoice(failure),
  }
  const stored = await store.database.attempt('interruptRun', async (tables) => {
    const { lease_owner } = await accountRow(tables, key)
    if (lease_owner === running.lease) await updateRun(tables, key, { run, progress })
  })
  // Where even this fails, the run stays "running" in the store, and is taken up again all the same.
  return stored.isOk() ? run : { ...run, failure: stored.error }
}

function concluded({ run, progress, settings, adapter }: Running): ListingEvidence {
  const { evidence } = run
  const { ties, surprises } = progress
  const reasons: string[] = []
  if (evidence.unreadable > 0) reasons.push(`${evidence.unreadable} record(s) could not be read`)
  if (ties > 0) {
    reasons.push(
      `${ties} page border(s) lie between records of one timestamp, where the vendor's cursor may skip some`,
    )
  }
  if (surprises > 0)
    reasons.push(`${surprises} record(s) exist and were not in the list where they had to be`)
  const twice = settings.crossCheck ?? (run.mode === 'full' && adapter.capabilities.pages.cursor === 'time')
  const good = twice && run.foundInSlices === 0 ? 'cross_checked' : 'walked'
  return { ...evidence, borderTies: ties, reasons, conclusion: reasons.length === 0 ? good : 'incomplete' }
}

/** An invoice inside an error would put personal data where nothing erases it. */
function withoutInvoice(failure: SyncError): SyncError {
  return 'invoice' in failure && failure.kind !== 'invalid_transition'
    ? { ...failure, invoice: null }
    : failure
}
