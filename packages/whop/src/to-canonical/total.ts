import type { DerivedField, InvoiceNote } from '@invoice-adapters/core'
import type { CurrencyScale } from '../money.ts'
import type { WireInvoice, WirePayment, WirePlan } from '../schema.ts'
import type { FigureReader } from './figures.ts'
import type { PriceReading } from './price.ts'
import { type InvoiceParts, paymentOf } from './reading.ts'

/** Statuses of a payment in which its amounts are what the customer was charged (`@whop/sdk` 0.0.42, `ReceiptStatus`). */
const charged: ReadonlySet<string> = new Set(['paid', 'pending'])

export function isReceived(payment: WirePayment): boolean {
  return payment.status === 'paid'
}

/** With adaptive pricing a customer can pay in another currency than the plan's: such amounts are not the invoice's. */
export function isInCurrency(payment: WirePayment, scale: CurrencyScale | null): boolean {
  return scale !== null && payment.currency?.toUpperCase() === scale.currency
}

export interface TotalReading {
  total: number | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

/** The total as the payment states it, or the price where nothing can come on top; otherwise what is missing is named. */
export function readTotal(
  parts: InvoiceParts,
  price: PriceReading,
  scale: CurrencyScale | null,
  figures: FigureReader,
): TotalReading {
  const payment = paymentOf(parts)
  if (payment !== null && charged.has(payment.status ?? '') && isInCurrency(payment, scale)) {
    const total = figures.read('total', payment.total)
    if (total !== null) return { total, derived: [paymentRule], notes: [] }
  }
  if (scale !== null && payment === null && price.doubt === null && parts.detail === 'summary')
    return ofListItem
  const missing = [...(price.doubt === null ? [] : [price.doubt]), ...onTop(parts)]
  if (price.subtotal !== null && missing.length === 0)
    return { total: price.subtotal, derived: [priceRule], notes: [] }
  const foreign = payment !== null && !isInCurrency(payment, scale) ? [otherCurrency(payment)] : []
  // Without a scale, the note about the currency says it already.
  return { total: null, derived: [], notes: scale === null ? [] : [unknownTotal([...missing, ...foreign])] }
}

function unknownTotal(missing: readonly string[]): InvoiceNote {
  const message = `The total is not known. Missing: ${missing.join('; ')}.`
  return { code: 'total_unknown', field: 'total', message }
}

const notListed = 'tax and buyer fee: a list item tells neither'

/** The same for nearly every item of a list, and so made once. */
const ofListItem: TotalReading = { total: null, derived: [], notes: [unknownTotal([notListed])] }

function onTop({ invoice, plan, missing, detail }: InvoiceParts): string[] {
  if (detail === 'summary') return [notListed]
  return [...feeOnTop(invoice), ...(plan === null ? unreadPlan(missing) : taxOnTop(plan))]
}

function feeOnTop({ charge_buyer_fee: fee }: WireInvoice): string[] {
  if (fee === false) return []
  return [fee === true ? 'the buyer fee, which comes on top' : 'whether a buyer fee comes on top']
}

function taxOnTop({ collect_tax: collects, tax_type: type }: WirePlan): string[] {
  if (collects === false || type === 'inclusive') return []
  return [collects === true && type === 'exclusive' ? 'tax, which comes on top' : 'whether tax comes on top']
}

function unreadPlan(missing: InvoiceParts['missing']): string[] {
  const because = missing.find(({ part }) => part === 'plan')?.because
  return [`whether tax comes on top: the plan ${because ?? 'was not read'}`]
}

function otherCurrency({ currency }: WirePayment): string {
  return `the paid amount in this currency: it was paid in ${currency?.toUpperCase() ?? 'one that is not told'}`
}

const paymentRule: DerivedField = {
  field: 'total',
  from: ['payment.total'],
  rule: 'what the payment states, without buyer fees',
}

const priceRule: DerivedField = {
  field: 'total',
  from: ['line_items.total', 'plan.tax_type', 'plan.collect_tax', 'charge_buyer_fee'],
  rule: 'the price, since the plan adds no tax and the invoice no buyer fee',
}
