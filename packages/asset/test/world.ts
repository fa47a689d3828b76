import type { NewInvoice } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import {
  type AssetAccount,
  type AssetSwitches,
  createEmulator,
  type Emulator,
  type EmulatorData,
  type EmulatorSettings,
  type FaultRule,
} from '@invoice-adapters/emulator'
import {
  type AssetAdapter,
  type AssetAdapterOptions,
  type AssetDialect,
  createAssetAdapter,
} from '../src/index.ts'
import { shapes } from './endpoints.ts'

export interface World {
  emulator: Emulator
  account: AssetAccount
  /** Another one each time: nothing is shared but what the process shares, as after a restart. */
  adapter(options?: Partial<AssetAdapterOptions>): AssetAdapter
}

/** The generation that each dialect is the shape of. */
const generations = { 'amount-lines': 'F', 'unit-price-lines': 'C' } as const

export const data: EmulatorData = {
  accounts: [{ vendor: 'asset', name: 'books', mode: 'sandbox' }],
  customers: [{ vendor: 'asset', id: 'cus_ada', externalId: 'shop-12', name: 'Ada Quill' }],
  invoices: [
    {
      vendor: 'asset',
      id: 'inv_first',
      number: 'A-1',
      customer: 'cus_ada',
      status: 'open',
      lines: [{ description: 'Retainer', amount: 90_000 }],
      dueAt: '2026-08-01T00:00:00Z',
    },
  ],
}

/** Books with a customer who has one open invoice, and waits of a few milliseconds. */
export function world(
  dialect: AssetDialect,
  settings: Omit<EmulatorSettings, 'asset'> & { asset?: Partial<AssetSwitches> } = {},
): World {
  const asset = { generation: generations[dialect], automaticMatching: false, ...settings.asset }
  const emulator = createEmulator({ data, ...settings, asset })
  const account = emulator.asset.account()
  const limiter = createRateLimiter({
    now: () => emulator.clock.now(),
    sleep: async (milliseconds) => {
      emulator.clock.advance(milliseconds)
    },
  })
  return {
    emulator,
    account,
    adapter: (options = {}) =>
      createAssetAdapter({
        account: 'main',
        clientId: account.clientId,
        clientSecret: account.clientSecret,
        businessId: account.businessId,
        environment: 'sandbox',
        currency: 'USD',
        ledgerId: account.ledgerId('Service Revenue'),
        lineShape: shapes[dialect],
        fetch: emulator.asset.fetch,
        now: () => emulator.clock.now(),
        limiter,
        retry: { attempts: 3, firstDelayMs: 1, maximumDelayMs: 20 },
        timeout: { attemptMs: 200, totalMs: 5_000 },
        settlement: { looksAfterMs: [0, 2, 5] },
        ...options,
      })._unsafeUnwrap(),
  }
}

/** Ids of the invoices at Asset that carry the caller's key. */
export function withKey(emulator: Emulator, externalId: string): string[] {
  return emulator.ledger
    .invoices({ vendor: 'asset' })
    .filter((invoice) => invoice.metadata.invoice_adapters_key === externalId)
    .map((invoice) => invoice.id)
}

export function invoiceFor(externalId: string, changes: Partial<NewInvoice> = {}): NewInvoice {
  return {
    externalId,
    customer: { id: 'cus_ada' },
    currency: 'USD',
    dueAt: '2026-08-31T00:00:00Z',
    lines: [{ description: 'Set-up', amount: 2500 }],
    ...changes,
  }
}

export function onCreate(fault: FaultRule['fault'], more: Partial<FaultRule> = {}): FaultRule {
  return { operation: 'create_invoices', fault, ...more }
}

/** What arrived, without the requests for a token. */
export function seen({ requests }: Emulator): { method: string; path: string }[] {
  return requests
    .map(({ method, path }) => ({ method, path }))
    .filter(({ path }) => !path.includes('/auth/token'))
}
