import type { FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { createMemoryJournal, type JournalEntry, runMigration } from '../src/index.ts'
import { expectEachOnce, expectOwedOnce } from './oracle.ts'
import { makePlan, outcomes, runPlan, watched } from './steps.ts'
import { openInvoice, openInvoices, openWorld, pairs, type VendorName, type World } from './world.ts'

const createRoutes: Record<VendorName, string> = {
  commet: 'create_invoice',
  asset: 'create_invoices',
  whop: 'create_invoice',
}

const creates = (vendor: VendorName, rule: Omit<FaultRule, 'vendor' | 'operation'>): FaultRule => ({
  vendor,
  account: 'new',
  operation: createRoutes[vendor],
  ...rule,
})

const closes = (vendor: VendorName, rule: Pick<FaultRule, 'fault' | 'times'>): FaultRule => {
  const methods = { commet: 'PUT', asset: 'PATCH', whop: 'POST' } as const
  const paths = { commet: '*/status', asset: '*/invoice/*', whop: '*/void' } as const
  return { vendor, account: 'old', method: methods[vendor], path: paths[vendor], ...rule }
}

describe.each(pairs)('%s to %s', (from, to) => {
  const begin = async (count = 3): Promise<{ world: World; plan: Awaited<ReturnType<typeof makePlan>> }> => {
    const world = openWorld(from, to, { invoices: openInvoices(count) })
    return { world, plan: await makePlan(world) }
  }

  it('goes on when the target refuses one in the middle, in the words of the vendor', async () => {
    const { world, plan } = await begin()
    const fault = { kind: 'status', status: 422, message: 'Not this one' } as const
    world.emulator.faults.add(creates(to, { after: 1, fault }))
    const report = await runPlan(world, plan)
    expect(outcomes(report)).toEqual(['moved', 'blocked', 'moved'])
    expect(report.outcomes[1]?.reason).toContain('Not this one')
    expect(report.exitCode).toBe(1)
    expectOwedOnce(world, plan, 'refused')
  })

  it.each(['drop_after_commit', 'drop_before_commit', 'cut_body'] as const)(
    'loses the answer of a creation (%s), and doubles nothing',
    async (kind) => {
      const { world, plan } = await begin()
      world.emulator.faults.add(creates(to, { after: 1, times: 1, fault: { kind } }))
      const entries: JournalEntry[] = []
      await runPlan(world, plan, entries)
      world.emulator.clock.advance(400_000)
      const report = await runPlan(world, plan, entries)
      expect(outcomes(report)).toEqual(['moved', 'moved', 'moved'])
      expectEachOnce(world, plan, 3)
    },
  )

  it.each(['drop_after_commit', 'drop_before_commit', 'cut_body'] as const)(
    'loses the answer of a closing (%s), and doubles nothing',
    async (kind) => {
      const { world, plan } = await begin()
      world.emulator.faults.add(closes(from, { times: 2, fault: { kind } }))
      const entries: JournalEntry[] = []
      await runPlan(world, plan, entries)
      const report = await runPlan(world, plan, entries)
      expect(outcomes(report)).toEqual(['moved', 'moved', 'moved'])
      expectEachOnce(world, plan, 3)
    },
  )

  it('does not take a copy that does not show yet for none', async () => {
    const { world, plan } = await begin(2)
    world.emulator.faults.add({
      vendor: to,
      account: 'new',
      fault: { kind: 'hide_new_records', listCalls: 3 },
    })
    world.emulator.faults.add(creates(to, { times: 1, fault: { kind: 'drop_after_commit' } }))
    const entries: JournalEntry[] = []
    await runPlan(world, plan, entries)
    world.emulator.faults.clear()
    world.emulator.clock.advance(400_000)
    await runPlan(world, plan, entries)
    expectEachOnce(world, plan, 2)
  })

  it.each(['create', 'close_source'] as const)(
    'takes the copy back when the customer pays before or after: %s',
    async (when) => {
      const { world, plan } = await begin(2)
      const victim = plan.invoices[0]?.id ?? ''
      let paid = false
      const pay = (entry: JournalEntry): void => {
        if (paid || !('step' in entry) || entry.subject !== victim) return
        const now =
          when === 'create'
            ? entry.type === 'after' && entry.step.startsWith('create')
            : entry.type === 'before' && entry.step === when
        if (!now) return
        paid = true
        world.emulator[from].account('old').outside.pay(victim)
      }
      const report = await runPlan(world, plan, [], { journal: watched([], pay) })
      expect(paid).toBe(true)
      expect(outcomes(report)).toEqual(['set_aside', 'moved'])
      expect(report.outcomes[0]?.reason).toBe('was paid since the plan was made')
      expectOwedOnce(world, plan, when)
    },
  )

  it('keeps within a rate limit that shrinks', async () => {
    const { world, plan } = await begin(2)
    const fault = { kind: 'rate_limit', retryAfterSeconds: 30 } as const
    for (const vendor of new Set([from, to])) world.emulator.faults.add({ vendor, after: 6, times: 3, fault })
    const settings = { ...world.reopen({ attempts: 1 }), clock: world.clock, journal: createMemoryJournal() }
    const report = (await runMigration(plan, settings))._unsafeUnwrap()
    expect(outcomes(report)).toEqual(['moved', 'moved'])
    expectEachOnce(world, plan, 2)
  })

  it('stops when a vendor stays away, and goes on afterwards', async () => {
    const { world, plan } = await begin(2)
    const entries: JournalEntry[] = []
    const withdraw = world.emulator.faults.add({
      vendor: to,
      account: 'new',
      after: 3,
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'status', status: 503 },
    })
    const adapters = world.reopen({ attempts: 1 })
    const first = await runPlan(world, plan, entries, adapters)
    expect([first.stopped?.why, first.exitCode]).toEqual(['vendor', 2])
    withdraw()
    world.emulator.clock.advance(400_000)
    expect(outcomes(await runPlan(world, plan, entries))).toEqual(['moved', 'moved'])
    expectEachOnce(world, plan, 2)
  })

  it('stops at a signal with nothing half-done', async () => {
    const { world, plan } = await begin(4)
    const stopper = new AbortController()
    const entries: JournalEntry[] = []
    const report = await runPlan(world, plan, entries, {
      signal: stopper.signal,
      journal: watched(entries, (entry) => {
        if (entry.type === 'after' && entry.step === 'close_source') stopper.abort()
      }),
    })
    expect(report.stopped?.why).toBe('signal')
    expect(world.originals().filter(({ status }) => status === 'void')).toHaveLength(1)
    await runPlan(world, plan, entries)
    expectEachOnce(world, plan, 4)
  })

  it('sets aside what was changed since, and never sends a body that is not the plan’s', async () => {
    const { world, plan } = await begin(2)
    const entries: JournalEntry[] = []
    await runPlan(world, plan, entries)
    const bodies = entries.flatMap((entry) =>
      entry.type === 'before' && entry.step.startsWith('create_') && entry.step !== 'create_customer'
        ? [entry]
        : [],
    )
    expect(bodies.map(({ key }) => key)).toEqual(plan.invoices.map(({ copy }) => copy?.externalId))
    expect(bodies.map(({ body }) => JSON.parse(body ?? ''))).toEqual(plan.invoices.map(({ copy }) => copy))
  })
})

it('stops an unverified class at its first refusal', async () => {
  const overdue = [1, 2, 3].map((index) =>
    openInvoice(`inv_${index}`, index * 1_000, { dueAt: '2026-07-05T00:00:00Z' }),
  )
  const world = openWorld('whop', 'asset', { invoices: overdue, emulator: { whop: { pastDueActions: [] } } })
  const plan = await makePlan(world)
  expect(plan.invoices[0]?.steps.find(({ step }) => step === 'close_source')?.evidence).toBe('unverified')
  const report = await runPlan(world, plan)
  expect(outcomes(report)).toEqual(['blocked', 'blocked', 'blocked'])
  expect(report.outcomes[1]?.reason).toMatch(/unverified step was refused for another invoice/)
  expect(
    world.emulator.ledger.writes.filter(({ operation }) => operation === 'create_invoices'),
  ).toHaveLength(1)
  expectOwedOnce(world, plan, 'refused')
})

describe('a finalisation that never comes', () => {
  it('is waited for within bounds, told as closed and not open, and settled by a later run', async () => {
    const hour = 3_600_000
    const world = openWorld('commet', 'whop', {
      invoices: openInvoices(2),
      emulator: { whop: { finalizationDelayMs: 5 * hour } },
    })
    const plan = await makePlan(world)
    const entries: JournalEntry[] = []
    const report = await runPlan(world, plan, entries)
    expect(outcomes(report)).toEqual(['closed_not_open', 'closed_not_open'])
    expect(report.exitCode).toBe(2)
    expect(report.outcomes[0]?.reason).toMatch(/closed at the source/)
    world.emulator.clock.advance(5 * hour)
    expect(outcomes(await runPlan(world, plan, entries))).toEqual(['moved', 'moved'])
    expectEachOnce(world, plan, 2)
  })

  it('does not go on closing sources whose copies do not open', async () => {
    const world = openWorld('commet', 'whop', { invoices: openInvoices(6) })
    const plan = await makePlan(world)
    const fault = { kind: 'status', status: 422, message: 'Cannot be finalized' } as const
    const withdraw = world.emulator.faults.add({
      vendor: 'whop',
      method: 'PATCH',
      times: Number.POSITIVE_INFINITY,
      fault,
    })
    const entries: JournalEntry[] = []
    const report = await runPlan(world, plan, entries)
    expect(report.stopped?.why).toBe('too_many_not_open')
    expect([report.counts.closed_not_open, report.notReached, report.exitCode]).toEqual([3, 3, 2])
    withdraw()
    expect((await runPlan(world, plan, entries)).counts.moved).toBe(6)
    expectEachOnce(world, plan, 6)
  })
})

describe('a copy that came out different is withdrawn, and its source stays payable', () => {
  it.each([
    ['tax on top at Commet', 'asset', 'commet', { commet: { adjustmentTaxBasisPoints: 2_000 } }],
    ['tax on top at Whop', 'asset', 'whop', { whop: { collectTax: true, inlinePlanTaxType: 'exclusive' } }],
    ['tax of unknown size at Whop', 'commet', 'whop', { whop: { collectTax: true } }],
  ] as const)('%s', async (_, from, to, emulator) => {
    const world = openWorld(from, to, { invoices: openInvoices(2), emulator })
    const plan = await makePlan(world)
    const report = await runPlan(world, plan)
    expect(outcomes(report)).toEqual(['withdrawn', 'withdrawn'])
    expect(report.outcomes[0]?.reason).toMatch(/total is/)
    expect(world.originals().map(({ status }) => status)).toEqual(['open', 'open'])
    expect(world.copies().filter(({ status }) => status !== 'void')).toEqual([])
  })
})

it('lists what was closed first and then refused', async () => {
  const world = openWorld('whop', 'commet', { invoices: openInvoices(3) })
  const plan = await makePlan(world, { order: 'close_first' })
  world.emulator.faults.add(
    creates('commet', { after: 1, fault: { kind: 'status', status: 422, message: 'No' } }),
  )
  const entries: JournalEntry[] = []
  const report = await runPlan(world, plan, entries)
  expect(outcomes(report)).toEqual(['moved', 'closed_not_open', 'moved'])
  expect(report.exitCode).toBe(2)
  expect(outcomes(await runPlan(world, plan, entries))).toEqual(['moved', 'moved', 'moved'])
  expectEachOnce(world, plan, 3)
})

it('gets a new token when the old one is revoked in the middle', async () => {
  const world = openWorld('asset', 'whop', { invoices: openInvoices(3) })
  const plan = await makePlan(world)
  const journal = watched([], (entry) => {
    if (entry.type === 'after') world.emulator.asset.account('old').revokeTokens()
  })
  expect(outcomes(await runPlan(world, plan, [], { journal }))).toEqual(['moved', 'moved', 'moved'])
})
