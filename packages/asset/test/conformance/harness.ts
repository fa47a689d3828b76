import type { AdapterOverrides, Harness, SeedInvoice, World } from '@invoice-adapters/conformance'
import { faultsOf } from '@invoice-adapters/conformance/emulated'
import type { InvoiceAdapter, OperationName } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { createEmulator, type Emulator } from '@invoice-adapters/emulator'
import {
  type AssetAdapterOptions,
  type AssetDialect,
  assetCapabilities,
  createAssetAdapter,
} from '../../src/index.ts'
import { oracleOf, type Remembered, statusWords, toSeed } from './facts.ts'
import { frontOf, operations } from './front.ts'

const aDay = 86_400_000

/** `any` means every request of the contract: a token is not asked for by an operation. */
function placesOf(on: OperationName | 'any'): { operation?: string; path?: string }[] {
  const operation = on === 'any' ? undefined : operations[on]
  return [operation === undefined ? { path: '/v0/business/*' } : { operation }]
}

/** The generation that each dialect was seen in. */
const generations = { 'amount-lines': 'F', 'unit-price-lines': 'C' } as const

/** How a test makes the adapter; a planted defect makes another one. */
export type MakeAdapter = (options: AssetAdapterOptions) => InvoiceAdapter

const usual: MakeAdapter = (options) => createAssetAdapter(options)._unsafeUnwrap()

export function assetHarness(dialect: AssetDialect, currency = 'USD', make: MakeAdapter = usual): Harness {
  return {
    name: `asset ${dialect} ${currency}`,
    capabilities: assetCapabilities[dialect],
    facts: {
      pageSize: 3,
      currencies: [currency],
      statuses: ['open', 'paid', 'uncollectible', 'void', 'refunded', 'partially_refunded'],
      statusWords,
      wordFields: [],
      signatures: [],
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
          'echoed_credential',
          'other_record',
          'meanwhile',
        ] as const),
        // A failure inside a success is one of a batch, which the kit does not make: see create-many.test.ts.
        ...(['unheard_status_words', 'equal_timestamps'] as const),
        ...(['unbalanced_totals', 'largest_amounts', 'clock', 'wrong_credential'] as const),
        'arbitrary_ids',
      ],
    },
    start: () => startWorld(dialect, currency, make),
  }
}

/** Money at the bank, more than any invoice of the kit; the ids stand in the vendor's own list only. */
async function bankTransactions(emulator: Emulator): Promise<string[]> {
  const { businessId, clientId, clientSecret, outside } = emulator.asset.account()
  for (let count = 0; count < 9; count += 1)
    outside.receive({ amount: 5_000_000, description: `Transfer ${count}` })
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    business_id: businessId,
  }
  const ask = async (path: string, init: RequestInit): Promise<Record<string, unknown>> => {
    const answer = await emulator.asset.fetch(`https://api.sandbox.getasset.com/v0${path}`, init)
    return (await answer.json()) as Record<string, unknown>
  }
  const token = await ask('/auth/token', { method: 'POST', body: new URLSearchParams(form) })
  const headers = { authorization: `Bearer ${String(token.access_token)}` }
  const listed = await ask(`/business/${businessId}/transaction`, { headers })
  return (listed.data as { id: string }[]).map(({ id }) => id)
}

const customers = [
  { vendor: 'asset', id: 'cus_usual', externalId: 'customer', name: 'Ida Brook' },
  {
    vendor: 'asset',
    id: 'cus_buyer',
    externalId: 'buyer',
    name: 'Grace Hopper',
    email: 'grace@example.com',
  },
] as const

export function emulatorOf(dialect: AssetDialect, currency: string): Emulator {
  const accounts = [{ vendor: 'asset', name: 'books', mode: 'sandbox', currency }] as const
  return createEmulator({
    data: { accounts, customers },
    // Money that the kit lets arrive is applied by the adapter, not by the server's own matching.
    asset: { generation: generations[dialect], automaticMatching: false },
  })
}

async function startWorld(dialect: AssetDialect, currency: string, make: MakeAdapter): Promise<World> {
  const emulator = emulatorOf(dialect, currency)
  const account = emulator.asset.account()
  const remembered: Remembered = new Map()
  const front = frontOf(emulator, remembered)
  // Waits for the vendor's limit pass on the emulator's clock.
  const limiter = createRateLimiter({
    now: () => emulator.clock.now(),
    sleep: async (milliseconds) => {
      emulator.clock.advance(milliseconds)
    },
  })
  const createAdapter = ({ credential, webhookSecret: _, ...common }: AdapterOverrides): InvoiceAdapter =>
    make({
      account: 'main',
      clientId: account.clientId,
      clientSecret: credential === 'wrong' ? 'a-secret-of-somebody-else' : account.clientSecret,
      businessId: account.businessId,
      environment: 'sandbox',
      currency,
      ledgerId: account.ledgerId('Service Revenue'),
      lineShape: dialect === 'amount-lines' ? 'amount' : 'unit_price',
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
      const id = invoice.id ?? `inv_seed${count}`
      remembered.set(id, invoice)
      const createdAt = new Date(emulator.clock.now() - aDay + count * 1_000).toISOString()
      emulator.seed({ invoices: [toSeed(invoice, id, createdAt, dialect)] })
      return id
    })
  const transactions = await bankTransactions(emulator)
  return {
    adapter: createAdapter({}),
    createAdapter,
    oracle: oracleOf(emulator, remembered, dialect, front.received),
    seed,
    inputs: {
      invoice: (externalId) => ({
        externalId,
        customer: { externalId: 'buyer' },
        currency,
        dueAt: new Date(emulator.clock.now() + 30 * aDay).toISOString(),
        issuedAt: new Date(emulator.clock.now()).toISOString(),
        lines: [{ description: 'Work', amount: 12_345 }],
      }),
      payment: (invoice, externalId) => ({
        externalId,
        amount: invoice.total ?? 0,
        currency,
        transactionId: transactions.pop() ?? '',
      }),
      refund: (invoice, externalId) => ({
        externalId,
        amount: invoice.total ?? 0,
        currency,
        method: 'ach',
      }),
    },
    faults: faultsOf(emulator, front, placesOf),
    clock: {
      now: () => emulator.clock.now(),
      advance: async (milliseconds) => emulator.clock.advance(milliseconds),
    },
    webhooks: null,
    get secrets() {
      return [account.clientSecret, 'a-secret-of-somebody-else', ...front.tokens]
    },
  }
}
