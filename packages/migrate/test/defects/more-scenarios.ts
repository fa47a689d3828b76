import { errAsync, type InvoicePage } from '@invoice-adapters/core'
import { expect } from 'vitest'
import type * as Migrate from '../../src/index.ts'
import { expectEachOnce, expectOwedOnce } from '../oracle.ts'
import { openInvoice, openInvoices, openWorld } from '../world.ts'
import { type Api, acting, must, planOf, runOf } from './steps.ts'

const dead = { kind: 'journal_failed' as const, message: 'the process is dead' }

function dueLater(page: InvoicePage): InvoicePage {
  const dueAt = '2030-01-01T00:00:00.000Z'
  return { ...page, invoices: page.invoices.map((invoice) => ({ ...invoice, dueAt })) }
}

export const moreScenarios: Record<string, (api: Api) => Promise<void>> = {
  'verification sees a copy beside its open source, and a change that nothing explains': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
    const { source, target, clock } = world
    const plan = await planOf(api, world)
    const [line] = plan.invoices
    const [customer] = plan.customers
    if (line?.copy == null || customer === undefined) throw new Error('nothing to move')
    must(await target.customers.create(customer.customer))
    must(await target.create(line.copy, { accept: line.accept }))
    const found = must(await api.verifyMigration(plan, { source, target, now: clock.now }))
    expect([found.counts.doubled, found.counts.not_run, found.exitCode]).toEqual([1, 1, 2])
    const changing = {
      ...target,
      list: (query: Parameters<typeof target.list>[0]) => target.list(query).map(dueLater),
    }
    const changed = must(await api.verifyMigration(plan, { source, target: changing, now: clock.now }))
    expect(changed.unexplained).toBe(1)
  },

  'what the target cannot hold is said beforehand': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: [openInvoice('i', 1_000, { tax: 190 })] })
    const [line] = (await planOf(api, world)).invoices
    expect(line?.losses.map(({ field, effect }) => [field, effect])).toContainEqual(['tax', 'dropped'])
  },

  'dead between a creation and its answer, a run knows its own copy again': async (api) => {
    const world = openWorld('whop', 'asset', { invoices: openInvoices(1) })
    const plan = await planOf(api, world)
    const entries: Migrate.JournalEntry[] = []
    const journal = api.createMemoryJournal(entries)
    const dying: Migrate.Journal = {
      read: journal.read,
      append: (entry) =>
        entry.type === 'after' && entry.step === 'create_copy' ? errAsync(dead) : journal.append(entry),
    }
    await runOf(api, world, plan, dying)
    world.emulator.clock.advance(400_000)
    await runOf(api, world, plan, journal)
    expectEachOnce(world, plan, 1)
  },

  'what does not open stops the run': async (api) => {
    const world = openWorld('commet', 'whop', { invoices: openInvoices(5) })
    const plan = await planOf(api, world)
    const fault = { kind: 'status', status: 422, message: 'Cannot be finalized' } as const
    world.emulator.faults.add({ vendor: 'whop', method: 'PATCH', times: Number.POSITIVE_INFINITY, fault })
    const report = await runOf(api, world, plan, api.createMemoryJournal())
    expect([report.counts.closed_not_open, report.notReached]).toEqual([3, 2])
  },

  'the first refusal of an unverified step stops its class': async (api) => {
    const dueAt = '2026-07-05T00:00:00Z'
    const overdue = [1, 2, 3].map((index) => openInvoice(`inv_${index}`, index * 1_000, { dueAt }))
    const world = openWorld('whop', 'asset', {
      invoices: overdue,
      emulator: { whop: { pastDueActions: [] } },
    })
    const plan = await planOf(api, world)
    await runOf(api, world, plan, api.createMemoryJournal())
    const made = world.emulator.ledger.writes.filter(({ operation }) => operation === 'create_invoices')
    expect(made).toHaveLength(1)
    expectOwedOnce(world, plan, 'refused')
  },

  'another mode and the journal of another plan are refused': async (api) => {
    const world = openWorld('asset', 'whop', { invoices: openInvoices(1) })
    const plan = await planOf(api, world)
    const { target, clock } = world
    const { check } = world.source
    const live = { ...world.source, check: () => check().map((is) => ({ ...is, mode: 'live' as const })) }
    const journal = api.createMemoryJournal()
    const wrong = await api.runMigration(plan, { source: live, target, clock, journal })
    expect(wrong.isErr() && wrong.error.kind).toBe('other_mode')
    const at = '2026-07-15T09:00:00Z'
    const others = api.createMemoryJournal([{ at, type: 'begun', planDigest: 'other' }])
    const refused = await api.runMigration(plan, { source: world.source, target, clock, journal: others })
    expect(refused.isErr() && refused.error.kind).toBe('other_plan')
  },

  'a rollback waits to be told, and takes back what can be': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1) })
    const plan = await planOf(api, world)
    const { source, target, clock } = world
    const stopper = new AbortController()
    const entries: Migrate.JournalEntry[] = []
    const journal = api.createMemoryJournal(entries)
    // Dies between the copy and the closing of its source.
    const created = (entry: Migrate.JournalEntry): boolean =>
      entry.type === 'after' && entry.step === 'create_copy'
    const dying = acting(api, created, () => stopper.abort(), journal)
    const failing = {
      ...dying,
      append: (entry: Migrate.JournalEntry) =>
        stopper.signal.aborted ? errAsync(dead) : dying.append(entry),
    }
    await runOf(api, world, plan, failing)
    expect(world.copies().map(({ status }) => status)).toEqual(['open'])
    const writes = world.emulator.ledger.writes.length
    const asked = must(
      await api.rollbackMigration(plan, { source, target, clock, journal, confirm: () => false }),
    )
    expect([asked.confirmed, world.emulator.ledger.writes.length]).toEqual([false, writes])
    const copy = world.copies()[0]
    world.emulator.asset.account('new').outside.pay(copy?.id ?? '')
    const settings = { source, target, clock, journal, confirm: () => true }
    const report = must(await api.rollbackMigration(plan, settings))
    expect([report.stayed.length, report.failed.length, report.withdrawn.length]).toEqual([1, 0, 0])
  },
}
