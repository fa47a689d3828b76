import { expect, it } from 'vitest'
import { createMemoryJournal, type JournalEntry, type MigrationPlan, runMigration } from '../src/index.ts'
import { startProcess } from './crash.ts'
import { expectEachOnce } from './oracle.ts'
import { makePlan, outcomes, runPlan, watched } from './steps.ts'
import { openInvoices, openWorld, type World } from './world.ts'

const never = Number.POSITIVE_INFINITY

/** Invoices that nobody can pay: closed at the source, and no copy. */
function nowhere({ originals, copies }: World): number {
  const open = copies().filter(({ status }) => status === 'open').length
  return originals().filter(({ status }) => status !== 'open').length - open
}

/** Asks, whenever another source is about to be closed, whether every window before it is shut. */
function asking(world: World, entries: JournalEntry[], found: number[]) {
  return watched(entries, (entry) => {
    if (entry.type === 'before' && entry.step === 'close_source') found.push(nowhere(world))
  })
}

async function closeFirst(): Promise<{ world: World; plan: MigrationPlan }> {
  const world = openWorld('whop', 'commet', { invoices: openInvoices(3) })
  return { world, plan: await makePlan(world, { order: 'close_first' }) }
}

it('closes the windows of a killed run before it opens another', { timeout: 60_000 }, async () => {
  const whole = await closeFirst()
  const undisturbed = startProcess(whole.world, [], never)
  expect((await runMigration(whole.plan, undisturbed)).isOk()).toBe(true)
  let leftOpen = 0
  for (let diesAt = 2; diesAt < undisturbed.doom.events; diesAt += 1) {
    const { world, plan } = await closeFirst()
    const entries: JournalEntry[] = []
    const died = await runMigration(plan, startProcess(world, entries, diesAt))
    expect(died.isOk() || entries.length < 2).toBe(true)
    leftOpen += nowhere(world)
    const found: number[] = []
    const report = await runPlan(world, plan, entries, { journal: asking(world, entries, found) })
    expect([diesAt, found.filter((count) => count > 0)]).toEqual([diesAt, []])
    expect(outcomes(report)).toEqual(['moved', 'moved', 'moved'])
    expectEachOnce(world, plan, 3)
  }
  // Or nothing was put to the test.
  expect(leftOpen).toBeGreaterThan(5)
})

it('closes a window whose copy is in doubt before it opens another', async () => {
  const { world, plan } = await closeFirst()
  const fault = { kind: 'drop_before_commit' } as const
  world.emulator.faults.add({ vendor: 'commet', operation: 'create_invoice', times: 2, fault })
  const found: number[] = []
  const report = await runPlan(world, plan, [], { journal: asking(world, [], found) })
  expect(world.emulator.faults.fired).toHaveLength(2)
  expect(found).toEqual([0, 0, 0])
  expect(outcomes(report)).toEqual(['moved', 'moved', 'moved'])
  expectEachOnce(world, plan, 3)
})

it('waits for a rate limit when it is started again', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  // More often than the transport tries.
  const fault = { kind: 'rate_limit' } as const
  world.emulator.faults.add({ vendor: 'asset', times: 3, fault })
  const { source, target, clock } = world
  const began = clock.now()
  const run = await runMigration(plan, { source, target, clock, journal: createMemoryJournal() })
  expect(world.emulator.faults.fired).toHaveLength(3)
  expect(clock.now()).toBeGreaterThan(began)
  expect(outcomes(run._unsafeUnwrap())).toEqual(['moved', 'moved'])
})
