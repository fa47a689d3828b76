import type { Result } from '@invoice-adapters/core'
import type { Transaction } from 'kysely'
import { toInstant } from './instants.ts'
import type { InvoiceStore } from './store.ts'
import type { StoreError } from './store-error.ts'
import type { StoreTables } from './tables.ts'

const dayMs = 86_400_000

/** Records of an account's runs that stay whatever their age, for whoever asks what its syncs have seen. */
const mostRunsKept = 1_000

/** How many rows were removed. */
export interface Pruned {
  deliveries: number
  events: number
  runs: number
}

/**
 * Removes what has served its purpose: webhook deliveries that were dealt with and events that were handed over, both longer
 * ago than `keepDays` of the store, and all but the last 1,000 run records of each account. Full syncs do so for their account.
 * Readings, and whatever still waits, are never removed.
 *
 * A vendor that sends a delivery once more after that long is believed to tell something new, and its event is told again.
 */
export function pruneStore(store: InvoiceStore): Promise<Result<Pruned, StoreError>> {
  return store.database.transact('pruneStore', async (tables) => {
    const accounts = await tables.selectFrom('accounts').select(['account_key', 'last_run']).execute()
    const pruned: Pruned = { deliveries: 0, events: 0, runs: 0 }
    for (const account of accounts) {
      const { deliveries, events, runs } = await pruneAccount(store, tables, account)
      pruned.deliveries += deliveries
      pruned.events += events
      pruned.runs += runs
    }
    return pruned
  })
}

export async function pruneAccount(
  store: InvoiceStore,
  tables: Transaction<StoreTables>,
  { account_key, last_run }: Pick<StoreTables['accounts'], 'account_key' | 'last_run'>,
): Promise<Pruned> {
  const keepMs = store.keepDays * dayMs
  const deliveries = await tables
    .deleteFrom('deliveries')
    .where('account_key', '=', account_key)
    .where('state', '!=', 'pending')
    .where('received_at', '<', toInstant(store.now() - keepMs))
    .executeTakeFirst()
  const events = await tables
    .deleteFrom('events')
    .where('account_key', '=', account_key)
    .where('delivered', '=', 1)
    // Claims go by the clock of the machine.
    .where('claimed_until_ms', '<', Date.now() - keepMs)
    .executeTakeFirst()
  const runs = await tables
    .deleteFrom('runs')
    .where('account_key', '=', account_key)
    .where('number', '<=', last_run - mostRunsKept)
    .executeTakeFirst()
  return {
    deliveries: Number(deliveries.numDeletedRows),
    events: Number(events.numDeletedRows),
    runs: Number(runs.numDeletedRows),
  }
}
