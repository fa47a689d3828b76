import { describe, expect, it } from 'vitest'
import {
  createMemoryJournal,
  type Mapping,
  type MigrationPlan,
  planMigration,
  type RunReport,
  runMigration,
} from '../src/index.ts'
import { expectEachOnce } from './oracle.ts'
import { choices, openInvoice, openInvoices, openWorld, overlapMs, pairs, type World } from './world.ts'

async function planned(world: World, mapping: Mapping = choices): Promise<MigrationPlan> {
  const { source, target, emulator } = world
  return (await planMigration({ source, target, mapping, now: emulator.clock.now }))._unsafeUnwrap()
}

async function run(world: World, plan: MigrationPlan, more: object = {}): Promise<RunReport> {
  const { source, target, clock } = world
  const settings = { source, target, clock, journal: createMemoryJournal(), ...more }
  return (await runMigration(plan, settings))._unsafeUnwrap()
}

describe.each(pairs)('%s to %s', (from, to) => {
  it('moves every invoice exactly once, to the minor unit, and closes the source', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(7) })
    const plan = await planned(world)
    const report = await run(world, plan)
    expect(report.outcomes.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual(
      Array.from({ length: 7 }, () => 'moved: moved'),
    )
    expect(report.exitCode).toBe(0)
    expectEachOnce(world, plan, 7)
  })

  it('is payable twice never where there are drafts, and else only while the source is being closed', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(3) })
    const plan = await planned(world)
    const report = await run(world, plan)
    const { ledger, clock } = world.emulator
    const overlaps = report.outcomes.map(({ id, copyId }) =>
      overlapMs(
        ledger.payableDuring(id),
        ledger.payableDuring(copyId ?? '', { account: 'new' }),
        clock.now(),
      ),
    )
    expect(overlaps).toHaveLength(3)
    // What the run reports of itself is never less than what the ledger shows.
    for (const [index, overlap] of overlaps.entries()) {
      expect(report.outcomes[index]?.windowMs).toBeGreaterThanOrEqual(overlap)
    }
    expect(report.longestWindowMs).toBe(Math.max(...report.outcomes.map(({ windowMs }) => windowMs ?? 0)))
    // The emulator's clock moves by a millisecond per write: an overlap of one is the closing itself.
    for (const overlap of overlaps) expect(overlap).toBeLessThanOrEqual(to === 'whop' ? 0 : 1)
  })

  it('sets aside what was paid since the plan, and leaves nothing at the target', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(3) })
    const plan = await planned(world)
    const paid = plan.invoices[1]?.id ?? ''
    world.emulator[from].account('old').outside.pay(paid)
    const report = await run(world, plan)
    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['moved', 'set_aside', 'moved'])
    expect(report.outcomes[1]?.reason).toBe('was paid since the plan was made')
    expect(report.exitCode).toBe(1)
    expect(world.copies().filter(({ status }) => status === 'open')).toHaveLength(2)
    expect(world.emulator.ledger.invoice(paid)?.status).toBe('paid')
  })

  it('does nothing when it is run again', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(3) })
    const plan = await planned(world)
    const journal = createMemoryJournal()
    await run(world, plan, { journal })
    const writes = world.emulator.ledger.writes.length
    const again = await run(world, plan, { journal })
    expect(again.exitCode).toBe(0)
    expect(world.emulator.ledger.writes).toHaveLength(writes)
  })

  it('begins the first two, stops, and goes on', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(5) })
    const plan = await planned(world)
    const journal = createMemoryJournal()
    const first = await run(world, plan, { journal, first: 2 })
    expect([first.counts.moved, first.notReached, first.stopped?.why, first.exitCode]).toEqual([
      2,
      3,
      'first',
      0,
    ])
    const rest = await run(world, plan, { journal })
    expect([rest.counts.moved, rest.notReached, rest.stopped]).toEqual([5, 0, null])
    expectEachOnce(world, plan, 5)
  })
})

it('refuses to guess where customers can pay at both vendors', async () => {
  const { source, target } = openWorld('whop', 'commet', { invoices: [openInvoice('i', 1_000)] })
  const plan = await planMigration({ source, target })
  expect(plan._unsafeUnwrapErr().kind).toBe('choice_needed')
})
