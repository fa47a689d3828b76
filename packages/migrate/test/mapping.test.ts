import { describe, expect, it } from 'vitest'
import { readPlan, writePlan } from '../src/index.ts'
import { expectEachOnce } from './oracle.ts'
import { makePlan, outcomes, runPlan } from './steps.ts'
import { openInvoice, openInvoices, openWorld } from './world.ts'

const ada = { id: 'cus_ada', externalId: 'ada', name: 'Ada', email: 'ada@example.com' }

describe('customers', () => {
  it('takes the one with the same e-mail address, whatever its case', async () => {
    const there = { id: 'cus_there', externalId: 'x', name: 'Ada', email: 'ADA@example.com' }
    const world = openWorld('commet', 'asset', { invoices: openInvoices(2), targetCustomers: [there] })
    const plan = await makePlan(world)
    expect(plan.customers).toEqual([])
    expect(plan.invoices[0]?.customer).toMatchObject({ how: 'existing', target: 'cus_there' })
    expect(outcomes(await runPlan(world, plan))).toEqual(['moved', 'moved'])
    expect(world.copies().map(({ customer }) => customer.id)).toEqual(['cus_there', 'cus_there'])
  })

  it('creates one customer for all of their invoices', async () => {
    const world = openWorld('asset', 'commet', { invoices: openInvoices(3) })
    const plan = await makePlan(world)
    expect(plan.customers.map(({ customer }) => customer)).toEqual([
      { externalId: 'ada', name: 'Ada', email: 'ada@example.com' },
    ])
    await runPlan(world, plan)
    expectEachOnce(world, plan, 3)
    const customers = world.emulator.ledger.customers({ vendor: 'commet', account: 'new' })
    expect(customers.map(({ externalId, email }) => [externalId, email])).toEqual([
      ['ada', 'ada@example.com'],
    ])
  })

  it.each(['source', 'target'] as const)(
    'does not guess between two with one e-mail address at the %s',
    async (side) => {
      const twins = [
        { id: 'cus_1', externalId: 'one', name: 'Ada', email: 'ada@example.com' },
        { id: 'cus_2', externalId: 'two', name: 'Ada', email: 'ada@example.com' },
      ]
      const world = openWorld('commet', 'asset', {
        invoices: openInvoices(1),
        customers: side === 'source' ? [ada, ...twins] : [ada],
        targetCustomers: side === 'target' ? twins : [],
      })
      const [line] = (await makePlan(world)).invoices
      expect([line?.decision, line?.class, line?.customer.how]).toEqual(['blocked', 'customer', 'ambiguous'])
      expect(line?.reason).toMatch(/several customers with this e-mail address/)
    },
  )

  it('follows the list that the user gives, and checks it', async () => {
    const there = { id: 'cus_there', externalId: 'x', name: 'Somebody', email: 'other@example.com' }
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1), targetCustomers: [there] })
    const listed = await makePlan(world, { customers: { by: 'map', map: { cus_ada: 'cus_there' } } })
    expect(listed.invoices[0]?.customer).toMatchObject({ how: 'existing', target: 'cus_there' })
    const wrong = await makePlan(world, { customers: { map: { cus_ada: 'cus_gone' } } })
    expect(wrong.invoices[0]).toMatchObject({ decision: 'blocked', class: 'customer' })
  })

  it('does not invent what the target needs', async () => {
    const nameless = { id: 'cus_ada', externalId: 'ada', email: 'ada@example.com' }
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1), customers: [nameless] })
    const [line] = (await makePlan(world)).invoices
    expect(line?.reason).toMatch(/has no name, which asset needs/)
    const [other] = (await makePlan(world, { customers: { withoutName: 'use_email' } })).invoices
    expect(other?.decision).toBe('move')
    const [kept] = (await makePlan(world, { customers: { create: false } })).invoices
    expect(kept?.reason).toMatch(/does not know the customer/)
  })

  it('does not bill somebody else who has the same external id', async () => {
    const somebody = { id: 'cus_there', externalId: 'ada', name: 'Adam', email: 'adam@example.com' }
    const world = openWorld('commet', 'asset', { invoices: openInvoices(1), targetCustomers: [somebody] })
    const [line] = (await makePlan(world)).invoices
    expect([line?.class, line?.customer.how]).toEqual(['customer', 'ambiguous'])
  })
})

describe('amounts', () => {
  it('moves what is left of a part-paid invoice, where that is chosen', async () => {
    const world = openWorld('asset', 'whop', { invoices: [openInvoice('i', 1_000, { amountPaid: 300 })] })
    const plan = await makePlan(world, { partPaid: 'amount_due' })
    expect(plan.invoices[0]?.expected).toMatchObject({ total: 700 })
    expect(outcomes(await runPlan(world, plan))).toEqual(['moved'])
    expect(world.copies().map(({ total, status }) => [total, status])).toEqual([[700, 'open']])
  })

  it('reports the tax that becomes one amount, and can refuse it', async () => {
    const taxed = openInvoice('i', 1_000, { tax: 190 })
    const world = openWorld('commet', 'asset', { invoices: [taxed] })
    const [line] = (await makePlan(world)).invoices
    expect(line?.expected?.total).toBe(1_190)
    expect(line?.losses.map(({ field, effect }) => [field, effect])).toContainEqual(['tax', 'dropped'])
    const [blocked] = (await makePlan(world, { details: 'block' })).invoices
    expect([blocked?.decision, blocked?.class]).toEqual(['blocked', 'details'])
  })

  it('leaves out a unit price that the target cannot take exactly', async () => {
    const usage = openInvoice('i', 150, {
      lines: [{ description: 'Calls', quantity: 100, amount: 150, unitRate: 150 }],
    })
    const world = openWorld('commet', 'whop', { invoices: [usage] })
    const plan = await makePlan(world)
    expect(plan.invoices[0]?.copy?.lines).toEqual([{ description: 'Calls', amount: 150 }])
    expect(outcomes(await runPlan(world, plan))).toEqual(['moved'])
    expect(world.copies()[0]?.total).toBe(150)
  })
})

describe('numbers and dates', () => {
  it('keeps the old number in words where the target numbers by itself', async () => {
    const world = openWorld('asset', 'whop', { invoices: openInvoices(1) })
    await runPlan(world, await makePlan(world, { numbering: 'in_text' }))
    expect(world.copies()[0]?.memo).toMatch(/Formerly invoice N-inv_0001|Invoice N-inv_0001/)
    const books = openWorld('whop', 'asset', { invoices: openInvoices(1) })
    await runPlan(books, await makePlan(books))
    expect(books.copies()[0]?.number).toBe('N-inv_0001')
  })

  it('gives a new due date to what is past due, where that is chosen', async () => {
    const late = openInvoice('i', 1_000, { dueAt: '2026-07-05T00:00:00Z' })
    const world = openWorld('commet', 'whop', { invoices: [late] })
    const plan = await makePlan(world, { dueDate: { past: { days: 14 } } })
    expect(plan.invoices[0]?.copy?.dueAt).toMatch(/^2026-07-29T23:59:59/)
    expect((await readPlan(writePlan(plan)))._unsafeUnwrap()).toEqual(plan)
    expect(outcomes(await runPlan(world, plan))).toEqual(['moved'])
    expect(world.copies()[0]?.dueAt).toBe('2026-07-29T23:59:59.000Z')
  })
})

it('moves a draft as a draft, and deletes the old one', async () => {
  const draft = openInvoice('inv_draft', 1_000, { status: 'draft' })
  const world = openWorld('whop', 'whop', { invoices: [draft] })
  const plan = await makePlan(world, { drafts: true })
  expect(plan.invoices[0]?.steps.map(({ step }) => step)).toEqual([
    'create_draft',
    'check_copy',
    'delete_source',
  ])
  expect(outcomes(await runPlan(world, plan))).toEqual(['moved'])
  expect(world.originals()).toEqual([])
  expect(world.copies().map(({ status, total }) => [status, total])).toEqual([['draft', 1_000]])
})

it('says beforehand that the target mails customers', async () => {
  const world = openWorld('commet', 'whop', { invoices: openInvoices(1) })
  expect((await makePlan(world)).header.notices).toContain(
    'Whop mails every customer when their invoice opens, and that cannot be switched off for one invoice',
  )
})
