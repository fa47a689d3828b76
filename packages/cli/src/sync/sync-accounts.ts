import {
  type InvoiceStore,
  type SyncAdapter,
  type SyncMode,
  type SyncRun,
  syncAccount,
} from '@invoice-adapters/aggregate/store'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { type Failure, failure } from '../failure.ts'
import { doubtsOf, ofSyncFailure } from './run-outcome.ts'

export interface SyncedAll {
  /** In the order of the accounts; also what stopped early, as far as it came. */
  runs: SyncRun[]
  failures: Failure[]
}

export interface SyncAllSettings {
  mode: SyncMode
  signal: AbortSignal
  /** Told how many invoices were listed or read so far, over all accounts. */
  onRead(count: number): void
}

/** Accounts at a time: each is slowed by its own vendor, and writes to one store. */
const atATime = 4

export async function syncAccounts(
  adapters: readonly InvoiceAdapter[],
  store: InvoiceStore,
  settings: SyncAllSettings,
): Promise<SyncedAll> {
  const done = new Map<string, { run: SyncRun | null; failures: Failure[] }>()
  const waiting = [...adapters]
  let count = 0
  const onRead = (more: number): void => {
    count += more
    settings.onRead(count)
  }
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      done.set(next.account, await syncOne(next, store, settings, onRead))
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  const ended = adapters.flatMap(({ account }) => done.get(account) ?? [])
  return {
    runs: ended.flatMap(({ run }) => run ?? []),
    failures: interruptedFirst(ended.flatMap(({ failures }) => failures)),
  }
}

async function syncOne(
  adapter: InvoiceAdapter,
  store: InvoiceStore,
  { mode, signal }: SyncAllSettings,
  onRead: (more: number) => void,
): Promise<{ run: SyncRun | null; failures: Failure[] }> {
  const { account } = adapter
  if (signal.aborted) return { run: null, failures: [failure('interrupted', `${account}: not begun`)] }
  const result = await syncAccount(counting(adapter, onRead), store, { mode, signal })
  if (result.isOk()) return { run: result.value, failures: doubtsOf(result.value) }
  return { run: result.error.run, failures: [ofSyncFailure(account, result.error)] }
}

/** A sync tells nothing on its way; the pages and reads that pass by do. */
function counting(adapter: InvoiceAdapter, onRead: (more: number) => void): SyncAdapter {
  return {
    ...adapter,
    list: (query, settings) =>
      adapter.list(query, settings).map((page) => {
        onRead(page.invoices.length)
        return page
      }),
  }
}

/** It decides the exit code, whatever else went wrong. */
function interruptedFirst(failures: Failure[]): Failure[] {
  const rank = ({ exit }: Failure): number => (exit === 'interrupted' ? 0 : 1)
  return failures.sort((one, other) => rank(one) - rank(other))
}
