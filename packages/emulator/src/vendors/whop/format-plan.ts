import { digitsOf } from './currencies.ts'
import { wireNumber } from './decimals.ts'
import type { StoredPlan } from './entities.ts'
import { type Formatting, formatSeller, productOf, wireDate } from './format-common.ts'
import { firstCharge, totalOf } from './pricing.ts'
import { spellingsOf } from './versions.ts'
import type { Sold, WireListedPlan, WirePlan, WireTaxPreview } from './wire-shapes.ts'

export function formatListedPlan(plan: StoredPlan, formatting: Formatting): Sold<WireListedPlan> {
  const { collect_tax, custom_fields, tax_type, ...listed } = formatPlan(plan, formatting)
  return listed
}

export function formatPlan(plan: StoredPlan, formatting: Formatting): Sold<WirePlan> {
  const isNamed = formatting.switches.invoicePlanSeller === 'named'
  const seller = isNamed ? formatSeller(formatting.company) : null
  const wire = formatTerms(plan, formatting)
  const [spelling] = spellingsOf('plans', formatting.version)
  return spelling === 'company_id' ? { ...wire, company: seller } : { ...wire, account: seller }
}

function formatTerms(plan: StoredPlan, formatting: Formatting): WirePlan {
  const digits = digitsOf(plan.currency)
  const { id, title } = productOf(plan.productId, formatting)
  return {
    id: plan.id,
    adaptive_pricing_enabled: plan.adaptivePricingEnabled,
    billing_period: plan.billingPeriod,
    collect_tax: plan.collectTax,
    created_at: wireDate(plan.createdAtMs),
    currency: plan.currency,
    custom_fields: plan.customFields.map((field) => ({ ...field, field_type: 'text' })),
    description: plan.description,
    expiration_days: plan.expirationDays,
    initial_price: wireNumber(plan.initialPrice, digits),
    internal_notes: plan.internalNotes,
    invoice: { id: plan.invoiceId },
    member_count: 0,
    metadata: null,
    payment_method_configuration: plan.paymentMethodConfiguration,
    plan_type: plan.planType,
    product: { id, title },
    purchase_url: `https://whop.example/checkout/${plan.id}`,
    release_method: plan.releaseMethod,
    renewal_price: wireNumber(plan.renewalPrice, digits),
    split_pay_required_payments: null,
    stock: plan.stock,
    tax_type: plan.taxType,
    three_ds_level: null,
    title: null,
    trial_period_days: plan.trialPeriodDays,
    unlimited_stock: plan.unlimitedStock,
    updated_at: wireDate(plan.updatedAtMs),
    visibility: plan.visibility,
  }
}

/** A preview of what the first charge is taxed. */
export function formatTaxPreview(plan: StoredPlan, { switches }: Formatting): WireTaxPreview {
  const digits = digitsOf(plan.currency)
  const isInclusive = plan.taxType === 'inclusive'
  const price = firstCharge(plan)
  const isNet = isInclusive && switches.inclusiveSubtotal === 'net'
  return {
    currency: plan.currency,
    status: plan.collectTax ? 'calculated' : 'not_calculated',
    subtotal: wireNumber(isNet ? price - plan.taxAmount : price, digits),
    tax_amount: wireNumber(plan.taxAmount, digits),
    tax_behavior: isInclusive ? 'inclusive' : 'exclusive',
    total: wireNumber(totalOf(plan), digits),
  }
}
