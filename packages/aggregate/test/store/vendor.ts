import { type CommetAdapter, createCommetAdapter } from '@invoice-adapters/commet'
import type { Invoice } from '@invoice-adapters/core'
import {
  createEmulator,
  type Emulator,
  type EmulatorSettings,
  generateInvoices,
} from '@invoice-adapters/emulator'
import { readInvoices } from '../../src/store/read-invoices.ts'
import type { InvoiceStore } from '../../src/store/store.ts'
import type { SyncAdapter } from '../../src/sync/running.ts'
import type { SyncSettings } from '../../src/sync/settings.ts'
import { syncAccount } from '../../src/sync/sync-account.ts'
import type { SyncRun } from '../../src/sync/sync-run.ts'
import { must } from './places.ts'

export interface Commet {
  emulator: Emulator
  adapter: CommetAdapter
  now: () => number
  seed(more?: Partial<Parameters<typeof generateInvoices>[0]>): void
}

/** One account at the emulated Commet, with so many invoices. */
export function commet(count: number, settings: EmulatorSettings = {}): Commet {
  const emulator = createEmulator({ clock: { start: '2026-07-15T09:00:00.000Z' }, ...settings })
  emulator.commet.account('main')
  const seed = (more: Partial<Parameters<typeof generateInvoices>[0]> = {}) =>
    emulator.seed(generateInvoices({ vendor: 'commet', account: 'main', count, seed: 7, ...more }))
  if (count > 0) seed()
  return { emulator, seed, now: emulator.clock.now, adapter: openCommet(emulator) }
}

export function openCommet(
  emulator: Emulator,
  more: Partial<Parameters<typeof createCommetAdapter>[0]> = {},
): CommetAdapter {
  const account = more.account ?? 'main'
  const { apiKey, webhookSecret } = emulator.commet.account(account)
  const { fetch } = emulator.commet
  const retry = { attempts: 1 }
  return must(
    createCommetAdapter({
      account,
      apiKey,
      webhookSecrets: [webhookSecret],
      fetch,
      now: emulator.clock.now,
      retry,
      ...more,
    }),
  )
}

export async function sync(
  { adapter }: { adapter: SyncAdapter },
  store: InvoiceStore,
  mode: SyncSettings['mode'],
  more: Partial<SyncSettings> = {},
): Promise<SyncRun> {
  return must(await syncAccount(adapter, store, { mode, ...more }))
}

export async function stored(store: InvoiceStore, asOf?: string): Promise<Invoice[]> {
  const invoices: Invoice[] = []
  for await (const item of readInvoices(store, asOf === undefined ? {} : { asOf })) invoices.push(must(item))
  return invoices
}

/** Sums by currency and status, in words that store and ledger share. */
export function totals(
  invoices: readonly { currency: string | null; status: string; total: number | null }[],
): Record<string, { count: number; total: bigint }> {
  const sums: Record<string, { count: number; total: bigint }> = {}
  for (const { currency, status, total } of invoices) {
    const key = `${currency} ${status === 'past_due' ? 'open' : status}`
    sums[key] ??= { count: 0, total: 0n }
    sums[key].count += 1
    sums[key].total += BigInt(total ?? 0)
  }
  return Object.fromEntries(Object.entries(sums).sort())
}

export function calls(emulator: Emulator, from: number = 0): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { operation } of emulator.requests.slice(from)) {
    const name = operation ?? 'unknown'
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
