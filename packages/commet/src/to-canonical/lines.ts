import type { DerivedField, InvoiceLine, InvoiceNote, LineKind } from '@invoice-adapters/core'
import { decimalOf } from '@invoice-adapters/core/authoring'
import { type CurrencyScale, toCanonicalAmount, unitPriceText, unitScale } from '../money.ts'
import type { WireLineItem } from '../schema.ts'

export interface LinesReading {
  lines: InvoiceLine[] | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

/** Every value seen in any version of the enum; the meanings are concluded from the names. */
export const lineKinds: ReadonlyMap<string, LineKind> = new Map([
  ['plan_base', 'subscription'],
  ['feature_seats', 'subscription'],
  ['feature_quota', 'subscription'],
  ['addon_base', 'subscription'],
  ['feature_overage', 'usage'],
  ['balance_overage', 'usage'],
  ['discount', 'discount'],
  ['promo_code_discount', 'discount'],
  ['credit', 'credit'],
  ['one_time', 'item'],
])

export function readLines(
  items: WireLineItem[] | null | undefined,
  scales: CurrencyScale | null,
): LinesReading {
  if (!items) return { lines: null, derived: [], notes: [] }
  const readings = items.map((item) => readLine(item, scales))
  return {
    lines: readings.map((reading) => reading.line),
    derived: readings.some((reading) => reading.line.unitPrice !== null) ? [unitPriceRule] : [],
    notes: readings.flatMap((reading, index) => (reading.unclear ? [unclearUnit(index)] : [])),
  }
}

function readLine(item: WireLineItem, scales: CurrencyScale | null): { line: InvoiceLine; unclear: boolean } {
  const price = unitPrice(item, scales)
  return {
    unclear: price === null && scales !== null && typeof item.unitAmount === 'number',
    line: {
      id: null,
      description: item.description ?? null,
      kind: lineKinds.get(item.lineType ?? '') ?? 'unknown',
      providerKind: item.lineType ?? null,
      quantity: decimalOf(item.quantity),
      unitPrice: price,
      discount: null,
      tax: null,
      taxRate: null,
      amount:
        scales !== null && typeof item.amount === 'number' ? toCanonicalAmount(item.amount, scales) : null,
      periodStart: null,
      periodEnd: null,
      metadata: null,
    },
  }
}

function unitPrice(item: WireLineItem, scales: CurrencyScale | null): string | null {
  const { quantity, unitAmount, amount } = item
  if (scales === null) return null
  if (typeof quantity !== 'number' || typeof unitAmount !== 'number' || typeof amount !== 'number')
    return null
  const unit = unitScale(quantity, unitAmount, amount)
  return unit === null ? null : unitPriceText(unitAmount, unit, scales)
}

const unitPriceRule: DerivedField = {
  field: 'lines.unitPrice',
  from: ['lineItems.unitAmount', 'lineItems.quantity', 'lineItems.amount'],
  rule: 'settlement scale where quantity × unitAmount is the amount, a hundredth of it where that rounds to the amount',
}

function unclearUnit(index: number): InvoiceNote {
  const message = 'Quantity and amount do not tell the scale of unitAmount, which is kept in raw only'
  return { code: 'unit_unclear', field: `lines.${index}.unitPrice`, message }
}
