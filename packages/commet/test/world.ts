import { createRateLimiter } from '@invoice-adapters/core/authoring'
import {
  createEmulator,
  type Emulator,
  type EmulatorData,
  type EmulatorSettings,
} from '@invoice-adapters/emulator'
import { type CommetAdapter, type CommetAdapterOptions, createCommetAdapter } from '../src/index.ts'
import type { Version } from './endpoints.ts'

export interface World {
  emulator: Emulator
  /** Another one each time: nothing in memory is shared, as after a restart. */
  adapter(options?: Partial<CommetAdapterOptions>): CommetAdapter
}

const data: EmulatorData = {
  customers: [
    { vendor: 'commet', id: 'cus_ada', externalId: 'shop-12', currency: 'USD' },
    { vendor: 'commet', id: 'cus_new', externalId: 'shop-13', currency: 'USD' },
    { vendor: 'commet', id: 'cus_cl', externalId: 'shop-14', currency: 'CLP' },
  ],
  invoices: [
    {
      vendor: 'commet',
      id: 'inv_first',
      customer: 'cus_ada',
      status: 'open',
      lines: [{ description: 'Team plan', amount: 9000 }],
      dueAt: '2026-08-01T00:00:00Z',
    },
    {
      vendor: 'commet',
      id: 'inv_cl',
      customer: 'cus_cl',
      status: 'open',
      lines: [{ description: 'Plan base', amount: 700 }],
      dueAt: '2026-08-01T00:00:00Z',
    },
  ],
}

/** A Commet with a customer who has one open invoice, and waits of a few milliseconds. */
export function world(apiVersion: Version, settings: EmulatorSettings = {}): World {
  const emulator = createEmulator({ data, ...settings })
  return {
    emulator,
    adapter: (options = {}) =>
      createCommetAdapter({
        account: 'main',
        apiKey: emulator.commet.account().apiKey,
        fetch: emulator.commet.fetch,
        now: () => emulator.clock.now(),
        apiVersion,
        limiter: createRateLimiter(),
        retry: { attempts: 3, firstDelayMs: 1, maximumDelayMs: 20 },
        timeout: { attemptMs: 200, totalMs: 5_000 },
        settlement: { looksAfterMs: [0, 2, 5] },
        ...options,
      })._unsafeUnwrap(),
  }
}

/** Ids of the invoices at Commet that carry the caller's key. */
export function withKey(emulator: Emulator, externalId: string): string[] {
  return emulator.ledger
    .invoices()
    .filter((invoice) => invoice.metadata.invoice_adapters_key === externalId)
    .map((invoice) => invoice.id)
}
