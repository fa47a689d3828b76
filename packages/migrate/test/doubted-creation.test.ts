import type { Fault } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../src/index.ts'
import { expectEachOnce } from './oracle.ts'
import { makePlan, outcomes, runPlan, watched } from './steps.ts'
import { openInvoices, openWorld, pairs } from './world.ts'

/** Answers of the repeated call that say nothing about what became of the first. */
const answers: [string, Fault][] = [
  ['cannot be read', { kind: 'empty_body' }],
  ['is a refusal', { kind: 'status', status: 422 }],
]

describe.each(pairs)('%s to %s', (from, to) => {
  it.each(answers)('knows a copy as its own whose repeated creation %s', async (_name, fault) => {
    const world = openWorld(from, to, { invoices: openInvoices(2) })
    const plan = await makePlan(world)
    const victim = plan.invoices[0]?.id ?? ''
    const { faults } = world.emulator
    const entries: JournalEntry[] = []
    let asked = 0
    const onEntry = (entry: JournalEntry): void => {
      if (entry.type !== 'before' || entry.subject !== victim || !entry.step.startsWith('create')) return
      asked += 1
      const operation = to === 'asset' ? 'create_invoices' : 'create_invoice'
      if (asked === 1) {
        faults.add({ vendor: to, account: 'new', operation, times: 9, fault: { kind: 'drop_after_commit' } })
        // The look that settles it inside of the adapter does not see it yet.
        faults.add({ vendor: to, account: 'new', fault: { kind: 'hide_new_records', listCalls: 3 } })
      } else if (asked === 2) {
        faults.clear()
        faults.add({ vendor: to, account: 'new', times: 1, fault })
      }
    }
    const journal = watched(entries, onEntry)
    await runPlan(world, plan, entries, { journal })
    faults.clear()
    const report = await runPlan(world, plan, entries)
    expect([asked, outcomes(report), report.outcomes[0]?.reason]).toEqual([2, ['moved', 'moved'], 'moved'])
    expectEachOnce(world, plan, 2)
  })
})

it('knows a copy as its own that was refused, created all the same, and not confirmed', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const { faults } = world.emulator
  const entries: JournalEntry[] = []
  let isRefused = false
  const onEntry = (entry: JournalEntry): void => {
    if (isRefused || entry.type !== 'after' || entry.step !== 'create_copy') return
    isRefused = true
    // Past the look that finds it all the same and the one that waits for it, into the repeated call.
    faults.add({ vendor: 'asset', after: 2, times: 1, fault: { kind: 'empty_body' } })
  }
  const fault = { kind: 'success_false', afterCommit: true } as const
  faults.add({ vendor: 'asset', operation: 'create_invoices', fault })
  const first = await runPlan(world, plan, entries, { journal: watched(entries, onEntry) })
  faults.clear()
  expect(outcomes(await runPlan(world, plan, entries))).toEqual(['moved', 'moved'])
  expect(outcomes(first)).toEqual(['uncertain', 'moved'])
  expectEachOnce(world, plan, 2)
})

it('ends a creation that is refused once its lost first call has certainly made nothing', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(1) })
  const plan = await makePlan(world)
  const operation = 'create_invoices'
  const { faults } = world.emulator
  faults.add({ vendor: 'asset', operation, times: 1, fault: { kind: 'drop_before_commit' } })
  faults.add({ vendor: 'asset', operation, after: 1, times: 9, fault: { kind: 'status', status: 422 } })
  const report = await runPlan(world, plan)
  expect([outcomes(report), report.exitCode]).toEqual([['blocked'], 1])
  expect(world.copies()).toEqual([])
})
