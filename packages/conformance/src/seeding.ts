import type { InvoiceStatus } from '@invoice-adapters/core'
import { ensure } from './checks.ts'
import { majorText } from './currency-digits.ts'
import type { InvoiceFacts } from './facts.ts'
import type { Harness, SeedInvoice } from './harness.ts'
import type { Bench } from './kit-test.ts'

export const day = 86_400_000

/** RFC 3339, so many milliseconds from the world's present. */
export function fromNow(bench: Bench, milliseconds: number): string {
  return new Date(bench.world.clock.now() + milliseconds).toISOString()
}

/** Seeds and answers what the oracle then says. */
export async function seeded(bench: Bench, invoices: SeedInvoice[]): Promise<InvoiceFacts[]> {
  const ids = await bench.world.seed(invoices)
  return Promise.all(ids.map((id) => factsFor(bench, id)))
}

export async function seededOne(bench: Bench, invoice: SeedInvoice = {}): Promise<InvoiceFacts> {
  const [facts] = await seeded(bench, [invoice])
  ensure(facts !== undefined, 'the harness seeded nothing')
  return facts
}

export async function factsFor(bench: Bench, id: string): Promise<InvoiceFacts> {
  const facts = await bench.world.oracle.invoice(id)
  ensure(facts !== null, `${id} is not at the vendor`)
  return facts
}

/** The status that a reading at this instant has: past due is worked out where the vendor does not say it. */
export function expectedStatus(bench: Bench, facts: InvoiceFacts): InvoiceStatus {
  const derives = bench.capabilities.status.derived.some((one) => one.canonical === 'past_due')
  const { dueAt } = facts
  if (!derives || facts.status !== 'open' || typeof dueAt !== 'string') return facts.status
  return Date.parse(dueAt) < bench.world.clock.now() ? 'past_due' : 'open'
}

/** The currency of the harness's invoices where nothing else is said. */
export function usualCurrency(harness: Harness): string {
  return harness.facts.currencies[0] ?? 'USD'
}

export function canSeedStatus(harness: Harness, status: InvoiceStatus): boolean {
  return harness.facts.statuses.includes(status)
}

/** A record that reads with this status now; null where the harness cannot make one. */
export function inStatus(bench: Bench, status: InvoiceStatus): SeedInvoice | null {
  const derived = bench.capabilities.status.derived.some((one) => one.canonical === status)
  if (status === 'past_due' && derived && canSeedStatus(bench.harness, 'open')) {
    return { status: 'open', createdAt: fromNow(bench, -9 * day), dueAt: fromNow(bench, -day) }
  }
  return canSeedStatus(bench.harness, status) ? { status, dueAt: fromNow(bench, 9 * day) } : null
}

/**
 * Records that hold as much as a vendor can, so that every field has a value somewhere: each status, payments, discount
 * and tax, dates of every kind, and texts with letters that break careless code.
 */
export function richSamples(bench: Bench): SeedInvoice[] {
  const { facts } = bench.harness
  const common = (index: number): SeedInvoice => ({
    customer: index % 2 === 0 ? 'customer' : 'other customer',
    number: `N-${index}`,
    externalId: `sample-${index}`,
    memo: `Thank you for order ${index}, “naïve” \n second line`,
    purchaseOrder: `PO-${index}`,
    buyerReference: `department-${index}`,
    metadata: { order: String(index) },
    subscription: `subscription-${index}`,
    lines: [
      {
        description: `Consulting ${index}`,
        amount: 12_345 + index,
        quantity: '1',
        tax: 1_018,
        taxRate: '8.25',
      },
      {
        description: 'Seats',
        amount: 3_000,
        quantity: '3',
        unitPrice: majorText(1_000, usualCurrency(bench.harness)),
      },
    ],
    issuedAt: fromNow(bench, -3 * day),
    createdAt: fromNow(bench, -3 * day + index * 1_000),
    dueAt: fromNow(bench, 10 * day),
    periodStart: fromNow(bench, -33 * day),
    periodEnd: fromNow(bench, -3 * day),
  })
  const credit: SeedInvoice = {
    ...common(90),
    kind: 'credit_note',
    lines: [{ description: 'Goodwill', amount: -2_500 }],
  }
  return [
    ...facts.statuses.map((status, index) => ({ ...common(index), status })),
    { ...common(70), discount: 345, tax: 777, status: 'open' },
    ...(facts.can.includes('credit_notes') ? [credit] : []),
  ]
}
