import {
  createSharedLimiter,
  openStore,
  type StoreError,
  type SyncWorker,
  startSyncWorker,
} from '@invoice-adapters/aggregate/store'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { err, type Result } from '@invoice-adapters/core'

/**
 * The same program on every machine. `address` is `postgres://…`; `keyOf` reads an account's key wherever secrets are kept, and
 * gives null for an account that is not served any more.
 */
export async function startWorker(
  address: string,
  keyOf: (account: string) => Promise<string | null>,
): Promise<Result<SyncWorker, StoreError>> {
  const store = await openStore(address)
  if (store.isErr()) return err(store.error)
  const limiter = createSharedLimiter(store.value)
  const worker = await startSyncWorker({
    address,
    store: store.value,
    adapterFor: async ({ account }) => {
      const apiKey = await keyOf(account)
      return apiKey === null ? null : createCommetAdapter({ account, apiKey, limiter }).unwrapOr(null)
    },
    onRun: (run, { account }) => {
      if (run.isErr()) console.error(account, run.error.error.message)
    },
  })
  if (worker.isErr()) return err(worker.error)
  const acme = { provider: 'commet', account: 'acme' }
  const scheduled = await worker.value.schedule(acme, '*/15 * * * *')
  return scheduled.map(() => worker.value)
}
