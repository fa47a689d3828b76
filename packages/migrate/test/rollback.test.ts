import { describe, expect, it } from 'vitest'
import {
  createMemoryJournal,
  type JournalEntry,
  type MigrationPlan,
  planMigration,
  previewRollback,
  type RollbackReport,
  rollbackMigration,
  runMigration,
} from '../src/index.ts'
import { startProcess } from './crash.ts'
import { expectOwedOnce } from './oracle.ts'
import { makePlan, runPlan } from './steps.ts'
import { choices, openInvoices, openWorld, pairs, type World } from './world.ts'

const never = Number.POSITIVE_INFINITY

async function rollBack(world: World, plan: MigrationPlan, entries: JournalEntry[]): Promise<RollbackReport> {
  const { source, target, clock } = world
  const journal = createMemoryJournal(entries)
  return (
    await rollbackMigration(plan, { source, target, journal, clock, confirm: () => true })
  )._unsafeUnwrap()
}

const orders = [
  ...pairs.map((pair) => [...pair, 'create_first'] as const),
  ['whop', 'commet', 'close_first'] as const,
]

describe.each(orders)('%s to %s, %s', (from, to, order) => {
  it('leaves what is closed at the source where it is, and offers the way back', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(3) })
    const plan = await makePlan(world)
    const entries: JournalEntry[] = []
    await runPlan(world, plan, entries)
    const writes = world.emulator.ledger.writes.length
    const report = await rollBack(world, plan, entries)
    expect([report.withdrawn.length, report.stayed.length, report.exitCode]).toEqual([0, 3, 0])
    expect(report.preview.cannotUndo.filter((words) => /nobody could pay/.test(words))).toHaveLength(3)
    expect(world.emulator.ledger.writes).toHaveLength(writes)
    const { source, target, clock } = world
    const ids = report.preview.reverse
    const customers = { map: { cus_ada: 'cus_ada' } }
    const back = (
      await planMigration({
        source: target,
        target: source,
        select: { ids },
        mapping: { ...choices, customers: from === 'whop' ? {} : customers, generation: 2 },
        now: clock.now,
      })
    )._unsafeUnwrap()
    expect(back.invoices).toHaveLength(3)
    const mapped = back.invoices.map(({ decision, reason }) => [decision, reason])
    expect(mapped).toEqual(back.invoices.map(() => ['move', 'is open and wholly unpaid']))
    const journal = createMemoryJournal()
    const run = (await runMigration(back, { source: target, target: source, journal, clock }))._unsafeUnwrap()
    expect(run.outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual(
      back.invoices.map(() => ['moved', 'moved']),
    )
  })

  it('never leaves payable nowhere what was payable, killed anywhere and rolled back', {
    timeout: 60_000,
  }, async () => {
    for (let diesAt = 8; diesAt < 150; diesAt += 11) {
      const world = openWorld(from, to, { invoices: openInvoices(2) })
      const plan = await makePlan(world, { order })
      const entries: JournalEntry[] = []
      const process = startProcess(world, entries, diesAt)
      const run = await runMigration(plan, process)
      expect(run.isOk() || process.doom.dead).toBe(true)
      if (entries.length === 0) continue
      const report = await rollBack(world, plan, entries)
      expect(report.failed).toEqual([])
      // What was closed at the source already is finished by a run, and nothing else is begun.
      const again = await runMigration(plan, startProcess(world, entries, never))
      if (again.isErr()) expect(again.error.kind).toBe('rolled_back')
      expectOwedOnce(world, plan, `killed at ${diesAt}`)
      const last = await runMigration(plan, startProcess(world, entries, never))
      expect([diesAt, last._unsafeUnwrapErr().kind]).toEqual([diesAt, 'rolled_back'])
    }
  })
})

it('does nothing without being told to', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const entries: JournalEntry[] = []
  const killed = await runMigration(plan, startProcess(world, entries, 60))
  expect(killed._unsafeUnwrap().exitCode).toBe(2)
  const before = world.emulator.ledger.writes.length
  const { source, target } = world
  const journal = createMemoryJournal(entries)
  const preview = (await previewRollback(plan, { source, target, journal }))._unsafeUnwrap()
  const settings = { source, target, journal, confirm: () => false }
  const report = (await rollbackMigration(plan, settings))._unsafeUnwrap()
  expect([report.confirmed, report.exitCode, report.preview]).toEqual([false, 1, preview])
  expect(world.emulator.ledger.writes).toHaveLength(before)
})

it('says beforehand that a copy which was issued stays as a void one', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const entries: JournalEntry[] = []
  // Dies between the copy and the closing of its source.
  for (let diesAt = 10; world.copies().length === 0; diesAt += 1) {
    const run = await runMigration(plan, startProcess(world, entries, diesAt))
    expect(run.isOk() || entries.length < 2).toBe(true)
  }
  const { source, target } = world
  const journal = createMemoryJournal(entries)
  const preview = (await previewRollback(plan, { source, target, journal }))._unsafeUnwrap()
  expect(preview.items.map(({ what }) => what)).toEqual(['withdraw'])
  expect(preview.cannotUndo).toContain(
    '1 copy that is taken back stays at asset as a void invoice, and its books keep the entries',
  )
  await rollBack(world, plan, entries)
  expect(world.copies().map(({ status }) => status)).toEqual(['void'])
})
