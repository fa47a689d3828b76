// Full syncs in a process of their own, so that its memory is theirs alone: `node full-sync-process.ts`, the order as JSON
// in the environment, the outcome as JSON on the standard output.
import process from 'node:process'
import { openStore, type SyncRun, syncAccount } from '../../src/store.ts'
import { type AccountPlace, openAdapter } from './open-adapter.ts'
import { createVirtualTime } from './virtual-time.ts'

export interface FullSyncOrder {
  address: string
  places: AccountPlace[]
  /** Sets the vendors' clock: `POST` with `to`, milliseconds since 1970. */
  control: string
  start: number
}

export interface FullSyncOutcome {
  runs: SyncRun[]
  /** Highest resident memory of the process, in KiB, before the first sync and in all. */
  memoryBefore: number
  memoryPeak: number
  seconds: number
}

const order = JSON.parse(process.env.FULL_SYNC_ORDER ?? '{}') as FullSyncOrder
const time = createVirtualTime(order.start, async (instant) => {
  await fetch(`${order.control}?to=${instant}`, { method: 'POST' })
})
const opened = await openStore(order.address, { now: time.now })
if (opened.isErr()) throw new Error(opened.error.message)
const store = opened.value
const { now, limiter, fetch: counting } = time
const began = performance.now()
const memoryBefore = process.resourceUsage().maxRSS
const runs: SyncRun[] = []
for (const place of order.places) {
  const adapter = openAdapter(place, { now, limiter, fetch: counting })
  const run = await syncAccount(adapter, store, { mode: 'full' })
  if (run.isErr()) throw new Error(JSON.stringify(run.error))
  runs.push(run.value)
}
const outcome: FullSyncOutcome = {
  runs,
  memoryBefore,
  memoryPeak: process.resourceUsage().maxRSS,
  seconds: Math.round((performance.now() - began) / 100) / 10,
}
const closed = await store.close()
if (closed.isErr()) throw new Error(closed.error.message)
process.stdout.write(JSON.stringify(outcome))
