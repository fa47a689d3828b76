import { openStore, type StoreError, type SyncRun, syncAccount } from '@invoice-adapters/aggregate/store'
import { err, type InvoiceAdapter, ok, type Result } from '@invoice-adapters/core'

export interface Synced {
  runs: SyncRun[]
  /** Accounts that stopped early, each in a sentence; the next call goes on where they did. */
  stopped: string[]
}

/** Brings the store up to date; to be called by a timer, as often as you like. */
export async function syncAll(
  accounts: InvoiceAdapter[],
  address = 'sqlite:./invoices.db',
): Promise<Result<Synced, StoreError>> {
  const opened = await openStore(address)
  if (opened.isErr()) return err(opened.error)
  const store = opened.value
  const synced: Synced = { runs: [], stopped: [] }
  for (const account of accounts) {
    const run = await syncAccount(account, store, { mode: 'incremental' })
    if (run.isOk()) synced.runs.push(run.value)
    else synced.stopped.push(`${account.account}: ${run.error.error.message}`)
  }
  const closed = await store.close()
  return closed.isErr() ? err(closed.error) : ok(synced)
}
