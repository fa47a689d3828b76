import { err, type FieldProblem, ok, type Result } from '@invoice-adapters/core'
import { type CurrencyScale, toWireNumber } from '../money.ts'
import type { WirePlan } from '../schema.ts'
import type { WhopInvoiceOptions } from './invoice-options.ts'

/** The part of a plan that is written; Whop makes one plan for each invoice. */
export interface WireNewPlan {
  plan_type: string
  currency: string
  initial_price: number
  renewal_price?: number
  billing_period?: number
  trial_period_days?: number
  expiration_days?: number
  description?: string | null
  internal_notes?: string
}

/** Of a newer page of create-invoice. */
const longestDescription = 1000

export interface PlanInput {
  /** Minor units: what the lines add up to. */
  total: number
  scale: CurrencyScale
  memo: string | undefined
  options: WhopInvoiceOptions
}

/** The price so that the first charge is exactly the total: a renewing plan charges both prices at first. */
export function toWirePlan({ total, scale, memo, options }: PlanInput): Result<WireNewPlan, FieldProblem[]> {
  const { planType = 'one_time', renewalAmount, billingPeriodDays } = options
  const renews = planType === 'renewal'
  const initial = toWireNumber(total - (renewalAmount ?? 0), scale).unwrapOr(null)
  const renewal = renewalAmount === undefined ? null : toWireNumber(renewalAmount, scale).unwrapOr(null)
  const problems = [
    ...(initial === null ? [tooManyDigits] : []),
    ...(renews ? missingForRenewal(options) : onlyForRenewal(options)),
    ...((renewalAmount ?? 0) > total ? [renewalAboveTotal] : []),
    ...descriptionProblems(memo),
  ]
  if (problems.length > 0 || initial === null) return err(problems)
  return ok({
    plan_type: planType,
    currency: scale.currency.toLowerCase(),
    initial_price: initial,
    ...(renewal !== null && { renewal_price: renewal }),
    ...(billingPeriodDays !== undefined && { billing_period: billingPeriodDays }),
    ...(options.trialPeriodDays !== undefined && { trial_period_days: options.trialPeriodDays }),
    ...(options.expirationDays !== undefined && { expiration_days: options.expirationDays }),
    ...(memo !== undefined && { description: memo }),
  })
}

const tooManyDigits: FieldProblem = {
  field: 'lines',
  message: 'add up to more than 15 significant digits, which Whop cannot be sent exactly',
}

const renewalAboveTotal: FieldProblem = {
  field: 'providerOptions.whop.renewalAmount',
  message: 'is more than the lines, which are the first charge and contain it',
}

function missingForRenewal({ renewalAmount, billingPeriodDays }: WhopInvoiceOptions): FieldProblem[] {
  return Object.entries({ renewalAmount, billingPeriodDays })
    .filter(([, given]) => given === undefined)
    .map(([name]) => ({
      field: `providerOptions.whop.${name}`,
      message: 'is needed by a plan of type renewal',
    }))
}

function onlyForRenewal(options: WhopInvoiceOptions): FieldProblem[] {
  const { renewalAmount, billingPeriodDays, trialPeriodDays, subscriptionBillingAnchorAt } = options
  return Object.entries({ renewalAmount, billingPeriodDays, trialPeriodDays, subscriptionBillingAnchorAt })
    .filter(([, given]) => given !== undefined)
    .map(([name]) => ({
      field: `providerOptions.whop.${name}`,
      message: 'belongs to a plan of type renewal; set planType, or leave it out',
    }))
}

export function descriptionProblems(memo: string | null | undefined): FieldProblem[] {
  if (!memo || memo.length <= longestDescription) return []
  return [{ field: 'memo', message: `is longer than the ${longestDescription} characters that Whop holds` }]
}

/**
 * A plan as it stands, to be sent along with any change of it: whether Whop merges the given attributes or replaces them
 * all is not documented, and our key in the notes must survive either.
 */
export function unchangedPlan(plan: WirePlan): Partial<WireNewPlan> {
  const { plan_type, currency, initial_price, renewal_price, billing_period, description, internal_notes } =
    plan
  const entries = Object.entries({
    plan_type,
    currency,
    initial_price,
    renewal_price: plan_type === 'renewal' ? renewal_price : undefined,
    billing_period,
    description,
    internal_notes,
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null))
}
