import type { InvoiceSeed, LineSeed } from '../frame.ts'

export const place: { readonly vendor: 'commet'; readonly account: string } = {
  vendor: 'commet',
  account: 'acme',
}

export const plan = (name: string, amount: number): LineSeed => ({
  type: 'plan_base',
  description: `${name} plan, monthly`,
  amount,
  chargeType: 'advance',
})

export const overage = (usedAmount: number, includedAmount: number, unitRate: number): LineSeed => {
  const overageAmount = usedAmount - includedAmount
  return {
    type: 'feature_overage',
    featureName: 'API calls',
    description: `API calls over ${includedAmount}`,
    quantity: overageAmount,
    unitRate,
    amount: Math.round((overageAmount * unitRate) / 100),
    includedAmount,
    usedAmount,
    overageAmount,
    chargeType: 'true_up',
  }
}

export const percentOff = (percent: number, amount: number): LineSeed => ({
  type: 'promo_code_discount',
  description: `${percent}% off`,
  amount: -amount,
  discountType: 'percentage',
  discountValue: percent * 100,
  discountName: `LAUNCH${percent}`,
})

export const credit = (amount: number): LineSeed => ({
  type: 'credit',
  description: 'Customer credit',
  amount: -amount,
})

export const seats = (quantity: number, amount: number): LineSeed => ({
  type: 'feature_seats',
  featureName: 'Seats',
  description: 'Additional seats',
  quantity,
  amount,
  chargeType: 'advance',
})

export type MonthlySeed = Omit<InvoiceSeed, 'vendor' | 'invoiceType' | 'createdAt'> & {
  readonly month: string
}

/** Issued on the first of the month after the period, due two weeks later. */
export function monthly({ month, ...seed }: MonthlySeed): InvoiceSeed {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const firstOf = (offset: number, day = 1): string =>
    new Date(Date.UTC(year, number - 1 + offset, day)).toISOString()
  return {
    ...place,
    invoiceType: 'recurring',
    subscriptionId: `sub_${seed.customer.slice(4)}`,
    periodStart: firstOf(0),
    periodEnd: firstOf(1),
    createdAt: firstOf(1),
    issuedAt: firstOf(1),
    dueAt: firstOf(1, 15),
    ...seed,
  }
}
