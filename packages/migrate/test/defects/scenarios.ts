import { expect } from 'vitest'
import type * as Migrate from '../../src/index.ts'
import { startProcess } from '../crash.ts'
import { expectEachOnce, expectOwedOnce } from '../oracle.ts'
import { openInvoice, openInvoices, openWorld } from '../world.ts'
import { type Api, acting, must, planOf, runOf } from './steps.ts'

const never = Number.POSITIVE_INFINITY

/** What must hold, each by a name that a planted defect is caught by. */
export const scenarios: Record<string, (api: Api) => Promise<void>> = {
  'killed anywhere, every invoice ends once': async (api) => {
    for (const [from, to] of [
      ['commet', 'whop'],
      ['whop', 'asset'],
    ] as const) {
      for (let diesAt = 2; diesAt < 110; diesAt += 6) {
        const world = openWorld(from, to, { invoices: openInvoices(2) })
        const plan = await planOf(api, world)
        const entries: Migrate.JournalEntry[] = []
        const killed = await api.runMigration(plan, startProcess(world, entries, diesAt))
        expect(killed.isOk() || entries.length < 2).toBe(true)
        for (let attempt = 0; attempt < 2; attempt += 1) {
          must(await api.runMigration(plan, startProcess(world, entries, never)))
        }
        expectEachOnce(world, plan, 2)
      }
    }
  },

  'a copy that does not show yet is not made twice': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1) })
    const plan = await planOf(api, world)
    const { faults } = world.emulator
    const [customer] = plan.customers
    if (customer !== undefined) must(await world.target.customers.create(customer.customer))
    faults.add({ vendor: 'asset', fault: { kind: 'hide_new_records', clockMs: 60_000 } })
    faults.add({ vendor: 'asset', operation: 'create_invoices', fault: { kind: 'drop_after_commit' } })
    await runOf(api, world, plan, api.createMemoryJournal())
    expectEachOnce(world, plan, 1)
  },

  'paid while its copy is made, the copy goes': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1) })
    const plan = await planOf(api, world)
    const id = plan.invoices[0]?.id ?? ''
    const created = (entry: Migrate.JournalEntry): boolean =>
      entry.type === 'after' && entry.step === 'create_copy'
    const pay = (): void => world.emulator.commet.account('old').outside.pay(id)
    const report = await runOf(api, world, plan, acting(api, created, pay))
    expectOwedOnce(world, plan, 'paid')
    expect(report.counts.set_aside).toBe(1)
  },

  'a copy over another sum never replaces its source': async (api) => {
    const emulator = { whop: { collectTax: true } } as const
    const world = openWorld('commet', 'whop', { invoices: openInvoices(1), emulator })
    const plan = await planOf(api, world)
    await runOf(api, world, plan, api.createMemoryJournal())
    expect(world.originals().map(({ status }) => status)).toEqual(['open'])
    expect(world.copies()).toEqual([])
  },

  'never payable twice where there are drafts': async (api) => {
    const world = openWorld('commet', 'whop', { invoices: openInvoices(2) })
    const plan = await planOf(api, world)
    const closed = (entry: Migrate.JournalEntry): boolean =>
      entry.type === 'before' && entry.step === 'close_source'
    const look = (): void => expect(world.copies().filter(({ status }) => status === 'open')).toEqual([])
    await runOf(api, world, plan, acting(api, closed, look))
    expectEachOnce(world, plan, 2)
  },

  'what does not open is told': async (api) => {
    const emulator = { whop: { finalizationDelayMs: 100 * 3_600_000 } }
    const world = openWorld('commet', 'whop', { invoices: openInvoices(1), emulator })
    const plan = await planOf(api, world)
    const report = await runOf(api, world, plan, api.createMemoryJournal())
    expect([report.counts.closed_not_open, report.exitCode]).toEqual([1, 2])
  },

  'a plan that was edited is refused': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1) })
    const plan = await planOf(api, world)
    const text = api.writePlan(plan).replace('"decision":"move"', '"decision":"skip"')
    expect((await api.readPlan(text)).isErr()).toBe(true)
  },

  'what is at the target under the key is left alone': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1) })
    const plan = await planOf(api, world)
    const [line] = plan.invoices
    const [customer] = plan.customers
    if (line?.copy == null || customer === undefined) throw new Error('nothing to move')
    must(await world.target.customers.create(customer.customer))
    must(await world.target.create(line.copy, { accept: line.accept }))
    const journal = api.createMemoryJournal()
    await runOf(api, world, plan, journal)
    const { source, target, clock } = world
    must(await api.rollbackMigration(plan, { source, target, clock, journal, confirm: () => true }))
    expect([world.originals()[0]?.status, world.copies()[0]?.status]).toEqual(['open', 'open'])
  },

  'nobody is billed who may be somebody else': async (api) => {
    const twins = [1, 2].map((index) => ({ id: `cus_${index}`, name: 'Ada', email: 'ada@example.com' }))
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1), targetCustomers: twins })
    const plan = await planOf(api, world)
    expect(plan.invoices.map(({ decision }) => decision)).toEqual(['blocked'])
  },

  'what may be paid in part, by itself or again is not moved': async (api) => {
    const seeds = [openInvoice('inv_part', 1_000, { amountPaid: 300 })]
    const world = openWorld('asset', 'whop', { invoices: seeds })
    expect((await planOf(api, world)).invoices.map(({ decision }) => decision)).toEqual(['blocked'])
    const whop = openWorld('whop', 'asset', {
      invoices: [
        openInvoice('inv_renewal', 1_000, { whop: { renewal: { price: 400 } } }),
        openInvoice('inv_slow', 1_000, { whop: { clearsAt: '2026-07-20T00:00:00Z' } }),
        openInvoice('inv_card', 1_000, { whop: { collectionMethod: 'charge_automatically' } }),
      ],
    })
    const plan = await planOf(api, whop)
    expect(plan.invoices.map(({ decision }) => decision)).toEqual(['blocked', 'blocked', 'blocked'])
  },

  'verification sees what is owed nowhere, and what is owed twice': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
    const plan = await planOf(api, world)
    const { source, target, clock } = world
    const report = await runOf(api, world, plan, api.createMemoryJournal())
    world.emulator.asset.account('new').outside.void(report.outcomes[0]?.copyId ?? '')
    const found = must(await api.verifyMigration(plan, { source, target, now: clock.now }))
    expect([found.counts.lost, found.counts.moved, found.exitCode]).toEqual([1, 1, 2])
  },

  'a rollback leaves nothing payable nowhere': async (api) => {
    const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
    const plan = await planOf(api, world)
    const { source, target, clock } = world
    const journal = api.createMemoryJournal()
    await runOf(api, world, plan, journal)
    must(await api.rollbackMigration(plan, { source, target, clock, journal, confirm: () => true }))
    expectOwedOnce(world, plan, 'rolled back')
  },
}
