import { describe, expect, it } from 'vitest'
import {
  createMemoryJournal,
  type JournalEntry,
  planMigration,
  type RunProgress,
  runMigration,
  verifyMigration,
} from '../src/index.ts'
import { expectEachOnce } from './oracle.ts'
import { makePlan, outcomes, runPlan } from './steps.ts'
import { choices, openInvoice, openInvoices, openWorld, pairs, type VendorName } from './world.ts'

const refusal = { kind: 'status', status: 401 } as const

describe.each(pairs)('%s to %s', (from, to) => {
  it('a credential that dies stops the run at once, and a good one carries on', async () => {
    for (const [vendor, account] of [
      [from, 'old'],
      [to, 'new'],
    ] as const) {
      const world = openWorld(from, to, { invoices: openInvoices(3) })
      const plan = await makePlan(world)
      const entries: JournalEntry[] = []
      const revive = world.emulator.faults.add({
        vendor,
        account,
        after: 8,
        times: Number.POSITIVE_INFINITY,
        fault: refusal,
      })
      const before = world.emulator.requests.length
      const report = await runPlan(world, plan, entries)
      expect([vendor, report.stopped?.why, report.stopped?.error?.kind, report.exitCode]).toEqual([
        vendor,
        'vendor',
        'vendor_failed',
        2,
      ])
      expect(report.stopped?.message).toMatch(
        new RegExp(`^${vendor} \\(${account === 'old' ? 'source' : 'target'}\\)`),
      )
      // Asked twice at most, with a token of its own each time; not for every invoice.
      expect(world.emulator.requests.length - before).toBeLessThan(80)
      revive()
      world.emulator.clock.advance(400_000)
      expect(outcomes(await runPlan(world, plan, entries))).toEqual(['moved', 'moved', 'moved'])
      expectEachOnce(world, plan, 3)
    }
  })

  it('a dead credential makes no plan and no verification', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(1) })
    const { source, target, clock } = world
    const plan = await makePlan(world)
    const fault = { vendor: to, account: 'new', times: Number.POSITIVE_INFINITY, fault: refusal }
    world.emulator.faults.add(fault)
    const planned = await planMigration({ source, target, mapping: choices, now: clock.now })
    expect(planned._unsafeUnwrapErr()).toMatchObject({ kind: 'vendor_failed', side: 'target' })
    const verified = await verifyMigration(plan, { source, target, now: clock.now })
    expect(verified._unsafeUnwrapErr()).toMatchObject({ kind: 'vendor_failed', side: 'target' })
    const run = await runMigration(plan, { source, target, clock, journal: createMemoryJournal() })
    expect(run._unsafeUnwrapErr()).toMatchObject({ kind: 'vendor_failed', side: 'target' })
    expect(world.emulator.ledger.writes).toEqual([])
  })

  it('tells how far it is, and how long it will take at the pace so far', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(6) })
    const plan = await makePlan(world)
    const told: RunProgress[] = []
    const slow = {
      ...world.source,
      get: (id: string) => {
        world.emulator.clock.advance(1_000)
        return world.source.get(id)
      },
    }
    const { target, clock } = world
    const settings = { source: slow, target, clock, journal: createMemoryJournal() }
    const onProgress = (progress: RunProgress): number => told.push(progress)
    ;(await runMigration(plan, { ...settings, onProgress }))._unsafeUnwrap()
    const passed = told.filter(({ done, opening }) => done + opening <= 6).slice(0, 6)
    expect(passed.map(({ done, opening }) => done + opening)).toEqual([1, 2, 3, 4, 5, 6])
    expect(passed.map(({ remainingMs }) => remainingMs === null)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
    // Each invoice takes the same: the estimates fall to nothing by equal steps.
    const [third = 0, , , sixth] = passed.slice(2).map(({ remainingMs }) => remainingMs ?? -1)
    expect(third).toBeGreaterThanOrEqual(3 * 2_000)
    expect(sixth).toBe(0)
    expect(told.at(-1)).toMatchObject({ done: 6, opening: 0, total: 6 })
  })
})

const inexact: [string, VendorName, VendorName, string][] = [
  ['three decimal digits, where the target takes two', 'whop', 'asset', 'KWD'],
  ['a currency that the target does not bill in', 'whop', 'commet', 'JPY'],
]

it.each(inexact)('does not move an amount in %s', async (_, from, to, currency) => {
  const world = openWorld(from, to, { invoices: [openInvoice('i', 1_005, { currency })] })
  const plan = await makePlan(world)
  const report = await runPlan(world, plan)
  const [line] = plan.invoices
  const stayed = line?.decision === 'blocked' || report.outcomes[0]?.outcome !== 'moved'
  expect([
    stayed,
    world.originals()[0]?.status,
    world.copies().filter(({ status }) => status === 'open'),
  ]).toEqual([true, 'open', []])
})

it('says why it sends no batches', async () => {
  const { header } = await makePlan(openWorld('commet', 'asset', { invoices: openInvoices(1) }))
  expect(header.notices.join(' ')).toMatch(
    /asset takes up to 100 invoices in one call, and gets them one by one/,
  )
  const { header: other } = await makePlan(openWorld('commet', 'whop', { invoices: openInvoices(1) }))
  expect(other.notices.join(' ')).not.toMatch(/one by one/)
})
