import {
  type Ability,
  createFaultyFetch,
  type Harness,
  type InvoiceFacts,
  type Oracle,
  type SeedInvoice,
  type World,
} from '@invoice-adapters/conformance'
import type { InvoiceStatus } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { createPaperbillAdapter } from './adapter.ts'
import { paperbillCapabilities } from './capabilities.ts'
import { type Bill, createPaperbill, type Paperbill } from './vendor.ts'
import { paperbillWords } from './vendor-words.ts'

/** Written from the vendor's own words and not from the adapter: what both had wrong would look right. */
const statuses: Readonly<Record<string, InvoiceStatus>> = {
  unpaid: 'open',
  settled: 'paid',
  cancelled: 'void',
}
const hundredthsOf: Readonly<Record<string, number>> = { USD: 1, EUR: 1, JPY: 100 }

/** All that `createFaultyFetch` and `vendor.ts` can be brought to do; what is left out is reported as not proven. */
const can: readonly Ability[] = [
  'status',
  'not_json',
  'empty_body',
  'cut_body',
  'huge_body',
  'redirect',
  'failure_in_success',
  'unreachable',
  'drop_before_commit',
  'drop_after_commit',
  'no_answer',
  'commit_after_timeout',
  'hidden_from_lists',
  'repeated_page',
  'changed_record',
  'other_record',
  'meanwhile',
  'stale_read',
  'comes_out_different',
  'echoed_credential',
  'unheard_status_words',
  'equal_timestamps',
  'unknown_currency',
  'largest_amounts',
  'clock',
  'wrong_credential',
]

export const paperbillHarness: Harness = {
  name: 'paperbill',
  capabilities: paperbillCapabilities,
  facts: {
    pageSize: 3,
    currencies: Object.keys(hundredthsOf),
    statuses: Object.values(statuses),
    statusWords: Object.keys(statuses),
    wordFields: ['collection'],
    signatures: [],
    can,
  },
  start: async () => startWorld(),
}

function startWorld(): World {
  const apiKey = 'pb_a_key_that_must_show_nowhere'
  let instant = Date.parse('2026-11-20T09:00:00Z')
  const now = (): number => instant
  const vendor = createPaperbill({ apiKey, now })
  const way = createFaultyFetch(vendor.fetch, paperbillWords)
  const createAdapter: World['createAdapter'] = ({ credential, webhookSecret: _none, ...given }) => {
    const created = createPaperbillAdapter({
      account: 'acme',
      apiKey: credential === 'wrong' ? 'pb_some_other_key' : apiKey,
      fetch: way.fetch,
      now,
      // Its own, since the shared one would make all worlds with this key wait for one another.
      limiter: createRateLimiter(),
      retry: { attempts: 3, firstDelayMs: 1, maximumDelayMs: 5 },
      settlement: { looksAfterMs: [0, 1, 2] },
      ...given,
    })
    if (created.isErr()) throw new Error(created.error.message)
    return created.value
  }
  return {
    adapter: createAdapter({}),
    createAdapter,
    oracle: oracleOf(vendor, way.received),
    seed: async (invoices) => invoices.map((invoice) => vendor.put(billFrom(invoice, vendor, instant)).id),
    inputs: {
      invoice: (externalId) => ({
        externalId,
        customer: { name: 'Grace Hopper', email: 'grace@example.com' },
        currency: 'USD',
        lines: [{ description: 'Work', amount: 12_345 }],
      }),
    },
    faults: way.faults,
    clock: {
      now,
      advance: async (milliseconds) => {
        instant += milliseconds
      },
    },
    webhooks: null,
    secrets: [apiKey, 'pb_some_other_key'],
  }
}

/** A record put straight into the vendor. What Paperbill cannot hold, such as a number, is left out. */
function billFrom(seed: SeedInvoice, { bills }: Paperbill, instant: number): Partial<Bill> {
  const { currency = 'USD', status = 'open', customer = 'customer' } = seed
  const lines = seed.lines ?? [{ description: 'Work', amount: 1_000 }]
  const state = Object.keys(statuses).find((word) => statuses[word] === status) ?? 'unpaid'
  const createdAt = seed.createdAt ?? new Date(instant - 86_400_000 + bills.size * 1_000).toISOString()
  return {
    external_ref: seed.externalId ?? null,
    state: seed.providerStatus ?? state,
    currency,
    lines: lines.map(({ description, amount }) => ({
      text: description,
      amount_cents: amount * (hundredthsOf[currency] ?? 1),
    })),
    payer: { email: `${customer.replaceAll(' ', '.')}@example.com`, name: `Mx ${customer}` },
    note: seed.memo ?? null,
    due_at: seed.dueAt ?? null,
    created_at: createdAt,
    settled_at: state === 'settled' ? createdAt : null,
    cancelled_at: state === 'cancelled' ? createdAt : null,
  }
}

function oracleOf({ bills }: Paperbill, received: ReturnType<Oracle['received']>): Oracle {
  return {
    mode: 'test',
    received: () => received,
    invoice: async (id) => {
      const bill = bills.get(id)
      return bill === undefined ? null : factsFrom(bill)
    },
    invoices: async () => [...bills.values()].map(factsFrom),
    customers: async () =>
      [...bills.values()].map(({ payer }) => ({ id: payer.email, externalId: null, ...payer })),
  }
}

/** What truly stands there, in canonical words. A key that is left out is one that Paperbill knows nothing about. */
function factsFrom(bill: Bill): InvoiceFacts {
  const { currency, state, payer } = bill
  const amount = (cents: number): number => cents / (hundredthsOf[currency] ?? 1)
  const total = amount(bill.amount_cents)
  const status = statuses[state] ?? 'unknown'
  const amountDue = { unpaid: total, settled: 0, cancelled: 0 }[state]
  return {
    id: bill.id,
    mode: bill.live ? 'live' : 'test',
    externalId: bill.external_ref,
    kind: 'invoice',
    status,
    providerStatus: state,
    collection: 'send_invoice',
    currency,
    subtotal: total,
    total,
    ...(amountDue === undefined ? {} : { amountDue }),
    createdAt: bill.created_at,
    dueAt: bill.due_at,
    paidAt: bill.settled_at,
    voidedAt: bill.cancelled_at,
    customer: payer,
    lines: bill.lines.map((line) => ({
      description: line.text,
      kind: 'item',
      amount: amount(line.amount_cents),
    })),
    memo: bill.note,
  }
}
