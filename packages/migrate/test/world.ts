import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter, RateLimiter } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import {
  type CustomerSeed,
  createEmulator,
  type Emulator,
  type EmulatorSettings,
  type InvoiceSeed,
  type LedgerInvoice,
  type PayableInterval,
} from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'
import type { Mapping } from '../src/index.ts'

export type VendorName = 'commet' | 'asset' | 'whop'

export const vendorNames: VendorName[] = ['commet', 'asset', 'whop']

/** All nine: six between different vendors, and three between two accounts of one vendor. */
export const pairs: [VendorName, VendorName][] = vendorNames.flatMap((source) =>
  vendorNames.map((target): [VendorName, VendorName] => [source, target]),
)

export const sourceAccount = 'old'
export const targetAccount = 'new'

export interface World {
  emulator: Emulator
  source: InvoiceAdapter
  target: InvoiceAdapter
  /** Adapters of the same accounts, as a new process would make them. */
  reopen(hooks?: AdapterHooks): { source: InvoiceAdapter; target: InvoiceAdapter }
  copies(): readonly LedgerInvoice[]
  originals(): readonly LedgerInvoice[]
  clock: { now: () => number; wait: (ms: number) => Promise<void> }
}

export interface AdapterHooks {
  /** Stands between adapter and vendor. */
  around?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
  /** Of the transport; default 2. */
  attempts?: number
  /** Most milliseconds for one attempt. */
  attemptMs?: number
  other?: boolean
}

export interface WorldSettings {
  invoices?: Omit<InvoiceSeed, 'vendor' | 'account'>[]
  customers?: Omit<CustomerSeed, 'vendor' | 'account'>[]
  /** Customers that the target knows at the start. */
  targetCustomers?: Omit<CustomerSeed, 'vendor' | 'account'>[]
  emulator?: Omit<EmulatorSettings, 'data'>
  /** Every vendor in the dialect that is not its default. */
  otherDialect?: boolean
}

export const soon = '2026-08-10T00:00:00.000Z'

/** A choice for every pair: only those that need it read it. */
export const choices: Mapping = {
  order: 'create_first',
  providerOptions: { whop: { product: { title: 'Services' } } },
}

export function openWorld(from: VendorName, to: VendorName, settings: WorldSettings = {}): World {
  const other = settings.otherDialect === true
  const emulator = createEmulator({
    ...(other && { asset: { generation: 'C' } }),
    ...settings.emulator,
    data: {
      accounts: [
        { vendor: from, name: sourceAccount },
        { vendor: to, name: targetAccount },
      ],
      customers: [
        ...(
          settings.customers ?? [{ id: 'cus_ada', externalId: 'ada', name: 'Ada', email: 'ada@example.com' }]
        ).map((customer) => ({ ...customer, vendor: from, account: sourceAccount })),
        ...(settings.targetCustomers ?? []).map((customer) => ({
          ...customer,
          vendor: to,
          account: targetAccount,
        })),
      ],
      invoices: (settings.invoices ?? []).map((invoice) => ({
        ...invoice,
        vendor: from,
        account: sourceAccount,
      })),
    },
  })
  const reopen = (hooks: AdapterHooks = {}): { source: InvoiceAdapter; target: InvoiceAdapter } => ({
    source: openAdapter(emulator, from, sourceAccount, { ...hooks, other }),
    target: openAdapter(emulator, to, targetAccount, { ...hooks, other }),
  })
  return {
    emulator,
    ...reopen(),
    reopen,
    copies: () => emulator.ledger.invoices({ vendor: to, account: targetAccount }),
    originals: () => emulator.ledger.invoices({ vendor: from, account: sourceAccount }),
    clock: {
      now: emulator.clock.now,
      wait: async (ms) => emulator.clock.advance(ms),
    },
  }
}

type Opener = (emulator: Emulator, account: string, common: Common, other: boolean) => InvoiceAdapter

interface Common {
  account: string
  now: () => number
  fetch: typeof globalThis.fetch
  retry: { attempts: number; firstDelayMs: number }
  timeout: { attemptMs?: number }
  settlement: { looksAfterMs: number[] }
  limiter: RateLimiter
}

function openAdapter(
  emulator: Emulator,
  vendor: VendorName,
  account: string,
  hooks: AdapterHooks,
): InvoiceAdapter {
  const { around = (fetch) => fetch } = hooks
  const sleep = async (ms: number): Promise<void> => emulator.clock.advance(ms)
  const limiter = createRateLimiter({ now: emulator.clock.now, sleep })
  return openers[vendor](
    emulator,
    account,
    {
      account,
      now: emulator.clock.now,
      fetch: around(emulator[vendor].fetch),
      retry: { attempts: hooks.attempts ?? 2, firstDelayMs: 0 },
      timeout: hooks.attemptMs === undefined ? {} : { attemptMs: hooks.attemptMs },
      settlement: { looksAfterMs: [0, 0] },
      limiter,
    },
    hooks.other === true,
  )
}

const openers: Record<VendorName, Opener> = {
  commet: (emulator, account, common, other) =>
    createCommetAdapter({
      ...common,
      apiKey: emulator.commet.account(account).apiKey,
      currency: 'USD',
      apiVersion: other ? '2026-07-31' : '2026-07-11',
    })._unsafeUnwrap(),
  asset: (emulator, name, common, other) => {
    const account = emulator.asset.account(name)
    const { clientId, clientSecret, businessId } = account
    return createAssetAdapter({
      ...common,
      clientId,
      clientSecret,
      businessId,
      environment: 'sandbox',
      currency: 'USD',
      ledgerId: account.ledgerId('Service Revenue'),
      lineShape: other ? 'unit_price' : 'amount',
    })._unsafeUnwrap()
  },
  whop: (emulator, name, common, other) => {
    const { apiKey, companyId } = emulator.whop.account(name)
    const apiVersion = other ? '2026-07-20' : '2026-10-15-1'
    return createWhopAdapter({
      ...common,
      apiKey,
      companyId,
      apiVersion,
      environment: 'sandbox',
    })._unsafeUnwrap()
  },
}

/** An open, wholly unpaid invoice of one line. */
export function openInvoice(
  id: string,
  amount: number,
  more: Partial<Omit<InvoiceSeed, 'vendor' | 'account'>> = {},
): Omit<InvoiceSeed, 'vendor' | 'account'> {
  return {
    id,
    number: `N-${id}`,
    customer: 'cus_ada',
    status: 'open',
    lines: [{ description: 'Consulting', amount }],
    createdAt: '2026-07-01T00:00:00.000Z',
    dueAt: soon,
    ...more,
  }
}

/** `count` open invoices with different amounts. */
export function openInvoices(count: number): Omit<InvoiceSeed, 'vendor' | 'account'>[] {
  return Array.from({ length: count }, (_, index) =>
    openInvoice(`inv_${String(index + 1).padStart(4, '0')}`, 1_000 + index * 111, {
      createdAt: new Date(Date.parse('2026-07-01T00:00:00Z') + index * 60_000).toISOString(),
    }),
  )
}

/** Milliseconds during which both were open. An interval that has no end reaches to `now`. */
export function overlapMs(
  one: readonly PayableInterval[],
  other: readonly PayableInterval[],
  now: number,
): number {
  const end = (to: string | null): number => (to === null ? now : Date.parse(to))
  return one.reduce(
    (sum, left) =>
      sum +
      other.reduce((part, right) => {
        const from = Math.max(Date.parse(left.from), Date.parse(right.from))
        return part + Math.max(0, Math.min(end(left.to), end(right.to)) - from)
      }, 0),
    0,
  )
}
