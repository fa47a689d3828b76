import { isRecord, type JsonObject } from '../frame.ts'
import { digitsOf, type WhopCurrency, whopCurrencies } from './currencies.ts'
import { exactly, toUnits, wireNumber, wireScale } from './decimals.ts'
import { type CustomField, type PlanTerms, planTypes, releaseMethods, visibilities } from './entities.ts'
import { type Given, readerOf } from './field-reader.ts'
import { largestAmount } from './pricing.ts'
import type { WhopSwitches } from './switches.ts'

/** What a request says about the plan; what it does not say is undefined. Prices are as on the wire. */
export type PlanChanges = { readonly [K in keyof PlanTerms]: Given<PlanTerms[K]> }

export function readPlanChanges(source: Record<string, unknown>, problems: string[]): PlanChanges {
  const fields = readerOf(source, problems, 'plan.')
  return {
    planType: fields.word('plan_type', planTypes),
    initialPrice: fields.number('initial_price'),
    renewalPrice: fields.number('renewal_price'),
    currency: fields.word('currency', whopCurrencies),
    billingPeriod: fields.integer('billing_period'),
    trialPeriodDays: fields.integer('trial_period_days'),
    expirationDays: fields.integer('expiration_days'),
    description: fields.text('description'),
    internalNotes: fields.text('internal_notes'),
    customFields: fields.objects('custom_fields')?.map(customField),
    paymentMethodConfiguration: fields.read('payment_method_configuration', 'an object', jsonObject),
    adaptivePricingEnabled: fields.flag('adaptive_pricing_enabled'),
    releaseMethod: fields.word('release_method', releaseMethods),
    visibility: fields.word('visibility', visibilities),
    stock: fields.integer('stock'),
    unlimitedStock: fields.flag('unlimited_stock'),
  }
}

// What a body holds came from JSON, so that every object in it is JSON.
const isJson = (value: unknown): value is JsonObject => isRecord(value)
const jsonObject = (value: unknown): JsonObject | undefined => (isJson(value) ? value : undefined)

function customField(source: Record<string, unknown>, index: number): CustomField {
  const text = (name: string): string | null => (typeof source[name] === 'string' ? source[name] : null)
  return {
    id: text('id') ?? `field_${index + 1}`,
    name: text('name') ?? '',
    order: typeof source.order === 'number' ? source.order : index,
    placeholder: text('placeholder'),
    required: source.required === true,
  }
}

/** A plan of which nothing is said. guess: all but the currency. */
export const blankTerms: PlanTerms = {
  planType: 'one_time',
  initialPrice: 0,
  renewalPrice: 0,
  currency: 'usd',
  billingPeriod: null,
  trialPeriodDays: null,
  expirationDays: null,
  description: null,
  internalNotes: null,
  customFields: [],
  paymentMethodConfiguration: null,
  adaptivePricingEnabled: false,
  releaseMethod: 'buy_now',
  visibility: 'hidden',
  stock: null,
  unlimitedStock: true,
}

const longestDescription = 1000

/** The plan with the changes: key by key, null back to the default. What is wrong gathers in `problems`. */
export function changedTerms(
  before: PlanTerms,
  changes: PlanChanges,
  switches: WhopSwitches,
  problems: string[],
): PlanTerms {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined)
  const given = said.map(([name, value]) => [name, value ?? Reflect.get(blankTerms, name)])
  const merged: PlanTerms = { ...before, ...Object.fromEntries(given) }
  const units = (name: 'initialPrice' | 'renewalPrice'): number => {
    const kept = wireNumber(before[name], digitsOf(before.currency))
    const value = changes[name] === undefined ? kept : (changes[name] ?? 0)
    return priceUnits({ name, value, currency: merged.currency }, switches, problems)
  }
  if ((changes.description?.length ?? 0) > longestDescription) {
    problems.push(`plan.description must have at most ${longestDescription} characters`)
  }
  const renewalPrice = units('renewalPrice')
  // guess: a plan with a renewal price that does not say what it is renews.
  const planType = changes.planType ?? (renewalPrice > 0 ? 'renewal' : before.planType)
  return { ...merged, initialPrice: units('initialPrice'), renewalPrice, planType }
}

interface Price {
  readonly name: 'initialPrice' | 'renewalPrice'
  readonly value: number
  readonly currency: WhopCurrency
}

const wireNames = { initialPrice: 'initial_price', renewalPrice: 'renewal_price' } as const

function priceUnits({ name, value, currency }: Price, switches: WhopSwitches, problems: string[]): number {
  const count = exactly(value)
  const units = count === null ? null : toUnits(count, wireScale, digitsOf(currency), switches.finerAmounts)
  if (units !== null && units >= 0 && units <= largestAmount) return units
  problems.push(`plan.${wireNames[name]} must be an amount in ${currency} of zero or more`)
  return 0
}
