import type { Capabilities } from '@invoice-adapters/core'
import type { Side } from '../errors.ts'
import type { StepName } from './plan.ts'

/** What one side is asked for. `readings` are whole ones of an invoice, which can take several calls each. */
export interface Asked {
  readings: number
  others: number
}

type ByDialect = Readonly<Record<string, number>>

/**
 * Calls that an adapter makes on top, since the vendor answers with less than an invoice, or knows customers by its own
 * ids only. By provider and dialect; what is not listed is counted as none, so that the sum stays a least one.
 */
const afterCreating: ByDialect = { 'commet 2026-07-11': 1, 'whop 2026-10-15-1': 1, 'whop 2026-07-20': 1 }
const afterClosing: ByDialect = { 'commet 2026-07-11': 1, 'whop 2026-10-15-1': 2, 'whop 2026-07-20': 2 }
const afterOpening: ByDialect = { 'whop 2026-10-15-1': 1, 'whop 2026-07-20': 1 }
const findingCustomer: ByDialect = {
  'commet 2026-07-11': 1,
  'commet 2026-07-31': 1,
  'asset unit-price-lines': 1,
}

function extra(table: ByDialect, { provider, dialect }: Capabilities): number {
  return table[`${provider} ${dialect}`] ?? 0
}

/** A whole reading of an invoice that is not settled. The payment of a settled one comes on top where data says so. */
export function reading({ pages }: Capabilities): number {
  return Math.max(1, pages.extraCallsForFullDetail - 1)
}

type ByStep = (both: Record<Side, Capabilities>) => Partial<Record<Side, Asked>>

const creating: ByStep = ({ target }) => ({
  source: { readings: 1, others: 0 },
  target: { readings: 0, others: 1 + extra(afterCreating, target) },
})

/** The looks before a creation grow with what is there, and are counted apart: see `pagesBefore`. */
export const askedBy: Record<StepName, ByStep> = {
  // The customers of the plan are counted once each.
  create_customer: () => ({}),
  create_draft: creating,
  create_copy: creating,
  check_copy: () => ({ target: { readings: 1, others: 0 } }),
  // Read right before and once more after it; the adapter reads the status first.
  close_source: ({ source }) => ({ source: { readings: 2, others: 2 + extra(afterClosing, source) } }),
  // Afterwards there is nothing left to read but that it is gone.
  delete_source: () => ({ source: { readings: 1, others: 3 } }),
  open_copy: ({ target }) => ({
    source: { readings: 1, others: 0 },
    target: { readings: 0, others: 2 + extra(afterOpening, target) },
  }),
  await_open: () => ({ target: { readings: 1, others: 0 } }),
}

function isLookedFor({ idempotency }: Capabilities, wanted: 'create' | 'customers.create'): boolean {
  return idempotency.some(({ operation, by }) => operation === wanted && by === 'look')
}

/** For a customer of the plan. */
export function creatingCustomer(target: Capabilities): number {
  return isLookedFor(target, 'customers.create') ? 2 : 1
}

/** For an invoice to a customer whom the plan creates, and whom the copy names by its own id. */
export function namingCustomer(target: Capabilities): number {
  return extra(findingCustomer, target)
}

const usualPage = 100

/** Pages that are walked for the key before each creation, of the customer's invoices or of all that were made before. */
export function pagesBefore(target: Capabilities, customers: readonly (string | null)[]): number {
  if (!isLookedFor(target, 'create')) return 0
  const ofOne = target.filters.customerId.how === 'native'
  const size = target.pages.maximumSize ?? usualPage
  const made = new Map<string | null, number>()
  let pages = 0
  for (const customer of customers) {
    const key = ofOne ? customer : null
    const before = made.get(key) ?? 0
    pages += Math.max(1, Math.ceil(before / size))
    made.set(key, before + 1)
  }
  return pages
}
