import { divideRounded, type InvoiceSeed, type LineSeed } from '../frame.ts'
import type { Desk } from './call.ts'
import { chartLedgerId } from './chart-of-accounts.ts'
import { decimalOf, zero } from './decimals.ts'
import type { Business, LinePricing, StoredLine } from './entities.ts'
import { nextId } from './identifiers.ts'

/** A line seeded with quantity or rate is one of the older shape. */
function pricingOf(seed: LineSeed, digits: number): LinePricing | null {
  if (seed.quantity === undefined && seed.unitRate === undefined) return null
  const quantity = seed.quantity ?? 1
  const evenRate = quantity === 0 ? 0 : divideRounded(BigInt(seed.amount) * 100n, BigInt(quantity))
  return {
    unitPrice: decimalOf(seed.unitRate ?? evenRate, digits + 2),
    quantity: decimalOf(quantity, 0),
    discountAmount: 0,
    discountRate: zero,
    taxAmount: 0,
    taxRate: zero,
    isPrepayment: false,
    discount: 0,
    tax: 0,
  }
}

/** Tax, discount and credit have no place of their own on an invoice: each becomes a line. */
export function seedLines(seed: InvoiceSeed, business: Business, desk: Desk): readonly StoredLine[] {
  const extra: readonly LineSeed[] = [
    { description: 'Discount', amount: -(seed.discount ?? 0) },
    { description: 'Customer credit', amount: -(seed.credit ?? 0) },
    { type: 'tax', description: 'Sales tax', amount: seed.tax ?? 0 },
  ]
  return [...seed.lines, ...extra.filter((line) => line.amount !== 0)].map((line) => ({
    id: nextId(desk.surroundings, 'inl'),
    description: line.description,
    ledgerId: chartLedgerId(business.name, line.type === 'tax' ? 'Sales Tax' : 'Sales Revenue'),
    amount: line.amount,
    pricing: pricingOf(line, business.digits),
    metadata: {},
  }))
}
