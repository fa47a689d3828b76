import { toInstant, toMs } from '../store/instants.ts'
import type { AccountTable } from '../store/tables.ts'
import type { SyncAdapter } from './running.ts'
import type { WholeSyncSettings } from './settings.ts'

/** Whether an incremental run leaves settled invoices of the past out of its lists. */
export function listsPartly({ capabilities: { incremental, filters } }: SyncAdapter): boolean {
  const canFilter = filters.createdFrom.how !== 'absent' && filters.status.how !== 'absent'
  return incremental.method === 'created_and_unsettled' && canFilter
}

/** New invoices are listed from the latest full walk on: cheap, and it needs no trust in the runs since. RFC 3339, UTC. */
export function listedFrom({ last_full_at }: AccountTable, { overlapMs }: WholeSyncSettings): string {
  return toInstant(Math.max(0, (toMs(last_full_at) ?? 0) - overlapMs))
}

/** What an incremental run of this account cannot see: the adapter's words, and what follows from where its lists begin. */
export function blindSpots(
  adapter: SyncAdapter,
  account: AccountTable,
  settings: WholeSyncSettings,
): string[] {
  const { misses } = adapter.capabilities.incremental
  if (!listsPartly(adapter)) return [...misses]
  const nextFull = toInstant((toMs(account.last_full_at) ?? 0) + settings.greatestFullAgeMs)
  return [
    ...misses,
    `any change of an invoice that was settled when it was last read, until the next full sync, due at ${nextFull}`,
    `settled invoices that appeared late with a creation date before ${listedFrom(account, settings)}`,
  ]
}
