import { describe, expect, it } from 'vitest'
import { makePlan, runPlan } from './steps.ts'
import { openInvoices, openWorld, pairs, sourceAccount, targetAccount } from './world.ts'

const dialects = [false, true]
const all = pairs.flatMap(([from, to]) => dialects.map((other) => ({ from, to, other })))

describe.each(all)('from $from to $to, in the other dialects: $other', ({ from, to, other }) => {
  it('the plan counts the calls that an undisturbed run makes', async () => {
    const world = openWorld(from, to, { invoices: openInvoices(4), otherDialect: other })
    const plan = await makePlan(world)
    const before = world.emulator.requests.length
    const report = await runPlan(world, plan)
    expect(report.counts.moved).toBe(4)
    // Asset asks for a token now and then, and drafts are looked at until they have opened.
    const made = world.emulator.requests.slice(before).filter(({ operation }) => operation !== 'get_token')
    const ofSource = made.filter(({ account }) => account === sourceAccount).length
    const ofTarget = made.filter(({ account }) => account === targetAccount).length
    const { sourceCalls, targetCalls } = plan.end.effort
    expect(sourceCalls).toBe(ofSource)
    if (to === 'whop') {
      expect(targetCalls).toBeLessThanOrEqual(ofTarget)
      expect(targetCalls).toBeGreaterThan(4 * 8)
    } else {
      // An account of Commet's without invoices takes one more, once.
      expect(ofTarget - targetCalls).toBe(to === 'commet' ? 1 : 0)
    }
  })
})

it('names no time that the limits would not take', async () => {
  const world = openWorld('whop', 'asset', { invoices: openInvoices(200) })
  const { effort } = (await makePlan(world)).end
  // 2 for each invoice, 299 pages walked for the keys, the customer and the account.
  expect(effort.targetCalls).toBe(2 * 200 + 299 + 2 + 1)
  expect(effort.sourceCalls).toBe(10 * 200 + 1)
  // 300 a minute at Asset; Whop's 600 a minute are for each of several operations.
  expect(effort.shortestMs).toBe(60_000)
})
