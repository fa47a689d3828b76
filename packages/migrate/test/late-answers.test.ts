import { expect, it } from 'vitest'
import type { JournalEntry } from '../src/index.ts'
import { expectEachOnce } from './oracle.ts'
import { makePlan, outcomes, runPlan, watched } from './steps.ts'
import { openInvoices, openWorld } from './world.ts'

it('tells when a customer has paid both, and does not call it moved', async () => {
  const world = openWorld('commet', 'commet', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const victim = plan.invoices[0]?.id ?? ''
  const entries: JournalEntry[] = []
  const pay = (entry: JournalEntry): void => {
    if (entry.type !== 'after' || entry.step !== 'create_copy' || entry.subject !== victim) return
    world.emulator.commet.account('old').outside.pay(victim)
    world.emulator.commet.account('new').outside.pay(entry.id ?? '')
  }
  const report = await runPlan(world, plan, entries, { journal: watched(entries, pay) })
  expect(outcomes(report)).toEqual(['both_open', 'moved'])
  expect(report.outcomes[0]?.reason).toMatch(/its copy is paid and cannot be taken back/)
  expect(report.exitCode).toBe(2)
  expect(outcomes(await runPlan(world, plan, entries))).toEqual(['both_open', 'moved'])
})

it('goes on from a close that the source accepted and does not show', async () => {
  const world = openWorld('commet', 'whop', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const stale = { kind: 'stale_read' } as const
  const settings = { vendor: 'commet', account: 'old', method: 'GET', path: '*/invoices/*' }
  const entries: JournalEntry[] = []
  const closing = (entry: JournalEntry): void => {
    if (entry.type === 'before' && entry.step === 'close_source')
      world.emulator.faults.add({ ...settings, after: 1, times: 4, fault: stale })
  }
  await runPlan(world, plan, entries, { journal: watched(entries, closing) })
  world.emulator.faults.clear()
  expect(outcomes(await runPlan(world, plan, entries))).toEqual(['moved', 'moved'])
  expectEachOnce(world, plan, 2)
})

it('finds the copy by its key when the answer of its creation lacks the id', async () => {
  const world = openWorld('whop', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const fault = { kind: 'patch_record', drop: ['id'] } as const
  world.emulator.faults.add({ vendor: 'asset', operation: 'create_invoices', fault })
  expect(outcomes(await runPlan(world, plan))).toEqual(['moved', 'moved'])
  expect(world.emulator.faults.fired).toHaveLength(1)
  expectEachOnce(world, plan, 2)
})

it('does not believe a refusal of what was created all the same', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const fault = { kind: 'success_false', afterCommit: true } as const
  world.emulator.faults.add({ vendor: 'asset', operation: 'create_invoices', fault })
  expect(outcomes(await runPlan(world, plan))).toEqual(['moved', 'moved'])
  expect(world.emulator.faults.fired).toHaveLength(1)
  expectEachOnce(world, plan, 2)
})
