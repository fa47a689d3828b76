import type { Capabilities } from '@invoice-adapters/core'
import type { Side } from '../errors.ts'
import type { PlanEffort, PlannedCustomer, PlannedInvoice, StepName } from './plan.ts'

interface Both {
  source: Capabilities
  target: Capabilities
}

/** A whole reading of one invoice: at least the invoice itself, and what the data says comes on top where it is settled. */
function reading({ pages }: Capabilities): number {
  return Math.max(1, pages.extraCallsForFullDetail - 1)
}

/** A creation, and the look for the key before it where that is how a repetition is recognised. */
function creating({ idempotency }: Capabilities): number {
  const looks = idempotency.some(({ operation, by }) => operation === 'create' && by === 'look')
  return looks ? 2 : 1
}

/** Least requests of each step, by side; looking for the key and for the status first included. */
const leastCalls: Record<StepName, (both: Both) => Partial<Record<Side, number>>> = {
  create_customer: () => ({ target: 1 }),
  create_draft: ({ source, target }) => ({ source: reading(source), target: creating(target) }),
  create_copy: ({ source, target }) => ({ source: reading(source), target: creating(target) }),
  check_copy: () => ({}),
  close_source: ({ source }) => ({ source: reading(source) + 2 }),
  delete_source: ({ source }) => ({ source: reading(source) + 2 }),
  open_copy: () => ({ target: 2 }),
  await_open: ({ target }) => ({ target: reading(target) }),
}

/** The time that so many calls take at the published limits. A limit that is shared with others leaves even less. */
function timeFor(calls: number, { rateLimits }: Capabilities): number {
  return Math.max(0, ...rateLimits.map(({ calls: most, perMs }) => Math.floor((calls - most) / most) * perMs))
}

/** What the run will cost at least: requests, and time by the vendors' rate limits. */
export function effortOf(
  invoices: readonly PlannedInvoice[],
  customers: readonly PlannedCustomer[],
  both: Both,
): PlanEffort {
  const calls: Record<Side, number> = { source: 0, target: customers.length }
  for (const { steps } of invoices) {
    for (const { step } of steps) {
      const least = leastCalls[step](both)
      calls.source += least.source ?? 0
      calls.target += least.target ?? 0
    }
  }
  const shortestMs = Math.max(timeFor(calls.source, both.source), timeFor(calls.target, both.target))
  return { sourceCalls: calls.source, targetCalls: calls.target, shortestMs }
}
