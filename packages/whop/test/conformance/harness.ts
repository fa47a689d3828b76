import type {
  AdapterOverrides,
  Fault,
  FaultPlace,
  Faults,
  Harness,
  SeedInvoice,
  World,
} from '@invoice-adapters/conformance'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { createEmulator, type Emulator, type FaultRule } from '@invoice-adapters/emulator'
import {
  createWhopAdapter,
  type WhopAdapterOptions,
  type WhopApiVersion,
  whopCapabilities,
} from '../../src/index.ts'
import { delivery } from './deliveries.ts'
import { opensAt, oracleOf, type Remembered, statusWords, toSeed } from './facts.ts'
import { type Front, isOwn, type OwnFault, operations, standBefore } from './front.ts'

type EmulatorFault = FaultRule['fault']

const aDay = 86_400_000

/** The kit's words in the emulator's. */
function translated(fault: Exclude<Fault, OwnFault | { kind: 'failure_in_success' }>): EmulatorFault {
  switch (fault.kind) {
    case 'not_json':
      return { kind: 'non_json', status: fault.status ?? 200 }
    case 'empty_body':
      return { kind: 'empty_body', status: 200 }
    case 'huge_body':
      return { kind: 'huge_body', bytes: 17 * 1024 * 1024 }
    case 'redirect':
      return { kind: 'redirect', to: 'https://elsewhere.example/' }
    case 'unreachable':
      return { kind: 'refuse_connection' }
    case 'no_answer':
      return { kind: 'delay', ms: 60_000 }
    case 'commit_after_timeout':
      return { kind: 'commit_late' }
    case 'hidden_from_lists':
      return { kind: 'hide_new_records', clockMs: aDay }
    case 'repeated_page':
      return { kind: 'repeat_page' }
    default:
      return fault
  }
}

function faultsOf(emulator: Emulator, front: Front): Faults {
  let hidden = false
  return {
    inject(fault, place) {
      if (isOwn(fault)) front.inject(fault, place)
      else if (fault.kind !== 'failure_in_success')
        for (const rule of rulesFor(translated(fault), place)) emulator.faults.add(rule)
      hidden ||= fault.kind === 'hidden_from_lists'
    },
    clear() {
      front.clear()
      emulator.faults.clear()
      // What was hidden shows once its time is over.
      if (hidden) emulator.clock.advance(aDay + 1)
      hidden = false
    },
    settle: () => emulator.faults.release(),
  }
}

function rulesFor(fault: EmulatorFault, { on, times = 1, after = 0 }: FaultPlace): FaultRule[] {
  if (on === 'any') return [{ fault, times, after }]
  return operations[on].map((operation) => ({ fault, times, after, operation }))
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
  const wordOf = (id: string): string | undefined => remembered.get(id)?.providerStatus
  const speaks = (): boolean => [...remembered.values()].some((seed) => seed.providerStatus !== undefined)
  const front = standBefore(emulator, { wordOf, speaks })
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
    faults: faultsOf(emulator, front),
    clock: {
      now: () => emulator.clock.now(),
      advance: async (milliseconds) => emulator.clock.advance(milliseconds),
    },
    webhooks: { delivery: async (wanted) => delivery(wanted, secrets, emulator.clock.now()) },
    secrets: [account.apiKey, secrets.current, secrets.previous, 'apik_wrong_secret_key'],
  }
}
