import { proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it } from 'vitest'
import {
  type JournalEntry,
  type MigrationPlan,
  planMigration,
  type RunReport,
  runMigration,
} from '../src/index.ts'
import { startProcess } from './crash.ts'
import { expectEachOnce, expectOwedOnce } from './oracle.ts'
import { choices, openInvoices, openWorld, pairs, type VendorName, type World } from './world.ts'

const never = Number.POSITIVE_INFINITY
const invoices = 2
const everyNth = proofSize(9, 1)

type Order = 'create_first' | 'close_first'

async function begin(
  from: VendorName,
  to: VendorName,
  order: Order,
): Promise<{ world: World; plan: MigrationPlan }> {
  const world = openWorld(from, to, { invoices: openInvoices(invoices) })
  const { source, target, clock } = world
  const settings = { source, target, mapping: { ...choices, order }, now: clock.now }
  return { world, plan: (await planMigration(settings))._unsafeUnwrap() }
}

async function runUntil(
  world: World,
  plan: MigrationPlan,
  entries: JournalEntry[],
  diesAt: number,
): Promise<number> {
  const process = startProcess(world, entries, diesAt)
  // One that dies before its first entry was never begun; any other tells in its report where it died.
  const run = await runMigration(plan, process)
  expect(run.isOk() || entries.length === 0 || process.doom.dead).toBe(true)
  return process.doom.events
}

/** As often as somebody would start it again. */
async function runToTheEnd(world: World, plan: MigrationPlan, entries: JournalEntry[]): Promise<RunReport> {
  let report: RunReport | null = null
  for (let attempt = 0; attempt < 4; attempt += 1) {
    report = (await runMigration(plan, startProcess(world, entries, never)))._unsafeUnwrap()
    if (report.exitCode < 2) break
    world.emulator.clock.advance(360_000)
  }
  if (report === null) throw new Error('never run')
  return report
}

const orders: [VendorName, VendorName, Order][] = pairs.flatMap(
  ([from, to]): [VendorName, VendorName, Order][] => [
    [from, to, 'create_first'],
    ...(to === 'commet' && from !== 'asset'
      ? [[from, to, 'close_first'] as [VendorName, VendorName, Order]]
      : []),
  ],
)

describe.each(orders)('%s to %s, %s', (from, to, order) => {
  it('killed anywhere and started again, ends with every invoice exactly once', {
    timeout: 300_000,
  }, async () => {
    const whole = await begin(from, to, order)
    const events = await runUntil(whole.world, whole.plan, [], never)
    expect(events).toBeGreaterThan(20)
    let tried = 0
    for (let diesAt = 0; diesAt < events; diesAt += everyNth) {
      const { world, plan } = await begin(from, to, order)
      const entries: JournalEntry[] = []
      await runUntil(world, plan, entries, diesAt)
      const report = await runToTheEnd(world, plan, entries)
      expect([diesAt, report.counts.moved, report.outcomes.map(({ reason }) => reason)]).toEqual([
        diesAt,
        invoices,
        ['moved', 'moved'],
      ])
      expectEachOnce(world, plan, invoices)
      tried += 1
    }
    recordProof({
      name: `migrate-killed-${from}-to-${to}-${order.replace('_', '-')}`,
      what: `A migration from ${from} to ${to} that is killed at any request or journal entry ends with every invoice once`,
      size: tried,
      result: { killPoints: tried, events, doubled: 0, lost: 0 },
    })
  })

  it('paid while it lay dead, is owed exactly once all the same', { timeout: 300_000 }, async () => {
    const whole = await begin(from, to, order)
    const events = await runUntil(whole.world, whole.plan, [], never)
    for (let diesAt = 3; diesAt < events; diesAt += everyNth * 2 - 1) {
      const { world, plan } = await begin(from, to, order)
      const entries: JournalEntry[] = []
      await runUntil(world, plan, entries, diesAt)
      const ids = plan.invoices.map(({ id }) => id)
      const open = ids.filter((id) => world.emulator.ledger.payableDuring(id).at(-1)?.to === null)
      for (const id of open) world.emulator[from].account('old').outside.pay(id)
      await runToTheEnd(world, plan, entries)
      expectOwedOnce(world, plan, `killed at ${diesAt}`)
    }
  })
})
