import type { PayableInterval } from '@invoice-adapters/emulator'
import { proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, it } from 'vitest'
import type { RunReport, Window } from '../../src/index.ts'
import { makePlan, runPlan } from '../steps.ts'
import { overlapMs, sourceAccount, targetAccount, type VendorName, type World } from '../world.ts'
import { sixPairs } from './expected.ts'
import { wayMs, withTime } from './flowing-time.ts'
import { tally, trace } from './ledger-oracle.ts'
import { populate, settle } from './population.ts'

const count = proofSize(14, 200)

type Order = 'create_first' | 'close_first'

const cases: [VendorName, VendorName, Order, Window][] = [
  ['commet', 'asset', 'create_first', 'check_then_close'],
  ['commet', 'whop', 'create_first', 'draft_first'],
  ['asset', 'commet', 'create_first', 'check_then_close'],
  ['asset', 'whop', 'create_first', 'draft_first'],
  ['whop', 'commet', 'create_first', 'create_first'],
  ['whop', 'commet', 'close_first', 'close_first'],
  ['whop', 'asset', 'create_first', 'check_then_close'],
]

/** By the ledger's history, in milliseconds: at both sides, at neither, and what the run says of the two. */
interface Span {
  both: number
  neither: number
  reported: number
}

function spanOf(world: World, id: string, copyId: string, reported: number): Span {
  const { ledger, clock } = world.emulator
  const source = ledger.payableDuring(id, { account: sourceAccount })
  const copy = ledger.payableDuring(copyId, { account: targetAccount })
  return { both: overlapMs(source, copy, clock.now()), neither: gapMs(source, copy), reported }
}

function gapMs(source: readonly PayableInterval[], copy: readonly PayableInterval[]): number {
  const closed = source.at(-1)?.to ?? null
  const opened = copy[0]?.from ?? null
  return closed === null || opened === null ? 0 : Math.max(0, Date.parse(opened) - Date.parse(closed))
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other)
  return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].join(' / ')
}

function spansOf(world: World, report: RunReport): Span[] {
  return report.outcomes.map(({ id, copyId, windowMs }) => spanOf(world, id, copyId ?? '', windowMs ?? -1))
}

const rows: Record<string, unknown>[] = []

describe.each(cases)('%s to %s, %s', (from, to, order, window) => {
  it('is at both sides, or at neither, no longer than the run reports', { timeout: 300_000 }, async () => {
    const population = populate({ from, to, count, order, only: (_, { decision }) => decision === 'move' })
    const world = settle(population)
    const plan = await makePlan(world, population.mapping)
    expect(plan.header.window).toBe(window)
    const report = await runPlan(world, plan, [], withTime(world))
    expect(tally(trace(population, world))).toEqual({ moved: count, lost: 0, doubled: 0, strangers: 0 })
    const spans = spansOf(world, report)
    expect(spans).toHaveLength(count)
    for (const { both, neither, reported } of spans) {
      // Nobody can pay both copies of a draft or of what was closed first: not for one millisecond.
      if (window === 'draft_first' || window === 'close_first') expect(both).toBe(0)
      else expect([both > 0, neither]).toEqual([true, 0])
      expect(reported).toBeGreaterThanOrEqual(Math.max(both, neither))
    }
    expect(report.longestWindowMs).toBe(Math.max(...spans.map(({ reported }) => reported)))
    rows.push({
      pair: `${from} to ${to}`,
      order: window,
      invoices: spans.length,
      canPayBoth: window === 'create_first' ? 'yes, while at both sides' : 'never',
      atBothMs: spread(spans.map(({ both }) => both)),
      atNeitherMs: spread(spans.map(({ neither }) => neither)),
      reportedMs: spread(spans.map(({ reported }) => reported)),
      reportedAboveTrueMs: spread(
        spans.map(({ both, neither, reported }) => reported - Math.max(both, neither)),
      ),
    })
  })
})

it('has a row for every pair', () => {
  for (const [from, to] of sixPairs) expect(cases.some((one) => one[0] === from && one[1] === to)).toBe(true)
})

afterAll(() => {
  recordProof({
    name: 'migrate-windows',
    what: 'How long an invoice is at both sides or at neither, by the ledger’s history: a debtor can pay both copies exactly 0 ms with drafts or close_first, and never longer than the run reports otherwise.',
    size: count * rows.length,
    result: {
      millisecondsPerWay: wayMs,
      spreadIs: 'least / middle / most, in milliseconds of the emulator’s clock',
      windows: rows,
      asset:
        'Asset has no pay page: at both sides means in both books, and payable at the other vendor alone.',
      doesNotShow:
        'How long a request takes at a live vendor: each way was given 40 ms. Waits for Asset’s rate limit lie within the figures, where the adapter’s limiter made them.',
    },
  })
})
