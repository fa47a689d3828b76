import type { Capabilities } from '@invoice-adapters/core'
import type { Side } from '../errors.ts'
import { type Asked, askedBy, creatingCustomer, namingCustomer, pagesBefore, reading } from './least-calls.ts'
import type { PlanEffort, PlannedAccount, PlannedCustomer, PlannedInvoice } from './plan.ts'

interface Planned {
  invoices: readonly PlannedInvoice[]
  customers: readonly PlannedCustomer[]
  accounts: Record<Side, PlannedAccount>
}

/** The check of the account, and of the invoices known there where the vendor does not name it. */
function opening({ accountId, probes }: PlannedAccount): Asked {
  return { readings: accountId === null ? probes.length : 0, others: 1 }
}

function add(sum: Asked, more: Asked | undefined): void {
  sum.readings += more?.readings ?? 0
  sum.others += more?.others ?? 0
}

interface Load {
  calls: number
  /** Calls of one operation of the vendor, as far as they are known to be of one. */
  ofOneOperation: number
}

/** The time that so many calls take at the published limits. A limit that is shared with others leaves even less. */
function timeFor({ calls, ofOneOperation }: Load, { rateLimits }: Capabilities): number {
  const times = rateLimits.map(({ calls: most, perMs, scope }) => {
    const counted = scope.startsWith('operation') ? ofOneOperation : calls
    return Math.floor((counted - most) / most) * perMs
  })
  return Math.max(0, ...times)
}

/** What the run will cost at least: requests, and time by the vendors' rate limits. */
export function effortOf(
  { invoices, customers, accounts }: Planned,
  both: Record<Side, Capabilities>,
): PlanEffort {
  const asked = { source: opening(accounts.source), target: opening(accounts.target) }
  for (const { step } of invoices.flatMap(({ steps }) => steps)) {
    const { source, target } = askedBy[step](both)
    add(asked.source, source)
    add(asked.target, target)
  }
  const moves = invoices.filter(({ decision }) => decision === 'move')
  const looks = pagesBefore(
    both.target,
    moves.map(({ customer }) => customer.target),
  )
  const named = moves.filter(({ customer }) => customer.how === 'to_create').length
  asked.target.others +=
    customers.length * creatingCustomer(both.target) + named * namingCustomer(both.target)
  const source = loadOf(asked.source, 0, both.source)
  const target = loadOf(asked.target, looks, both.target)
  const shortestMs = Math.max(timeFor(source, both.source), timeFor(target, both.target))
  return { sourceCalls: source.calls, targetCalls: target.calls, shortestMs }
}

function loadOf({ readings, others }: Asked, looks: number, capabilities: Capabilities): Load {
  const calls = readings * reading(capabilities) + others + looks
  return { calls, ofOneOperation: Math.max(readings, looks) }
}
