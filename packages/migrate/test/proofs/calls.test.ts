import { proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, it } from 'vitest'
import { makePlan, runPlan } from '../steps.ts'
import { sourceAccount } from '../world.ts'
import { sixPairs } from './expected.ts'
import { withTime } from './flowing-time.ts'
import { countCalls, formulaFor, type Load, type Reason } from './least-calls.ts'
import { populate, settle } from './population.ts'

const count = proofSize(12, 300)

const rows: Record<string, unknown>[] = []
const details: Record<string, unknown>[] = []

/** A new process asks Asset for one, and again when it has expired. */
const isToken = (name: string): boolean => name.endsWith(' get_token')

function sumBy(
  pair: string,
  formula: ReturnType<typeof formulaFor>,
  load: Load,
  made: ReadonlyMap<string, number>,
): Record<Reason, number> {
  const sums: Record<Reason, number> = { least: 0, promise: 0, vendor: 0, waiting: 0 }
  const operations = new Set(formula.map(({ side, operation }) => `${side} ${operation}`))
  // Nothing is called that the formula does not know.
  expect([...made.keys()].filter((name) => !operations.has(name) && !isToken(name))).toEqual([])
  for (const name of operations) {
    const parts = formula.filter(({ side, operation }) => `${side} ${operation}` === name)
    const counted = parts.reduce((sum, { calls }) => sum + (calls?.(load) ?? 0), 0)
    const is = made.get(name) ?? 0
    const waits = parts.some(({ calls }) => calls === null)
    if (waits) expect(is - counted).toBeGreaterThanOrEqual(load.invoices)
    else expect([pair, name, is]).toEqual([pair, name, counted])
    for (const { reason, why, calls } of parts) {
      const times = calls?.(load) ?? is - counted
      sums[reason] += times
      details.push({ pair, call: name, times, reason, why })
    }
  }
  return sums
}

describe.each(sixPairs)('%s to %s', (from, to) => {
  it('makes the least possible calls, and each further one for a reason', { timeout: 600_000 }, async () => {
    const population = populate({ from, to, count, only: (name) => name === 'one_line' })
    const world = settle(population)
    const there = world.copies().length
    const plan = await makePlan(world, population.mapping)
    const before = world.emulator.requests.length
    const began = world.clock.now()
    const report = await runPlan(world, plan, [], withTime(world))
    expect(report.counts.moved).toBe(count)
    const made = countCalls(world.emulator.requests.slice(before), sourceAccount)
    const names = new Set(population.seeds.map(({ customer }) => customer))
    const customers = to === 'whop' ? 0 : names.size
    const load = {
      invoices: count,
      customers,
      there,
      sourceProbes: Math.min(3, count),
      targetProbes: Math.min(3, there),
    }
    const pair = `${from} to ${to}`
    const sums = sumBy(pair, formulaFor(from, to), load, made)
    const all = [...made.values()].reduce((sum, calls) => sum + calls, 0)
    rows.push({
      pair,
      made: all,
      least: sums.least,
      forPromises: sums.promise,
      forVendors: sums.vendor,
      looksAtDrafts: sums.waiting,
      tokens: [...made].reduce((sum, [name, calls]) => sum + (isToken(name) ? calls : 0), 0),
      leastByThePlan: plan.end.effort.sourceCalls + plan.end.effort.targetCalls,
      shortestByThePlanMs: plan.end.effort.shortestMs,
      tookMs: world.clock.now() - began,
      perInvoice: (all / count).toFixed(1),
    })
    // Of the looks at drafts, the plan can count on one each.
    const looks = to === 'whop' ? sums.waiting - 2 * count : 0
    const { sourceCalls, targetCalls, shortestMs } = plan.end.effort
    expect(sourceCalls + targetCalls).toBeLessThanOrEqual(all)
    expect(sourceCalls + targetCalls).toBeGreaterThan((all - looks) * 0.97)
    expect(shortestMs).toBeLessThanOrEqual(world.clock.now() - began)
    expect(all).toBe(sums.least + sums.promise + sums.vendor + sums.waiting + Number(rows.at(-1)?.tokens))
  })
})

afterAll(() => {
  recordProof({
    name: 'migrate-calls',
    what: 'Every call of a run is one of the least possible, or has a reason; the numbers are those of a formula coded apart from the product.',
    size: count,
    result: {
      invoices: count,
      calls: rows,
      reasons: details,
      growth:
        'Where Asset or Whop is the target, the look before each creation walks what is there already, a page for every hundred: these calls grow with the square of the invoices.',
      doesNotShow:
        'Runs that meet failures, part payments or other dialects, all of which take further calls. The number of looks at drafts depends on how fast the vendors answer: 40 ms each way here.',
    },
  })
})
