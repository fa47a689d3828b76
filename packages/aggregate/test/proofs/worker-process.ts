// One worker of several on one PostgreSQL: `node worker-process.ts`, the order as JSON in the environment. Says each run that
// has ended; lives until it is killed.
import { writeSync } from 'node:fs'
import process from 'node:process'
import { createSharedLimiter, openStore, startSyncWorker } from '../../src/store.ts'
import { type AccountPlace, openAdapter } from './open-adapter.ts'
import { scaledLimiter } from './scaled-limits.ts'

export interface WorkerOrder {
  address: string
  places: AccountPlace[]
  /** Of the vendors' limits. */
  divisor: number
  pageSize: number
}

export interface EndedRun {
  account: string
  state: string
  resumed: number
  failure: string | null
}

const order = JSON.parse(process.env.WORKER_ORDER ?? '{}') as WorkerOrder
const opened = await openStore(order.address)
if (opened.isErr()) throw new Error(opened.error.message)
const store = opened.value
const limiter = scaledLimiter(createSharedLimiter(store), order.divisor)
const adapters = new Map(order.places.map((place) => [place.account, openAdapter(place, { limiter })]))
const worker = await startSyncWorker({
  address: order.address,
  store,
  adapterFor: ({ account }) => adapters.get(account) ?? null,
  takeOverAfterSeconds: 10,
  pollEverySeconds: 0.5,
  sync: { pageSize: order.pageSize, crossCheck: false, leaseMs: 3_000 },
  onRun: (result, { account }) => {
    const { state = 'none', resumed = 0 } = (result.isOk() ? result.value : result.error.run) ?? {}
    const failure = result.isOk() ? null : result.error.error.kind
    const ended: EndedRun = { account, state, resumed, failure }
    writeSync(1, `${JSON.stringify(ended)}\n`)
  },
})
if (worker.isErr()) throw new Error(worker.error.message)
for (const { provider, account } of order.places) {
  const asked = await worker.value.syncSoon({ provider, account }, 'full')
  if (asked.isErr()) throw new Error(asked.error.message)
}
