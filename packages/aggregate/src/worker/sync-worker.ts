import { err, ok, type Result } from '@invoice-adapters/core'
import type { PgBoss } from 'pg-boss'
import { type AccountName, accountKey } from '../store/account-key.ts'
import { missingQueue, queueNeedsPostgres } from '../store/queue-errors.ts'
import type { InvoiceStore } from '../store/store.ts'
import type { StoreError } from '../store/store-error.ts'
import type { SyncAdapter } from '../sync/running.ts'
import type { SyncSettings } from '../sync/settings.ts'
import { syncAccount } from '../sync/sync-account.ts'
import type { SyncFailure, SyncMode, SyncRun } from '../sync/sync-run.ts'

export interface SyncWorkerSettings {
  /** `postgres://…`: the database of the store. The queue has a schema of its own in it. */
  address: string
  store: InvoiceStore
  /** The adapter of an account, asked at each run; null: this machine does not know it, and the job fails. */
  adapterFor: (account: AccountName) => SyncAdapter | null | Promise<SyncAdapter | null>
  /** Accounts synced at the same time by this process; default 2. */
  accountsAtATime?: number
  /** Seconds without a sign of life after which another worker takes a job over; at least 10, default 30. */
  takeOverAfterSeconds?: number
  /** Seconds between looks for work; default 2, at least 0.5. */
  pollEverySeconds?: number
  sync?: Omit<SyncSettings, 'mode' | 'signal'>
  /** Told of every run, for a log; what it throws is ignored. */
  onRun?: (result: Result<SyncRun, SyncFailure>, account: AccountName) => void
}

/** One process among any number on any number of machines. A schedule belongs to the account, not to the process. */
export interface SyncWorker {
  /** `cron` has five fields, in UTC: `0 * * * *` is every hour. A later schedule of the account takes its place. */
  schedule(account: AccountName, cron: string, mode?: SyncMode): Promise<Result<void, StoreError>>
  unschedule(account: AccountName): Promise<Result<void, StoreError>>
  /** Asks for a run; while one is asked for already, that one will do. */
  syncSoon(account: AccountName, mode?: SyncMode): Promise<Result<void, StoreError>>
  /** Lets runs under way come to an end for a few seconds, then interrupts them; they are taken up again. */
  stop(): Promise<Result<void, StoreError>>
}

interface SyncJob extends AccountName {
  mode: SyncMode
}

const queue = 'invoice-sync'
const graceMs = 10_000

/**
 * Runs syncs as jobs: at most one per account at a time over all machines, and the job of a worker that died is taken over,
 * and goes on where it stopped. Needs the optional package `pg-boss`.
 *
 * Errors: `missing_driver`, `invalid_address` for a store that is not in PostgreSQL, `unreachable`.
 */
export async function startSyncWorker(settings: SyncWorkerSettings): Promise<Result<SyncWorker, StoreError>> {
  const { store, address } = settings
  if (store.database.facts.kind !== 'postgres' || !/^postgres(ql)?:/.test(address))
    return err(queueNeedsPostgres())
  const library = await import('pg-boss').catch(() => null)
  if (library === null) return err(missingQueue())
  const attempt = <T>(work: () => Promise<T>): Promise<Result<T, StoreError>> =>
    store.database.attempt('queue', work)
  const lookEverySeconds = Math.max(1, Math.floor(takeOverSeconds(settings) / 2))
  const boss = new library.PgBoss({
    connectionString: address,
    application_name: 'invoice-adapters',
    superviseIntervalSeconds: lookEverySeconds,
    monitorIntervalSeconds: lookEverySeconds,
  })
  // Failures of its housekeeping repeat themselves at the next call that matters.
  boss.on('error', () => {})
  const started = await attempt(() => start(boss, settings))
  if (started.isErr()) {
    await boss.stop({ graceful: false }).catch(() => {})
    return err(started.error)
  }
  return ok({
    schedule: (account, cron, mode = 'incremental') =>
      attempt(async () => {
        const key = accountKey(account)
        await boss.schedule(queue, cron, jobOf(account, mode), { key: scheduleKey(key), singletonKey: key })
      }),
    unschedule: (account) => attempt(() => boss.unschedule(queue, scheduleKey(accountKey(account)))),
    syncSoon: (account, mode = 'incremental') =>
      attempt(async () => {
        await boss.send(queue, jobOf(account, mode), { singletonKey: accountKey(account) })
      }),
    stop: () => attempt(() => boss.stop({ graceful: true, timeout: graceMs })),
  })
}

function takeOverSeconds({ takeOverAfterSeconds = 30 }: SyncWorkerSettings): number {
  return Math.max(10, takeOverAfterSeconds)
}

async function start(boss: PgBoss, settings: SyncWorkerSettings): Promise<void> {
  const { accountsAtATime = 2, pollEverySeconds = 2 } = settings
  await boss.start()
  await boss.createQueue(queue, {
    // One waiting and one running per account.
    policy: 'stately',
    heartbeatSeconds: takeOverSeconds(settings),
    expireInSeconds: 12 * 3600,
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
  })
  const options = { localConcurrency: accountsAtATime, pollingIntervalSeconds: pollEverySeconds }
  await boss.work<SyncJob>(queue, options, async (jobs) => {
    for (const { data, signal } of jobs) await runJob(settings, data, signal)
  })
}

/** Throws where the queue is to try again; what another try would not change is told and left. */
async function runJob(settings: SyncWorkerSettings, job: SyncJob, signal: AbortSignal): Promise<void> {
  const account: AccountName = { provider: job.provider, account: job.account }
  const adapter = await settings.adapterFor(account)
  if (adapter === null) throw new Error(`no adapter for ${accountKey(account)} on this machine`)
  const result = await syncAccount(adapter, settings.store, { ...settings.sync, mode: job.mode, signal })
  tell(settings, result, account)
  if (result.isOk()) return
  const { kind, message, retryable } = result.error.error
  if (retryable || kind === 'aborted') throw new Error(`${kind}: ${message}`)
}

function tell(
  { onRun }: SyncWorkerSettings,
  result: Result<SyncRun, SyncFailure>,
  account: AccountName,
): void {
  try {
    onRun?.(result, account)
  } catch {
    // A log that fails must not fail the run.
  }
}

function jobOf({ provider, account }: AccountName, mode: SyncMode): SyncJob {
  return { provider, account, mode }
}

/** The queue allows few characters in the key of a schedule. */
function scheduleKey(key: string): string {
  return [...new TextEncoder().encode(key)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
