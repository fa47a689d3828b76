import { assetCapabilities, createAssetAdapter } from '@invoice-adapters/asset'
import { commetCapabilities, createCommetAdapter } from '@invoice-adapters/commet'
import type { Capabilities, CommonOptions, InvoiceAdapter } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import type { AccountWebhooks, Emulator, EmulatorSettings, VendorName } from '@invoice-adapters/emulator'
import { createWhopAdapter, whopCapabilities } from '@invoice-adapters/whop'

/** One adapter in one dialect, and how it is opened against an emulator. */
export interface Vendor {
  name: VendorName
  dialect: string
  capabilities: Capabilities
  /** Whether it is what the adapter speaks when nothing is said. */
  usual: boolean
  emulator: Omit<EmulatorSettings, 'data'>
  open(emulator: Emulator, common: CommonOptions): InvoiceAdapter
  webhooks(emulator: Emulator): AccountWebhooks | null
}

/** The id under which the emulator keeps the first product that is seeded. */
const product = 'prod_W0000000000001'

function commet(apiVersion: keyof typeof commetCapabilities, usual: boolean): Vendor {
  return {
    name: 'commet',
    dialect: apiVersion,
    capabilities: commetCapabilities[apiVersion],
    usual,
    emulator: {},
    open: (emulator, common) => {
      const { apiKey, webhookSecret } = emulator.commet.account()
      const own = { apiKey, apiVersion, currency: 'USD', webhookSecrets: [webhookSecret] }
      return createCommetAdapter({ ...common, ...own })._unsafeUnwrap()
    },
    webhooks: (emulator) => emulator.commet.account().webhooks,
  }
}

function asset(dialect: keyof typeof assetCapabilities, usual: boolean): Vendor {
  return {
    name: 'asset',
    dialect,
    capabilities: assetCapabilities[dialect],
    usual,
    // Money that arrives at the bank is applied by the adapter, not by the server's own matching.
    emulator: { asset: { generation: usual ? 'F' : 'C', automaticMatching: false, rateLimit: null } },
    open: (emulator, common) => {
      const account = emulator.asset.account()
      const { clientId, clientSecret, businessId, environment } = account
      return createAssetAdapter({
        ...common,
        clientId,
        clientSecret,
        businessId,
        environment,
        currency: 'USD',
        ledgerId: account.ledgerId('Service Revenue'),
        lineShape: usual ? 'amount' : 'unit_price',
      })._unsafeUnwrap()
    },
    webhooks: () => null,
  }
}

function whop(apiVersion: keyof typeof whopCapabilities, usual: boolean): Vendor {
  return {
    name: 'whop',
    dialect: apiVersion,
    capabilities: whopCapabilities[apiVersion],
    usual,
    emulator: {},
    open: (emulator, common) => {
      const { apiKey, companyId, mode, webhookSecret } = emulator.whop.account()
      return createWhopAdapter({
        ...common,
        apiKey,
        apiVersion,
        companyId,
        environment: mode === 'live' ? 'production' : 'sandbox',
        productId: product,
        webhookSecrets: [webhookSecret],
      })._unsafeUnwrap()
    },
    webhooks: (emulator) => emulator.whop.account().webhooks,
  }
}

export const vendors: readonly Vendor[] = [
  commet('2026-07-11', true),
  commet('2026-07-31', false),
  asset('amount-lines', true),
  asset('unit-price-lines', false),
  whop('2026-10-15-1', true),
  whop('2026-07-20', false),
]

/** With waits of a millisecond, in real time or on the emulator's clock. */
export function openAccount(
  vendor: Vendor,
  emulator: Emulator,
  more: Partial<CommonOptions> = {},
): InvoiceAdapter {
  const { clock } = emulator
  return vendor.open(emulator, {
    account: 'main',
    fetch: emulator[vendor.name].fetch,
    now: () => clock.now(),
    limiter: createRateLimiter({
      now: () => clock.now(),
      sleep: async (ms) => clock.advance(Math.min(ms, 60_000)),
    }),
    retry: { attempts: 2, firstDelayMs: 1, maximumDelayMs: 1 },
    timeout: { attemptMs: 60_000, totalMs: 240_000 },
    settlement: { looksAfterMs: [0, 1] },
    ...more,
  })
}
