import { err, type ListQuery, ok, type Result } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { registerAccount } from '../store/accounts.ts'
import { pendingInvoices } from '../store/deliveries.ts'
import { toInstant } from '../store/instants.ts'
import { releaseLease, renewLease, takeLease } from '../store/leases.ts'
import { accountRow } from '../store/runs.ts'
import type { InvoiceStore } from '../store/store.ts'
import { readDelivered } from '../webhooks/read-delivered.ts'
import { beginRun } from './begin-run.ts'
import { listedFrom, listsPartly } from './blind-spots.ts'
import { endRun, interruptRun } from './end-run.ts'
import { checkIdentity } from './identity.ts'
import { runPhases } from './phases.ts'
import type { Running, SyncAdapter, SyncError } from './running.ts'
import { type SyncSettings, type WholeSyncSettings, wholeSettings } from './settings.ts'
import type { SyncFailure, SyncRun } from './sync-run.ts'

/**
 * Brings the store up to date with one account, and gives the record of the run. A call that was killed or failed is taken
 * up by the next one where it stopped; a call while another run has the account is refused as `account_busy`. Nothing is
 * lost or doubled either way.
 *
 * Ok does not mean complete: `run.evidence` says what was seen. An error ends the run early, and carries its record.
 */
export async function syncAccount(
  adapter: SyncAdapter,
  store: InvoiceStore,
  settings: SyncSettings,
): Promise<Result<SyncRun, SyncFailure>> {
  const whole = wholeSettings(settings)
  const registered = await registerAccount(store, adapter)
  if (registered.isErr()) return err({ error: registered.error, run: null })
  const key = registered.value
  const lease = await takeLease(store, key, whole.leaseMs)
  if (lease.isErr()) return err({ error: lease.error, run: null })
  const { owner, heldUntilMs } = lease.value
  if (heldUntilMs !== null) return err(busy(heldUntilMs))
  const lost = new AbortController()
  const renew = async (): Promise<void> => {
    const renewed = await renewLease(store, key, owner, whole.leaseMs)
    if (renewed.isOk() && !renewed.value) lost.abort()
  }
  const heartbeat = setInterval(() => void renew(), whole.leaseMs / 3)
  const signal = whole.signal === undefined ? lost.signal : AbortSignal.any([whole.signal, lost.signal])
  try {
    return await runSync({ adapter, store, key, settings: whole, signal, lease: owner })
  } finally {
    clearInterval(heartbeat)
    await leaveLease(store, key, owner)
  }
}

type Prepared = Pick<Running, 'adapter' | 'store' | 'key' | 'settings' | 'signal' | 'lease'>

async function runSync(prepared: Prepared): Promise<Result<SyncRun, SyncFailure>> {
  const { adapter, store, key, settings, signal } = prepared
  const begun = await beginRun(adapter, store, key, settings)
  if (begun.isErr()) return err({ error: begun.error, run: null })
  let running: Running = { ...prepared, ...begun.value, listings: [{}], accountIsCertain: false }
  const fail = async (error: SyncError): Promise<Result<SyncRun, SyncFailure>> =>
    err({ error, run: await interruptRun(running, error) })
  try {
    const identity = await checkIdentity(adapter, store, key, signal)
    if (identity.isErr()) return await fail(identity.error)
    await readWaiting(prepared)
    const listings = await listingsOf(running, settings)
    if (listings.isErr()) return await fail(listings.error)
    running = { ...running, accountIsCertain: identity.value, listings: listings.value }
    const done = await runPhases(running)
    if (done.isErr()) return await fail(done.error)
    const ended = await endRun(running)
    return ended.isErr() ? await fail(ended.error) : ok(ended.value)
  } catch {
    return fail(defect(adapter))
  }
}

/** Invoices of webhooks that nobody has read since. What fails here stays waiting, and the run reads the list anyway. */
async function readWaiting({ adapter, store, key, signal }: Prepared): Promise<void> {
  const waiting = await pendingInvoices(store, key)
  if (waiting.isErr()) return
  for (const invoiceId of waiting.value) {
    const done = await readDelivered(adapter, store, invoiceId, signal)
    if (done.isErr() && done.error.retryable) return
  }
}

/** What the run lists: everything, or what the adapter's rule names. */
async function listingsOf(
  { adapter, store, key, run }: Running,
  settings: WholeSyncSettings,
): Promise<Result<ListQuery[], SyncError>> {
  if (run.mode === 'full' || !listsPartly(adapter)) return ok([{}])
  const account = await store.database.attempt('listings', (tables) => accountRow(tables, key))
  return account.map((row) => [
    { createdFrom: listedFrom(row, settings) },
    { status: ['draft'] },
    { status: ['payable'] },
  ])
}

async function leaveLease(store: InvoiceStore, key: string, owner: string): Promise<void> {
  const released = await releaseLease(store, key, owner)
  // It ends by itself as well.
  if (released.isErr()) return
}

function busy(untilMs: number): SyncFailure {
  const until = toInstant(untilMs)
  const message = `another run has the account, at least until ${until} unless it ends before`
  return { error: { kind: 'account_busy', until, message, retryable: true }, run: null }
}

function defect({ provider, account }: SyncAdapter): SyncError {
  const cause = { name: 'Error', message: 'defect in the adapter', code: null, httpStatus: null }
  const facts = { fields: [], invoice: null }
  const context = { provider, account, operation: 'sync' }
  return invoiceError('unexpected_response', context, 'the adapter failed on its own', facts, { cause })
}
