import type { AdapterOverrides, Harness, SeedInvoice, World } from '@invoice-adapters/conformance'
import { faultsOf } from '@invoice-adapters/conformance/emulated'
import type { InvoiceAdapter, OperationName } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { createEmulator } from '@invoice-adapters/emulator'
import {
  type CommetAdapterOptions,
  type CommetApiVersion,
  commetCapabilities,
  createCommetAdapter,
} from '../../src/index.ts'
import { delivery } from './deliveries.ts'
import { oracleOf, type Remembered, statusWords, toSeed } from './facts.ts'
import { frontOf, operations } from './front.ts'

const aDay = 86_400_000

/** Which requests a fault is about. */
function placesOf(on: OperationName | 'any'): { operation?: string }[] {
  const operation = on === 'any' ? undefined : operations[on]
  return [operation === undefined ? {} : { operation }]
}

/** How a test makes the adapter; a planted defect makes another one. */
export type MakeAdapter = (options: CommetAdapterOptions) => InvoiceAdapter

const usual: MakeAdapter = (options) => createCommetAdapter(options)._unsafeUnwrap() as InvoiceAdapter

export function commetHarness(apiVersion: CommetApiVersion, make: MakeAdapter = usual): Harness {
  return {
    name: `commet ${apiVersion}`,
    capabilities: commetCapabilities[apiVersion],
    facts: {
      pageSize: 3,
      currencies: ['USD', 'EUR', 'JPY', 'CLP'],
      statuses: ['draft', 'open', 'paid', 'uncollectible', 'void'],
      statusWords,
      wordFields: ['lines.kind'],
      signatures: ['good', 'altered_body', 'wrong_secret', 'missing_signature', 'previous_secret'],
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
        ...([
          'drop_before_commit',
          'drop_after_commit',
          'no_answer',
          'commit_after_timeout',
          'hidden_from_lists',
        ] as const),
        ...([
          'repeated_page',
          'stale_read',
          'changed_record',
          'comes_out_different',
          'echoed_credential',
          'other_record',
          'meanwhile',
        ] as const),
        // Only the older dialect reports a failure inside a success.
        ...(apiVersion === '2026-07-11' ? (['failure_in_success'] as const) : []),
        ...([
          'arbitrary_ids',
          'unheard_status_words',
          'equal_timestamps',
          'credit_notes',
          'unbalanced_totals',
        ] as const),
        ...(['unknown_currency', 'largest_amounts', 'clock', 'wrong_credential'] as const),
      ],
    },
    start: async () => startWorld(apiVersion, make),
  }
}

export const customers = [
  {
    vendor: 'commet',
    id: 'cus_buyer',
    externalId: 'buyer',
    name: 'Grace Hopper',
    email: 'grace@example.com',
    currency: 'USD',
  },
  { vendor: 'commet', id: 'cus_abroad', externalId: 'abroad', currency: 'EUR' },
] as const

function startWorld(apiVersion: CommetApiVersion, make: MakeAdapter): World {
  const emulator = createEmulator({ data: { customers } })
  const account = emulator.commet.account()
  const secrets = { current: account.webhookSecret, previous: 'whsec_the_one_before' }
  const remembered: Remembered = new Map()
  const front = frontOf(emulator, remembered)
  const limiter = createRateLimiter()
  const createAdapter = ({ credential, webhookSecret, ...common }: AdapterOverrides): InvoiceAdapter =>
    make({
      account: 'main',
      apiKey: credential === 'wrong' ? 'ck_wrong_secret_key' : account.apiKey,
      apiVersion,
      currency: 'USD',
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
      remembered.set(id, invoice)
      const createdAt = new Date(emulator.clock.now() - aDay + count * 1_000).toISOString()
      emulator.seed({ invoices: [toSeed(invoice, id, createdAt)] })
      return id
    })
  return {
    adapter: createAdapter({}),
    createAdapter,
    oracle: oracleOf(emulator, remembered, apiVersion, front.received),
    seed,
    inputs: {
      invoice: (externalId) => ({
        externalId,
        customer: { externalId: 'buyer' },
        currency: 'USD',
        lines: [{ description: 'Work', amount: 12_345 }],
      }),
    },
    faults: faultsOf(emulator, front, placesOf),
    clock: {
      now: () => emulator.clock.now(),
      advance: async (milliseconds) => emulator.clock.advance(milliseconds),
    },
    webhooks: { delivery: async (wanted) => delivery(wanted, secrets, emulator.clock.iso()) },
    secrets: [account.apiKey, secrets.current, secrets.previous, 'ck_wrong_secret_key'],
  }
}
