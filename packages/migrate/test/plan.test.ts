import { describe, expect, it } from 'vitest'
import { type DecisionClass, planMigration, readPlan, writePlan } from '../src/index.ts'
import {
  choices,
  openInvoice,
  openInvoices,
  openWorld,
  pairs,
  type VendorName,
  type WorldSettings,
} from './world.ts'

type Seed = NonNullable<WorldSettings['invoices']>[number]

interface Case {
  what: string
  source: VendorName
  target: VendorName
  seed: Seed
  decision: 'move' | 'skip' | 'blocked'
  class: DecisionClass
  says: RegExp
}

// Written by hand from the design before the planner was: which class each invoice is in, and what is said of it.
const decisions: Case[] = [
  {
    what: 'open',
    source: 'commet',
    target: 'asset',
    seed: openInvoice('i', 1_000),
    decision: 'move',
    class: 'payable',
    says: /unpaid/,
  },
  {
    what: 'paid',
    source: 'commet',
    target: 'asset',
    seed: openInvoice('i', 1_000, { status: 'paid' }),
    decision: 'skip',
    class: 'settled',
    says: /paid/,
  },
  {
    what: 'void',
    source: 'asset',
    target: 'commet',
    seed: openInvoice('i', 1_000, { status: 'void' }),
    decision: 'skip',
    class: 'settled',
    says: /void/,
  },
  {
    what: 'written off',
    source: 'asset',
    target: 'whop',
    seed: openInvoice('i', 1_000, { status: 'uncollectible' }),
    decision: 'skip',
    class: 'settled',
    says: /written off/,
  },
  {
    what: 'refunded',
    source: 'asset',
    target: 'whop',
    seed: openInvoice('i', 1_000, { status: 'refunded' }),
    decision: 'skip',
    class: 'settled',
    says: /refunded/,
  },
  {
    what: 'draft that cannot be deleted',
    source: 'commet',
    target: 'asset',
    seed: openInvoice('i', 1_000, { status: 'draft' }),
    decision: 'blocked',
    class: 'draft_stays',
    says: /cannot delete/,
  },
  {
    what: 'draft',
    source: 'whop',
    target: 'asset',
    seed: openInvoice('i', 1_000, { status: 'draft' }),
    decision: 'skip',
    class: 'draft',
    says: /nobody owes/,
  },
  {
    what: 'credit note',
    source: 'commet',
    target: 'asset',
    seed: openInvoice('i', -1_000, { kind: 'credit_note' }),
    decision: 'blocked',
    class: 'credit_note',
    says: /credit note/,
  },
  {
    what: 'zero',
    source: 'asset',
    target: 'whop',
    seed: openInvoice('i', 0),
    decision: 'blocked',
    class: 'zero',
    says: /nothing/,
  },
  {
    what: 'subscription',
    source: 'commet',
    target: 'asset',
    seed: openInvoice('i', 1_000, { subscriptionId: 'sub_1' }),
    decision: 'blocked',
    class: 'subscription',
    says: /sub_1/,
  },
  {
    what: 'renewal plan',
    source: 'whop',
    target: 'asset',
    seed: openInvoice('i', 1_000, { whop: { renewal: { price: 400 } } }),
    decision: 'blocked',
    class: 'subscription',
    says: /again/,
  },
  {
    what: 'automatic collection',
    source: 'whop',
    target: 'asset',
    seed: openInvoice('i', 1_000, { whop: { collectionMethod: 'charge_automatically' } }),
    decision: 'blocked',
    class: 'automatic_collection',
    says: /payment method/,
  },
  {
    what: 'payment under way',
    source: 'whop',
    target: 'asset',
    seed: openInvoice('i', 1_000, { whop: { clearsAt: '2026-07-20T00:00:00Z' } }),
    decision: 'blocked',
    class: 'payment_in_process',
    says: /being paid/,
  },
  {
    what: 'part paid',
    source: 'asset',
    target: 'whop',
    seed: openInvoice('i', 1_000, { amountPaid: 300 }),
    decision: 'blocked',
    class: 'part_paid',
    says: /\$3\.00 of \$10\.00/,
  },
  {
    what: 'tax on top of an unknown size',
    source: 'whop',
    target: 'asset',
    seed: openInvoice('i', 1_000, { tax: 200 }),
    decision: 'blocked',
    class: 'total_unknown',
    says: /total/,
  },
  {
    what: 'buyer fee',
    source: 'whop',
    target: 'asset',
    seed: openInvoice('i', 1_000, { whop: { buyerFee: true } }),
    decision: 'blocked',
    class: 'total_unknown',
    says: /fee/,
  },
  {
    what: 'figures that do not add up',
    source: 'commet',
    target: 'asset',
    seed: openInvoice('i', 1_000, { total: 900 }),
    decision: 'blocked',
    class: 'figures_disagree',
    says: /add up/,
  },
  {
    what: 'past due to books',
    source: 'commet',
    target: 'asset',
    seed: openInvoice('i', 1_000, { dueAt: '2026-07-05T00:00:00Z' }),
    decision: 'move',
    class: 'payable',
    says: /unpaid/,
  },
  {
    what: 'past due to drafts',
    source: 'commet',
    target: 'whop',
    seed: openInvoice('i', 1_000, { dueAt: '2026-07-05T00:00:00Z' }),
    decision: 'blocked',
    class: 'past_due_date',
    says: /2026-07-05/,
  },
  {
    what: 'another currency than that of new customers',
    source: 'whop',
    target: 'commet',
    seed: openInvoice('i', 1_000, { currency: 'EUR' }),
    decision: 'blocked',
    class: 'currency',
    says: /EUR.*USD/,
  },
  {
    what: 'another currency than the books',
    source: 'whop',
    target: 'asset',
    seed: openInvoice('i', 1_000, { currency: 'EUR' }),
    decision: 'blocked',
    class: 'currency',
    says: /EUR|USD/,
  },
]

describe('decisions', () => {
  it.each(decisions)('$what, $source to $target: $decision, $class', async (one) => {
    const { source, target, emulator } = openWorld(one.source, one.target, { invoices: [one.seed] })
    const plan = (
      await planMigration({ source, target, mapping: choices, now: emulator.clock.now })
    )._unsafeUnwrap()
    expect(plan.invoices).toHaveLength(1)
    expect(plan.invoices[0]).toMatchObject({ decision: one.decision, class: one.class })
    expect(plan.invoices[0]?.reason).toMatch(one.says)
  })
})

describe.each(pairs)('%s to %s', (from, to) => {
  it('plans every open invoice as a move, and writes nothing', async () => {
    const { source, target, emulator } = openWorld(from, to, { invoices: openInvoices(5) })
    const plan = (
      await planMigration({ source, target, mapping: choices, now: emulator.clock.now })
    )._unsafeUnwrap()
    expect(plan.invoices.map(({ decision, reason }) => [decision, reason])).toEqual(
      plan.invoices.map(() => ['move', 'is open and wholly unpaid']),
    )
    expect(plan.invoices).toHaveLength(5)
    expect(emulator.ledger.writes).toEqual([])
    expect(
      emulator.requests.filter(({ method, operation }) => method !== 'GET' && operation !== 'get_token'),
    ).toEqual([])
    expect(plan.end.totals).toEqual([
      expect.objectContaining({ decision: 'move', currency: 'USD', status: 'open', count: 5, total: '6110' }),
    ])
    const expected =
      to === 'whop' ? 'draft_first' : from === 'asset' || to === 'asset' ? 'check_then_close' : 'create_first'
    expect(plan.header.window).toBe(expected)
  })

  it('is the same text each time, and reads back as it was', async () => {
    const { source, target, emulator } = openWorld(from, to, { invoices: openInvoices(3) })
    const settings = { source, target, mapping: choices, now: emulator.clock.now }
    const first = (await planMigration(settings))._unsafeUnwrap()
    const second = (await planMigration(settings))._unsafeUnwrap()
    expect(writePlan(second)).toBe(writePlan(first))
    expect((await readPlan(writePlan(first)))._unsafeUnwrap()).toEqual(first)
  })
})

it('does not move what it could not see to be no renewal', async () => {
  const world = openWorld('whop', 'asset', { invoices: openInvoices(1) })
  const { source, target, emulator } = world
  const blind = {
    ...source,
    list: (...given: Parameters<typeof source.list>) => source.list(...given).map(withoutRaw),
  }
  const settings = { source: blind, target, mapping: choices, now: emulator.clock.now }
  const plan = (await planMigration(settings))._unsafeUnwrap()
  expect(plan.invoices[0]).toMatchObject({ decision: 'blocked', class: 'renewal_unclear' })
})

function withoutRaw<T extends { invoices: { raw: unknown }[] }>(page: T): T {
  return { ...page, invoices: page.invoices.map((invoice) => ({ ...invoice, raw: null })) }
}

it('lists what could not be read, and moves the others', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(3) })
  const { source, target, emulator } = world
  const fault = { kind: 'patch_record', index: 1, set: { id: 7 } } as const
  emulator.faults.add({ vendor: 'commet', account: 'old', operation: 'list_invoices', times: 2, fault })
  const plan = (
    await planMigration({ source, target, mapping: choices, now: emulator.clock.now })
  )._unsafeUnwrap()
  expect(plan.invoices.filter(({ class: name }) => name === 'unreadable').length).toBeGreaterThan(0)
  expect(plan.invoices.filter(({ decision }) => decision === 'move').length).toBeGreaterThanOrEqual(2)
  expect(plan.header.listing.conclusion).toBe('incomplete')
})
