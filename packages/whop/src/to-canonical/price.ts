import type { DerivedField, InvoiceLine, InvoiceNote } from '@invoice-adapters/core'
import { sumAmounts } from '@invoice-adapters/core/authoring'
import type { WirePlan } from '../schema.ts'
import type { FigureReader } from './figures.ts'

export interface PriceReading {
  subtotal: number | null
  /** Why it is not certain that this is what is billed; null where it is. */
  doubt: string | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

/** What is billed before tax and fee: the sum of the lines, else the plan's price; never the formatted text. */
export function readPrice(
  lines: InvoiceLine[] | null,
  plan: WirePlan | null,
  figures: FigureReader,
): PriceReading {
  const ofPlan = plan === null ? null : readPlanPrice(plan, figures)
  if (lines === null || lines.length === 0) return ofPlan ?? { ...unknownPrice, doubt: noPrice }
  const amounts = lines.map((line) => line.amount)
  const sum = amounts.every((amount) => amount !== null) ? sumAmounts(amounts).unwrapOr(null) : null
  if (sum === null) return { ...unknownPrice, doubt: 'a line whose amount is not known' }
  const oneTime = plan?.plan_type === 'one_time' ? (ofPlan?.subtotal ?? null) : null
  return { subtotal: sum, doubt: null, derived: sumRules, notes: compare(sum, oneTime) }
}

const noPrice = 'a price: neither lines nor a plan tell any'
const unknownPrice = { subtotal: null, derived: [], notes: [] }

function readPlanPrice(plan: WirePlan, figures: FigureReader): PriceReading {
  const initial = figures.read('subtotal', plan.initial_price)
  if (plan.plan_type === 'one_time') {
    return { subtotal: initial, doubt: initial === null ? noPrice : null, derived: [oneTimeRule], notes: [] }
  }
  if (plan.plan_type !== 'renewal')
    return { ...unknownPrice, doubt: 'a price: the type of plan is not known' }
  const renewal = figures.read('subtotal', plan.renewal_price)
  if (initial === null || renewal === null) return { ...unknownPrice, doubt: noPrice }
  const first = sumAmounts([initial, renewal]).unwrapOr(null)
  return { subtotal: first, doubt: renewalDoubt, derived: [renewalRule], notes: [] }
}

const renewalDoubt =
  'which charge of a renewing plan this is: the first one is initial_price and renewal_price, a later one renewal_price alone'

/** Whop wants them equal when an invoice is created (create-invoice, `line_items`). */
function compare(sum: number, planPrice: number | null): InvoiceNote[] {
  if (planPrice === null || planPrice === sum) return []
  const message = `The lines add up to ${sum} minor units, but the price of the plan is ${planPrice}.`
  return [{ code: 'totals_mismatch', field: 'subtotal', message }]
}

const sumRules: DerivedField[] = [
  { field: 'subtotal', from: ['line_items.total'], rule: 'the sum of the lines' },
]

const oneTimeRule: DerivedField = {
  field: 'subtotal',
  from: ['plan.initial_price'],
  rule: 'without lines, the price of a plan that is paid once',
}

const renewalRule: DerivedField = {
  field: 'subtotal',
  from: ['plan.initial_price', 'plan.renewal_price'],
  rule: 'without lines, the first charge of a renewing plan: both prices together',
}
