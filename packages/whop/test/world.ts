import { createRateLimiter } from '@invoice-adapters/core/authoring'
import {
  createEmulator,
  type Emulator,
  type EmulatorData,
  type EmulatorSettings,
  type LedgerInvoice,
} from '@invoice-adapters/emulator'
import {
  createWhopAdapter,
  type WhopAdapter,
  type WhopAdapterOptions,
  type WhopApiVersion,
} from '../src/index.ts'

export interface World {
  emulator: Emulator
  /** Another one each time: nothing in memory is shared, as after a restart. */
  adapter(options?: Partial<WhopAdapterOptions>): WhopAdapter
}

/** The id under which the emulator keeps the first product that is seeded. */
export const product = 'prod_W0000000000001'

const data: EmulatorData = {
  customers: [{ vendor: 'whop', id: 'mber_ada', name: 'Ada Quill', email: 'ada@quill.example' }],
  invoices: [
    {
      vendor: 'whop',
      id: 'inv_first',
      customer: 'mber_ada',
      status: 'open',
      currency: 'USD',
      lines: [{ description: 'Consulting', amount: 9000, quantity: 2 }],
      dueAt: '2026-08-01T00:00:00Z',
      memo: 'Thank you',
      whop: { product: 'Consulting' },
    },
    {
      vendor: 'whop',
      id: 'inv_draft',
      customer: 'mber_ada',
      status: 'draft',
      currency: 'USD',
      lines: [{ description: 'Draft', amount: 1234 }],
      dueAt: '2026-08-01T00:00:00Z',
      memo: 'Not yet',
      whop: { product: 'Consulting', internalNotes: 'by hand' },
    },
  ],
}

/** A Whop with an open invoice and a draft, and waits of a few milliseconds. */
export function world(apiVersion: WhopApiVersion, settings: EmulatorSettings = {}): World {
  const emulator = createEmulator({ data, ...settings })
  const account = emulator.whop.account()
  return {
    emulator,
    adapter: (options = {}) =>
      createWhopAdapter({
        account: 'main',
        apiKey: account.apiKey,
        companyId: account.companyId,
        environment: account.mode === 'live' ? 'production' : 'sandbox',
        productId: product,
        fetch: emulator.whop.fetch,
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

/** What the ledger holds beside what was there at the start. */
export function made(emulator: Emulator): readonly LedgerInvoice[] {
  return emulator.ledger.invoices().filter((invoice) => !['inv_first', 'inv_draft'].includes(invoice.id))
}

export function writes(emulator: Emulator, operation: string): number {
  return emulator.ledger.writes.filter((write) => write.operation === operation).length
}
