import { describe, expect, it } from 'vitest'
import { archiveSource, idMapCsv, verificationMarkdown } from '../src/index.ts'
import { makePlan, runPlan, verifyPlan } from './steps.ts'
import { openInvoice, openInvoices, openWorld, pairs } from './world.ts'

const mixed = [
  ...openInvoices(3),
  openInvoice('inv_paid', 5_000, { status: 'paid', createdAt: '2026-07-02T00:00:00Z' }),
  openInvoice('inv_void', 6_000, { status: 'void', createdAt: '2026-07-03T00:00:00Z' }),
]

describe.each(pairs)('%s to %s', (from, to) => {
  it.each([false, true])(
    'finds every invoice where the plan wants it, and explains every difference; other dialects: %s',
    async (otherDialect) => {
      const world = openWorld(from, to, { invoices: mixed, otherDialect })
      const plan = await makePlan(world)
      await runPlan(world, plan)
      const verification = await verifyPlan(world, plan)
      const unexplained = verification.invoices.flatMap(({ id, differences }) =>
        differences.filter(({ explained }) => explained === null).map((one) => ({ id, ...one })),
      )
      expect(unexplained).toEqual([])
      expect(verification.counts).toMatchObject({ moved: 3, stayed: 2, lost: 0, doubled: 0, different: 0 })
      expect(verification.exitCode).toBe(0)
      expect(verification.moved).toEqual([{ currency: 'USD', planned: '3333', copies: '3333', count: 3 }])
    },
  )

  it('sees what was not run, what is owed twice and what is owed nowhere', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(4) })
    const plan = await makePlan(world)
    const before = await verifyPlan(world, plan)
    expect([before.counts.not_run, before.exitCode]).toEqual([4, 1])
    const report = await runPlan(world, plan)
    const [first] = report.outcomes
    world.emulator[to].account('new').outside.void(first?.copyId ?? '')
    const after = await verifyPlan(world, plan)
    expect([after.counts.lost, after.counts.moved, after.exitCode]).toEqual([1, 3, 2])
    expect(after.invoices.find(({ finding }) => finding === 'lost')?.id).toBe(first?.id)
  })

  it('sees a copy that is owed beside its open source', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(2) })
    const plan = await makePlan(world)
    const { copy } = plan.invoices[0]!
    const { saveAsDraft: _, ...options } = (copy?.providerOptions?.whop ?? {}) as Record<string, never>
    const providerOptions = to === 'whop' ? { whop: options } : {}
    const accept = plan.invoices[0]?.accept ?? []
    if (plan.customers[0] !== undefined)
      (await world.target.customers.create(plan.customers[0].customer))._unsafeUnwrap()
    ;(await world.target.create({ ...copy!, providerOptions }, { accept }))._unsafeUnwrap()
    const verification = await verifyPlan(world, plan)
    expect([verification.counts.doubled, verification.counts.not_run, verification.exitCode]).toEqual([
      1, 1, 2,
    ])
  })

  it('lists what is owed at the source and was never planned', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(1) })
    const plan = await makePlan(world)
    await runPlan(world, plan)
    const late = { vendor: from, account: 'old', ...openInvoice('inv_late', 700) }
    world.emulator.seed({ invoices: [late] })
    expect((await verifyPlan(world, plan)).notInPlan).toMatchObject([
      { id: 'inv_late', currency: 'USD', total: 700 },
    ])
  })
})

it('writes a report for signing, a map and an archive', async () => {
  const named = [openInvoice('inv_1', 1_050, { number: '=SUM(1)', memo: 'a "quoted", memo' })]
  const world = openWorld('commet', 'asset', { invoices: named })
  const plan = await makePlan(world)
  await runPlan(world, plan)
  const verification = await verifyPlan(world, plan)
  const report = verificationMarkdown(plan, verification)
  expect(report).toContain('| Moved, as planned | 1 |')
  expect(report).toContain('| USD | 1 | $10.50 | $10.50 |')
  expect(report).toContain('Every invoice is where the plan wants it')
  const [head, line] = idMapCsv(plan, verification).split('\r\n')
  expect(head).toBe('old_id,old_number,new_id,new_number,key,currency,total_minor_units,finding')
  expect(line).toMatch(/^inv_1,'=SUM\(1\),inv_\w+,'=SUM\(1\),commet:old:inv_1,USD,1050,moved$/)
  const files: string[] = []
  const download = async (): Promise<Uint8Array> => new Uint8Array([1])
  for await (const file of archiveSource(plan, { source: world.source, download }))
    files.push(file._unsafeUnwrap().path)
  expect(files).toEqual(['plan.jsonl', 'invoices/inv_1.json', 'documents/inv_1.pdf'])
})

it.each([
  ['commet', openInvoice('inv_taxed', 9_000, { tax: 700 }), 'subtotal', '9700'],
  ['asset', openInvoice('inv_part', 9_000, { amountPaid: 2_500 }), 'total', '6500'],
] as const)('explains a sum that the plan orders otherwise: %s', async (from, invoice, field, target) => {
  const world = openWorld(from, 'whop', { invoices: [invoice] })
  const plan = await makePlan(world, { partPaid: 'amount_due' })
  await runPlan(world, plan)
  const verification = await verifyPlan(world, plan)
  const difference = verification.invoices[0]?.differences.find((one) => one.field === field)
  expect(difference).toMatchObject({ target, explained: expect.stringContaining('the plan') })
  expect([verification.unexplained, verification.exitCode]).toEqual([0, 0])
})
