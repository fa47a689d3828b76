// A sync in a process of its own that says what it is about to do, and is killed: `node kill-process.ts`, the order as JSON
// in the environment. What is said goes out at once, so that the last word tells where the process died.
import { writeSync } from 'node:fs'
import process from 'node:process'
import type { AccountPlace } from './open-adapter.ts'

export interface KillOrder {
  address: string
  place: AccountPlace
  mode: 'full' | 'incremental'
  now: number
}

export const killPhases = [
  'opening',
  'beginning',
  'checking',
  'listing',
  'reading',
  'writing',
  'turning',
  'ending',
] as const

export type KillPhase = (typeof killPhases)[number]

const say = (phase: KillPhase): void => void writeSync(1, `${phase}\n`)

/** By the name that the product gives a transaction. */
const phaseOfTransaction: Record<string, KillPhase> = {
  registerAccount: 'beginning',
  takeLease: 'beginning',
  beginRun: 'beginning',
  checkIdentity: 'checking',
  writeReadings: 'writing',
  beginPhase: 'turning',
  endRun: 'ending',
}

if (process.env.KILL_ORDER !== undefined) await run(JSON.parse(process.env.KILL_ORDER) as KillOrder)

async function run({ address, place, mode, now }: KillOrder): Promise<void> {
  say('opening')
  const { openStore, syncAccount } = await import('../../src/store.ts')
  const { openAdapter } = await import('./open-adapter.ts')
  const opened = await openStore(address, { now: () => now })
  if (opened.isErr()) throw new Error(opened.error.message)
  const { database } = opened.value
  const store: typeof opened.value = {
    ...opened.value,
    database: {
      ...database,
      transact(operation, work) {
        say(phaseOfTransaction[operation] ?? 'writing')
        return database.transact(operation, work)
      },
    },
  }
  const adapter = openAdapter(place, { now: () => now, retry: { attempts: 1 } })
  const telling: typeof adapter = {
    ...adapter,
    check: (settings) => {
      say('checking')
      return adapter.check(settings)
    },
    list: (query, settings) => {
      say('listing')
      return adapter.list(query, settings)
    },
    get: (id, settings) => {
      say('reading')
      return adapter.get(id, settings)
    },
  }
  const done = await syncAccount(telling, store, { mode, pageSize: 10, leaseMs: 60_000 })
  if (done.isErr()) throw new Error(JSON.stringify(done.error))
  const closed = await store.close()
  if (closed.isErr()) throw new Error(closed.error.message)
}
