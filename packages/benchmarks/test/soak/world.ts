import { setTimeout as sleep } from 'node:timers/promises'
import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter, RateLimiter, Result } from '@invoice-adapters/core'
import { createEmulator, type Emulator, type InvoiceSeed } from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'

export type Vendor = 'commet' | 'asset' | 'whop'

export interface World {
  emulator: Emulator
  /** `commet` is the source of the migrations and `asset` their target; `whop` is only synced, and sends webhooks. */
  adapters: Record<Vendor, InvoiceAdapter>
  /** Invoices of amounts and times of creation that no other has. */
  seed(vendor: 'commet' | 'whop', count: number): void
  /** Waiting moves the emulator's clock at once: a migration in doubt waits five minutes, and must find them over. */
  clock: { now(): number; wait(milliseconds: number): Promise<void> }
  writesAtTarget(): number
  random(): number
  pick<T>(items: readonly T[]): T
}

/** The faults refuse calls for a limit; at the true ones most of the ten minutes would be waiting. */
const rateLimit = { requests: 1_000_000, windowSeconds: 60 }
const unlimited: RateLimiter = { acquire: async () => undefined, observe: () => undefined }

/** The value, or a failed test. */
export function must<T>(result: Result<T, unknown>): T {
  if (result.isErr()) throw new Error(JSON.stringify(result.error))
  return result.value
}

export function openWorld(seed: number): World {
  const customer = { id: 'cus_ada', externalId: 'ada', name: 'Ada', email: 'ada@example.com' }
  const emulator = createEmulator({
    asset: { rateLimit },
    whop: { rateLimit },
    data: {
      accounts: (['commet', 'asset', 'whop'] as const).map((vendor) => ({ vendor, name: vendor })),
      customers: (['commet', 'whop'] as const).map((vendor) => ({ ...customer, vendor, account: vendor })),
    },
  })
  const random = randomFrom(seed)
  let made = 0
  return {
    emulator,
    adapters: openAdapters(emulator),
    clock: {
      now: emulator.clock.now,
      async wait(milliseconds) {
        emulator.clock.advance(milliseconds)
        await sleep(1)
      },
    },
    writesAtTarget: () => emulator.ledger.writes.filter(({ vendor }) => vendor === 'asset').length,
    random,
    pick: (items) => items[Math.floor(random() * items.length)]!,
    seed(vendor, count) {
      const invoices = Array.from({ length: count }, (_, at): InvoiceSeed => {
        made += 1
        return {
          vendor,
          account: vendor,
          id: `inv_soak${made}`,
          number: `S-${made}`,
          customer: customer.id,
          status: 'open',
          currency: 'USD',
          lines: [{ description: 'Work', amount: 10_000 + made * 7 }],
          createdAt: new Date(emulator.clock.now() - count + at).toISOString(),
          dueAt: '2027-06-01T00:00:00.000Z',
        }
      })
      emulator.seed({ invoices })
    },
  }
}

function openAdapters(emulator: Emulator): World['adapters'] {
  const common = (vendor: Vendor) => ({
    account: vendor,
    now: emulator.clock.now,
    fetch: emulator[vendor].fetch,
    retry: { attempts: 3, firstDelayMs: 5 },
    timeout: { attemptMs: 2_000 },
    settlement: { looksAfterMs: [0, 50, 200] },
    limiter: unlimited,
  })
  const commet = emulator.commet.account('commet')
  const asset = emulator.asset.account('asset')
  const whop = emulator.whop.account('whop')
  const { clientId, clientSecret, businessId } = asset
  return {
    commet: must(
      createCommetAdapter({
        ...common('commet'),
        apiKey: commet.apiKey,
        webhookSecrets: [commet.webhookSecret],
        currency: 'USD',
      }),
    ),
    asset: must(
      createAssetAdapter({
        ...common('asset'),
        clientId,
        clientSecret,
        businessId,
        environment: 'sandbox',
        currency: 'USD',
        ledgerId: asset.ledgerId('Service Revenue'),
      }),
    ),
    whop: must(
      createWhopAdapter({
        ...common('whop'),
        apiKey: whop.apiKey,
        companyId: whop.companyId,
        webhookSecrets: [whop.webhookSecret],
        environment: 'sandbox',
      }),
    ),
  }
}

/** Numbers from 0 to 1 that repeat with their seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
