import { describe, expect, it } from 'vitest'
import {
  createMemoryJournal,
  fingerprintOf,
  type JournalEntry,
  type MigrationErrorKind,
  type MigrationPlan,
  planMigration,
  readPlan,
  rollbackMigration,
  runMigration,
  writePlan,
} from '../src/index.ts'
import { makePlan, outcomes, runPlan } from './steps.ts'
import { choices, openInvoice, openInvoices, openWorld, pairs, type World } from './world.ts'

async function failure(
  world: World,
  plan: MigrationPlan,
  entries: JournalEntry[] = [],
): Promise<MigrationErrorKind> {
  const { source, target, clock } = world
  const writes = world.emulator.ledger.writes.length
  const run = await runMigration(plan, { source, target, clock, journal: createMemoryJournal(entries) })
  expect(world.emulator.ledger.writes).toHaveLength(writes)
  return run._unsafeUnwrapErr().kind
}

describe.each(pairs)('%s to %s', (from, to) => {
  it('refuses a plan of another account, from either side', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(2) })
    const plan = await makePlan(world)
    const other = openWorld(from, to, { invoices: [openInvoice('inv_other', 1_000)] })
    other.emulator[from].account('third')
    if (from === 'commet') expect(await failure(other, plan)).toBe('other_account')
    const { source, target } = world
    expect(await failure({ ...world, source: target, target: source }, plan)).toBe('other_account')
  })

  it('leaves alone what is at the target under the same key already', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(2) })
    const plan = await makePlan(world)
    const line = plan.invoices[0]!
    if (plan.customers[0] !== undefined)
      (await world.target.customers.create(plan.customers[0].customer))._unsafeUnwrap()
    const there = (await world.target.create(line.copy!, { accept: line.accept }))._unsafeUnwrap().invoice
    const entries: JournalEntry[] = []
    const report = await runPlan(world, plan, entries)
    expect(outcomes(report)).toEqual(['blocked', 'moved'])
    expect(report.outcomes[0]?.reason).toContain('which this plan did not make')
    const { source, target, clock } = world
    const journal = createMemoryJournal(entries)
    const undone = await rollbackMigration(plan, { source, target, journal, clock, confirm: () => true })
    expect(undone.isOk()).toBe(true)
    expect(world.emulator.ledger.invoice(there.source.id, { account: 'new' })?.status).not.toBe('void')
    expect(world.originals().find(({ id }) => id === line.id)?.status).toBe('open')
  })

  it('moves again what was rolled back, under a new generation', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(1) })
    const plan = await makePlan(world)
    const { source, target, clock } = world
    const line = plan.invoices[0]!
    // As after a rollback: the key is used, and its invoice is void or a deleted draft.
    if (plan.customers[0] !== undefined)
      (await target.customers.create(plan.customers[0].customer))._unsafeUnwrap()
    const there = (await target.create(line.copy!, { accept: line.accept }))._unsafeUnwrap().invoice
    if (to === 'whop') (await target.delete(there.source.id))._unsafeUnwrap()
    else (await target.setStatus(there.source.id, 'void'))._unsafeUnwrap()
    expect(outcomes(await runPlan(world, plan))).toEqual(['blocked'])
    const second = await makePlan(world, { generation: 2 })
    expect(outcomes(await runPlan({ ...world, source, target, clock }, second))).toEqual(['moved'])
  })
})

it('refuses the other mode', async () => {
  const world = openWorld('asset', 'whop', { invoices: openInvoices(1) })
  const plan = await makePlan(world)
  const check = world.source.check
  const live = { ...world.source, check: () => check().map((found) => ({ ...found, mode: 'live' as const })) }
  expect(await failure({ ...world, source: live }, plan)).toBe('other_mode')
})

it('refuses another credential, where fingerprints are given', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(1) })
  const { source, target, clock } = world
  const one = (await fingerprintOf('ck_one'))._unsafeUnwrap()
  const other = (await fingerprintOf('ck_other'))._unsafeUnwrap()
  expect(one).toMatch(/^[0-9a-f]{16}$/)
  const plan = (
    await planMigration({ source, target, mapping: choices, fingerprints: { source: one }, now: clock.now })
  )._unsafeUnwrap()
  const journal = createMemoryJournal()
  const run = await runMigration(plan, { source, target, journal, clock, fingerprints: { source: other } })
  expect(run._unsafeUnwrapErr().kind).toBe('other_account')
})

it('refuses a plan that was edited, cut or is none', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const text = writePlan(plan)
  const edited = text.replace('"decision":"move"', '"decision":"skip"')
  expect(edited).not.toBe(text)
  expect((await readPlan(edited))._unsafeUnwrapErr().kind).toBe('plan_edited')
  expect((await readPlan(text.split('\n').slice(0, -2).join('\n')))._unsafeUnwrapErr().kind).toBe(
    'plan_unreadable',
  )
  expect((await readPlan('{"type":"plan"}'))._unsafeUnwrapErr()).toMatchObject({
    kind: 'plan_unreadable',
    line: 1,
  })
  expect((await readPlan(''))._unsafeUnwrapErr().kind).toBe('plan_unreadable')
  const [first, ...rest] = plan.invoices
  const forged = { ...plan, invoices: [{ ...first!, decision: 'skip' as const }, ...rest] }
  expect(await failure(world, forged)).toBe('plan_edited')
})

it('refuses the journal of another plan, and one that shows a rollback', async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const at = '2026-07-15T09:00:00Z'
  expect(await failure(world, plan, [{ at, type: 'begun', planDigest: 'other' }])).toBe('other_plan')
  const begun: JournalEntry = { at, type: 'begun', planDigest: plan.end.digest }
  expect(await failure(world, plan, [begun, { at, type: 'rollback_begun' }])).toBe('rolled_back')
})

it('refuses a mapping with a misspelt choice', async () => {
  const { source, target } = openWorld('commet', 'asset')
  const mapping = { partpaid: 'amount_due' } as object
  const error = (await planMigration({ source, target, mapping }))._unsafeUnwrapErr()
  expect(error.kind).toBe('invalid_input')
})

it('sets aside what is older than its source', async () => {
  const world = openWorld('asset', 'whop', { invoices: openInvoices(2) })
  const plan = await makePlan(world)
  const id = plan.invoices[0]?.id ?? ''
  const ledgerId = world.emulator.asset.account('old').ledgerId('Service Revenue')
  const { source } = world
  const line = { description: 'One more', amount: 500 }
  const changed = await source.changeLines(id, { add: [line] })
  expect([changed.isOk(), ledgerId.length > 0]).toEqual([true, true])
  const report = await runPlan(world, plan)
  expect(outcomes(report)).toEqual(['set_aside', 'moved'])
  expect(report.outcomes[0]?.reason).toMatch(/was changed at the source/)
})
