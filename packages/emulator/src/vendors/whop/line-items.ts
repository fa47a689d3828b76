import { digitsOf } from './currencies.ts'
import { exactly, toUnits, wireScale } from './decimals.ts'
import type { PlanTerms, StoredLine } from './entities.ts'
import { type Given, readerOf } from './field-reader.ts'
import { firstCharge, largestAmount } from './pricing.ts'
import type { WhopSwitches } from './switches.ts'

/** A line as a request has it. */
export type LineOrder = Pick<StoredLine, 'label' | 'quantity' | 'unitPrice'>

export function readLineItems(
  given: Given<readonly Record<string, unknown>[]>,
  problems: string[],
): Given<readonly LineOrder[]> {
  return (
    given?.map((source, index) => {
      const prefix = `line_items.${index}.`
      const fields = readerOf(source, problems, prefix)
      const label = fields.text('label')
      const unitPrice = fields.number('unit_price')
      if (label === undefined || label === null) problems.push(`${prefix}label is required`)
      if (unitPrice === undefined || unitPrice === null) problems.push(`${prefix}unit_price is required`)
      return { label: label ?? '', unitPrice: unitPrice ?? 0, quantity: fields.number('quantity') ?? 1 }
    }) ?? (given === null ? null : undefined)
  )
}

/** The lines with their totals. What is wrong gathers in `problems`. */
export function pricedLines(
  orders: readonly LineOrder[],
  terms: PlanTerms,
  switches: WhopSwitches,
  problems: string[],
): readonly StoredLine[] {
  const counts = orders.map(exactTotal)
  const lines = orders.map((order, index): StoredLine => {
    const name = `line_items.${index}`
    // guess: fractions of a thing can be sold, nothing and less than nothing cannot.
    if (!(order.quantity > 0)) problems.push(`${name}.quantity must be above zero`)
    if (order.unitPrice < 0 && switches.negativeUnitPrices === 'refuse') {
      problems.push(`${name}.unit_price must not be negative`)
    }
    const count = counts[index] ?? null
    const digits = digitsOf(terms.currency)
    const total = count === null ? null : toUnits(count, 2 * wireScale, digits, switches.finerAmounts)
    if (total !== null && Math.abs(total) <= largestAmount) return { ...order, total }
    problems.push(`${name} is no amount in ${terms.currency}`)
    return { ...order, total: 0 }
  })
  if (lines.length > 0 && !addsUp(counts, terms, switches)) {
    problems.push('The line items must add up to the price of the plan')
  }
  return lines
}

/** In `10^-36`, so that the product of two numbers from the wire stays exact. */
function exactTotal({ quantity, unitPrice }: LineOrder): bigint | null {
  const count = exactly(quantity)
  const price = exactly(unitPrice)
  return count === null || price === null ? null : count * price
}

/** Documented: quantity × unit price of all lines equals the plan's price. In exact integers, before any rounding. */
function addsUp(counts: readonly (bigint | null)[], terms: PlanTerms, switches: WhopSwitches): boolean {
  const sum = counts.reduce<bigint>((total, count) => total + (count ?? 0n), 0n)
  const isRenewalOnly = terms.planType === 'renewal' && switches.renewalLineSum === 'renewal_price'
  const price = isRenewalOnly ? terms.renewalPrice : firstCharge(terms)
  return toUnits(sum, 2 * wireScale, digitsOf(terms.currency), switches.finerAmounts) === price
}
