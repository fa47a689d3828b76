import { addExactly, divideRounded } from '../frame.ts'
import type { PlanTax, PlanTerms } from './entities.ts'
import type { WhopSwitches } from './switches.ts'

export type TaxKind = Pick<PlanTax, 'taxType' | 'collectTax'>

/** Larger amounts are refused, so that no sum leaves the safe integers. */
export const largestAmount: number = 2 ** 48

/** Documented: a renewal plan charges both prices at first, and only the renewal price later. */
export function firstCharge(terms: Pick<PlanTerms, 'planType' | 'initialPrice' | 'renewalPrice'>): number {
  return terms.planType === 'renewal'
    ? addExactly(terms.initialPrice, terms.renewalPrice)
    : terms.initialPrice
}

export function isSamePrice(left: PlanTerms, right: PlanTerms): boolean {
  const prices = ({ currency, planType, initialPrice, renewalPrice }: PlanTerms): string =>
    JSON.stringify([currency, planType, initialPrice, renewalPrice])
  return prices(left) === prices(right)
}

/** How a company taxes a new plan. */
export function newTaxKind({ inlinePlanTaxType: taxType, collectTax }: WhopSwitches): TaxKind {
  return { taxType, collectTax }
}

/** A plan's tax. An inclusive price has it inside; an unspecified one is taxed on top. */
export function taxOf(terms: PlanTerms, { taxType, collectTax }: TaxKind, switches: WhopSwitches): PlanTax {
  if (!collectTax) return { taxType, collectTax, taxAmount: 0 }
  const rate = BigInt(switches.taxBasisPoints)
  const divisor = taxType === 'inclusive' ? 10_000n + rate : 10_000n
  return { taxType, collectTax, taxAmount: divideRounded(BigInt(firstCharge(terms)) * rate, divisor) }
}

/** What the customer owes the company, without any buyer fee. */
export function totalOf(plan: PlanTerms & PlanTax): number {
  const price = firstCharge(plan)
  return plan.taxType === 'inclusive' ? price : addExactly(price, plan.taxAmount)
}

export function buyerFeeOn(total: number, switches: WhopSwitches): number {
  return divideRounded(BigInt(total) * BigInt(switches.buyerFeeBasisPoints), 10_000n)
}
