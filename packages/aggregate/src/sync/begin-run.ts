import type { Result } from '@invoice-adapters/core'
import type { Transaction } from 'kysely'
import { toInstant, toMs } from '../store/instants.ts'
import {
  accountRow,
  insertRun,
  latestRuns,
  nextNumber,
  type RunAndProgress,
  updateRun,
} from '../store/runs.ts'
import type { InvoiceStore } from '../store/store.ts'
import type { StoreError } from '../store/store-error.ts'
import type { AccountTable, StoreTables } from '../store/tables.ts'
import { blindSpots } from './blind-spots.ts'
import type { SyncAdapter } from './running.ts'
import type { WholeSyncSettings } from './settings.ts'
import { type SyncRun, startingProgress } from './sync-run.ts'

/** Takes up the unfinished run of the account, or begins a new one. */
export function beginRun(
  adapter: SyncAdapter,
  store: InvoiceStore,
  key: string,
  settings: WholeSyncSettings,
): Promise<Result<RunAndProgress, StoreError>> {
  const now = store.now()
  return store.database.transact('beginRun', async (tables) => {
    const account = await accountRow(tables, key)
    const [latest] = await latestRuns(tables, key, 1)
    const { mode, because } = modeOf(account, settings, now)
    const unfinished =
      latest !== undefined && (latest.run.state === 'running' || latest.run.state === 'interrupted')
    if (unfinished && isWorthResuming(latest.run, mode, settings, now)) {
      const reason = latest.run.mode === mode ? latest.run.because : 'full_run_unfinished'
      const resumed: SyncRun = {
        ...latest.run,
        because: reason,
        state: 'running',
        resumed: latest.run.resumed + 1,
      }
      const whole = { run: { ...resumed, endedAt: null, failure: null }, progress: latest.progress }
      await updateRun(tables, key, whole)
      return whole
    }
    if (unfinished) await updateRun(tables, key, { ...latest, run: { ...latest.run, state: 'superseded' } })
    const cannotSee = mode === 'full' ? [] : blindSpots(adapter, account, settings)
    return insertNewRun(tables, key, newRun(adapter, { mode, because, cannotSee, startedAt: toInstant(now) }))
  })
}

async function insertNewRun(
  tables: Transaction<StoreTables>,
  key: string,
  run: SyncRun,
): Promise<RunAndProgress> {
  const number = await nextNumber(tables, key, 'last_run')
  const walk = await nextNumber(tables, key, 'last_walk')
  const whole = { run: { ...run, number }, progress: { ...startingProgress, walk } }
  await insertRun(tables, key, whole)
  return whole
}

function modeOf(
  { first_walk_at, last_full_at }: AccountTable,
  settings: WholeSyncSettings,
  now: number,
): Pick<SyncRun, 'mode' | 'because'> {
  if (settings.mode === 'full') return { mode: 'full', because: 'asked' }
  if (first_walk_at === null) return { mode: 'full', because: 'no_full_walk_yet' }
  const age = now - (toMs(last_full_at) ?? 0)
  return age > settings.greatestFullAgeMs
    ? { mode: 'full', because: 'full_walk_too_old' }
    : { mode: 'incremental', because: 'asked' }
}

/** A full run does what an incremental one would, and more; the other way round it does not hold. */
function isWorthResuming(
  run: SyncRun,
  mode: SyncRun['mode'],
  settings: WholeSyncSettings,
  now: number,
): boolean {
  const young = now - (toMs(run.startedAt) ?? 0) <= settings.resumeWithinMs
  return young && (run.mode === mode || run.mode === 'full')
}

function newRun(
  { provider, account, capabilities }: SyncAdapter,
  begun: Pick<SyncRun, 'mode' | 'because' | 'cannotSee' | 'startedAt'>,
): SyncRun {
  const { rule } = capabilities.incremental
  const counts = { new: 0, changed: 0, unchanged: 0, stale: 0, gone: 0, singleReads: 0, foundInSlices: 0 }
  return {
    provider,
    account,
    number: 0,
    ...begun,
    rule: begun.mode === 'full' ? 'Walk the whole list and read every invoice' : rule,
    state: 'running',
    endedAt: null,
    resumed: 0,
    ...counts,
    unread: [],
    evidence: {
      conclusion: 'incomplete',
      pages: 0,
      records: 0,
      repeats: 0,
      unreadable: 0,
      borderTies: 0,
      reasons: ['the run has not ended'],
    },
    failure: null,
  }
}
