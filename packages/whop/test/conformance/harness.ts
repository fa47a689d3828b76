import type { AdapterOverrides, Harness, SeedInvoice, World } from '@invoice-adapters/conformance'
import { faultsOf } from '@invoice-adapters/conformance/emulated'
import type { InvoiceAdapter, OperationName } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { createEmulator } from '@invoice-adapters/emulator'
import {
  createWhopAdapter,
  type WhopAdapterOptions,
  type WhopApiVersion,
  whopCapabilities,
} from '../../src/index.ts'
import { delivery } from './deliveries.ts'
import { opensAt, oracleOf, type Remembered, statusWords, toSeed } from './facts.ts'
import { frontOf, operations } from './front.ts'

const aDay = 86_400_000

/** Which requests a fault is about. */
function placesOf(on: OperationName | 'any'): { operation?: string }[] {
  return on === 'any' ? [{}] : operations[on].map((operation) => ({ operation }))
}

/** How a test makes the adapter; a planted defect makes another one. */
export type MakeAdapter = (options: WhopAdapterOptions) => InvoiceAdapter

const usual: MakeAdapter = (options) => createWhopAdapter(options)._unsafeUnwrap() as InvoiceAdapter

export function whopHarness(apiVersion: WhopApiVersion, make: MakeAdapter = usual): Harness {
  return {
    name: `whop ${apiVersion}`,
    capabilities: whopCapabilities[apiVersion],
    facts: {
      pageSize: 3,
      currencies: ['USD', 'EUR', 'JPY', 'KWD'],
      statuses: [
        'draft',
        'open',
        'past_due',
        'paid',
        'partially_refunded',
        'refunded',
        'uncollectible',
        'void',
      ],
      statusWords,
      wordFields: ['collection'],
      signatures: ['good', 'altered_body', 'wrong_secret', 'missing_signature', 'old', 'previous_secret'],
      can: [
        ...([
          'status',
          'not_json',
          'empty_body',
          'cut_body',
          'huge_body',
          'redirect',
          'unreachable',
        ] as const),
        ...(['drop_before_commit', 'drop_after_commit', 'no_answer', 'commit_after_timeout'] as const),
        ...(['hidden_from_lists', 'repeated_page', 'stale_read', 'changed_record'] as const),
        ...([
          'comes_out_different',
          'echoed_credential',
          'other_record',
          'meanwhile',
          'arbitrary_ids',
          'unheard_status_words',
        ] as const),
        ...(['equal_timestamps', 'clock', 'wrong_credential'] as const),
      ],
    },
    start: async () => startWorld(apiVersion, make),
  }
}

export const customers = [
  { vendor: 'whop', id: 'mber_buyer', name: 'Grace Hopper', email: 'grace@example.com' },
  { vendor: 'whop', externalId: 'customer', name: 'Ada Lovelace', email: 'ada@example.com' },
  { vendor: 'whop', externalId: 'other customer', name: 'Mary Somerville', email: 'mary@example.com' },
] as const

function startWorld(apiVersion: WhopApiVersion, make: MakeAdapter): World {
  const emulator = createEmulator({ data: { customers } })
  const account = emulator.whop.account()
  const secrets = { current: account.webhookSecret, previous: 'ws_the_one_before' }
  const remembered: Remembered = new Map()
  const front = frontOf(emulator, remembered)
  const limiter = createRateLimiter()
  const createAdapter = ({ credential, webhookSecret, ...common }: AdapterOverrides): InvoiceAdapter =>
    make({
      account: 'main',
      apiKey: credential === 'wrong' ? 'apik_wrong_secret_key' : account.apiKey,
      apiVersion,
      companyId: account.companyId,
      environment: 'sandbox',
      webhookSecrets: webhookSecret === 'rotated' ? [secrets.current, secrets.previous] : [secrets.current],
      fetch: front.fetch,
      now: () => emulator.clock.now(),
      limiter,
      retry: { attempts: 3, firstDelayMs: 1, maximumDelayMs: 5 },
      timeout: { attemptMs: 5_000, totalMs: 20_000 },
      settlement: { looksAfterMs: [0, 1, 2] },
      ...common,
    })
  const seed = async (invoices: SeedInvoice[]): Promise<string[]> =>
    invoices.map((invoice) => {
      const count = remembered.size + 1
      const id = invoice.id ?? `inv_seed_${count}`
      remembered.set(id, { ...invoice, opensAt: opensAt(invoice, emulator.clock.now()) })
      const createdAt = new Date(emulator.clock.now() - aDay + count * 1_000).toISOString()
      emulator.seed({ invoices: [toSeed(invoice, id, createdAt, emulator.clock.now())] })
      return id
    })
  return {
    adapter: createAdapter({}),
    createAdapter,
    oracle: oracleOf(emulator, remembered, apiVersion, front),
    seed,
    inputs: {
      invoice: (externalId) => ({
        externalId,
        customer: { id: 'mber_buyer' },
        currency: 'USD',
        lines: [{ description: 'Work', amount: 12_345 }],
        dueAt: new Date(emulator.clock.now() + 30 * aDay).toISOString(),
        providerOptions: { whop: { product: { title: 'Consulting' } } },
      }),
    },
    faults: faultsOf(emulator, front, placesOf),
    clock: {
      now: () => emulator.clock.now(),
      advance: async (milliseconds) => emulator.clock.advance(milliseconds),
    },
    webhooks: { delivery: async (wanted) => delivery(wanted, secrets, emulator.clock.now()) },
    secrets: [account.apiKey, secrets.current, secrets.previous, 'apik_wrong_secret_key'],
  }
}
