import {
  createEmulator,
  type Emulator,
  type EmulatorData,
  type EmulatorSettings,
  generateInvoices,
  type InvoiceSeed,
  type LedgerStatus,
  type VendorName,
} from '@invoice-adapters/emulator'
import type { AccountPlace } from './open-adapter.ts'

export interface ProofAccount {
  provider: VendorName
  account: string
  /** Commet: both dialects, since their lists are complete in different ways. */
  apiVersion?: '2026-07-11' | '2026-07-31'
}

/** Four accounts at the three vendors. */
export const proofAccounts: readonly ProofAccount[] = [
  { provider: 'commet', account: 'alpha', apiVersion: '2026-07-11' },
  { provider: 'commet', account: 'beta', apiVersion: '2026-07-31' },
  { provider: 'asset', account: 'gamma' },
  { provider: 'whop', account: 'delta' },
]

const currencies: Record<VendorName, readonly string[]> = {
  commet: ['USD', 'EUR', 'JPY', 'BRL'],
  asset: ['USD'],
  whop: ['USD', 'EUR', 'GBP'],
}

const statuses: Record<VendorName, readonly LedgerStatus[]> = {
  commet: ['open', 'paid', 'void', 'uncollectible', 'draft'],
  asset: ['open', 'paid', 'void', 'uncollectible', 'refunded', 'partially_refunded'],
  whop: ['open', 'paid', 'void', 'uncollectible', 'draft', 'refunded'],
}

/** The vendors' documented limits, counted by the emulator on its own clock. Commet publishes none. */
export const trueLimits: EmulatorSettings = {
  clock: { start: '2026-07-15T09:00:00.000Z' },
  asset: { rateLimit: { requests: 300, windowSeconds: 60 } },
  whop: { rateLimit: { requests: 600, windowSeconds: 60 } },
}

export interface SeedOrder {
  count: number
  seed: number
  label?: string
  statuses?: readonly LedgerStatus[]
  /** Creation of the first one; default the first of January 2026. */
  start?: string
  customers?: number
  /** Between one creation and the next; default ten minutes. */
  stepMs?: number
}

/** Invoices of one account with what the vendor can hold. */
export function invoicesOf({ provider, account }: ProofAccount, order: SeedOrder): EmulatorData {
  const data = generateInvoices({
    vendor: provider,
    account,
    customers: 60,
    stepMs: 600_000,
    currencies: currencies[provider],
    statuses: statuses[provider],
    ...order,
  })
  return { ...data, invoices: data.invoices?.map(shapes[provider]) ?? [] }
}

type Shape = (invoice: InvoiceSeed, index: number) => InvoiceSeed

const shapes: Record<VendorName, Shape> = {
  asset: (invoice) => invoice,
  /** One in twenty takes money back. */
  commet: (invoice, index) =>
    index % 20 === 0 && invoice.status !== 'draft'
      ? {
          ...invoice,
          kind: 'credit_note',
          tax: 0,
          lines: invoice.lines.map((line) => ({ ...line, amount: -line.amount })),
        }
      : invoice,
  /** Whop tells the tax on top only with a payment; of all others the tax is within the price, or there is none. */
  whop: (invoice, index) => {
    if (invoice.status === 'paid') return invoice
    return index % 3 === 0 ? { ...invoice, whop: { taxType: 'inclusive' } } : { ...invoice, tax: 0 }
  },
}

/** `perAccount` invoices in each of the accounts. */
export function createWorld(
  perAccount: number,
  seed: number,
  settings: EmulatorSettings = trueLimits,
  accounts: readonly ProofAccount[] = proofAccounts,
): Emulator {
  const emulator = createEmulator({
    ...settings,
    data: { accounts: accounts.map(({ provider, account }) => ({ vendor: provider, name: account })) },
  })
  accounts.forEach((account, index) => {
    if (perAccount > 0) emulator.seed(invoicesOf(account, { count: perAccount, seed: seed + index }))
  })
  return emulator
}

/** What an adapter has to be told, as plain JSON that also another process can be given. */
export function placeOf(
  emulator: Emulator,
  { provider, account, apiVersion }: ProofAccount,
  origins?: Record<VendorName, string>,
): AccountPlace {
  const origin = origins?.[provider]
  if (provider === 'asset') {
    const { clientId, clientSecret, businessId } = emulator.asset.account(account)
    return { provider, account, clientId, clientSecret, businessId, ...(origin ? { baseUrl: origin } : {}) }
  }
  const address = origin === undefined ? {} : { baseUrl: `${origin}/api/v1` }
  if (provider === 'commet') {
    const { apiKey, webhookSecret } = emulator.commet.account(account)
    return { provider, account, apiKey, webhookSecret, apiVersion: apiVersion ?? '2026-07-11', ...address }
  }
  const { apiKey, companyId, webhookSecret } = emulator.whop.account(account)
  return { provider, account, apiKey, companyId, webhookSecret, ...address }
}
