import { digitsOf, type WhopCurrency } from './currencies.ts'
import type { PlanTerms } from './entities.ts'

const symbols: Readonly<Partial<Record<WhopCurrency, string>>> = {
  usd: '$',
  whop_usd: '$',
  eur: '€',
  gbp: '£',
  jpy: '¥',
  inr: '₹',
  brl: 'R$',
}

const periodNames: Readonly<Record<number, string>> = { 1: 'day', 7: 'week', 30: 'month', 365: 'year' }

/** For people, as in the documented `$10.00`. guess: everything that is no plain amount in dollars. */
export function formattedPrice(plan: PlanTerms): string {
  const once = moneyText(plan.initialPrice, plan.currency)
  if (plan.planType === 'one_time') return once
  const days = plan.billingPeriod ?? 30
  const recurring = `${moneyText(plan.renewalPrice, plan.currency)} / ${periodNames[days] ?? `${days} days`}`
  return plan.initialPrice === 0 ? recurring : `${once} + ${recurring}`
}

function moneyText(units: number, currency: WhopCurrency): string {
  const digits = digitsOf(currency)
  const padded = String(Math.abs(units)).padStart(digits + 1, '0')
  const whole = padded.slice(0, padded.length - digits).replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = digits === 0 ? '' : `.${padded.slice(padded.length - digits)}`
  const symbol = symbols[currency] ?? `${currency.toUpperCase()} `
  return `${units < 0 ? '-' : ''}${symbol}${whole}${fraction}`
}
