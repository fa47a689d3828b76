// A worker in a process of its own that asks for a sync and runs it, to be killed: `node worker-process.ts ADDRESS ORIGIN API_KEY`.
import { createCommetAdapter } from '@invoice-adapters/commet'
import { orThrow } from '@invoice-adapters/core'
import { openStore, startSyncWorker } from '../../src/store.ts'

const [address = '', origin = '', apiKey = ''] = process.argv.slice(2)
const store = await openStore(address)
if (store.isErr()) throw new Error(store.error.message)
const adapter = await orThrow(
  createCommetAdapter({ account: 'main', apiKey, baseUrl: `${origin}/api/v1`, retry: { attempts: 1 } }),
)
const worker = await startSyncWorker({
  address,
  store: store.value,
  adapterFor: () => adapter,
  takeOverAfterSeconds: 10,
  pollEverySeconds: 0.5,
  sync: { pageSize: 10, crossCheck: false, leaseMs: 2_000, readsAtATime: 1 },
})
if (worker.isErr()) throw new Error(worker.error.message)
const asked = await worker.value.syncSoon({ provider: 'commet', account: 'main' }, 'full')
if (asked.isErr()) throw new Error(asked.error.message)
