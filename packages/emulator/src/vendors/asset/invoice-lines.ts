import { addExactly, isRecord, type JsonObject } from '../frame.ts'
import { type Decimal, multiply, readDecimal, subtract, zero } from './decimals.ts'
import type { LinePricing, StoredLine } from './entities.ts'
import type { FieldProblem } from './errors.ts'
import { type GenerationTraits, generations, type LineShape } from './generations.ts'
import { type MoneyFormat, readMoney, roundToMinor } from './money.ts'
import type { AssetSwitches } from './switches.ts'
import {
  decimal,
  flag,
  freeObject,
  money,
  optional,
  problemsOf,
  type Rules,
  required,
  text,
} from './validation.ts'

export type LineDraft = Omit<StoredLine, 'id'>

const lineRules = (shape: LineShape, format: MoneyFormat, traits: GenerationTraits): Rules => ({
  description: required(text()),
  ledger_id: required(text()),
  [traits.metadataKey]: optional(freeObject),
  ...(shape === 'amount'
    ? { amount: required(money(format, format.switches.lineAmounts)) }
    : {
        unit_price: required(decimal),
        quantity: required(decimal),
        discount_amount: optional(money(format)),
        discount_rate: optional(decimal),
        tax_amount: optional(money(format)),
        tax_rate: optional(decimal),
        is_prepayment: optional(flag),
      }),
})

function shapeOf(line: unknown, switches: AssetSwitches): LineShape {
  if (switches.lineShape === 'generation') return generations[switches.generation].lineShape
  if (switches.lineShape !== 'both') return switches.lineShape
  return isRecord(line) && line.unit_price !== undefined && line.amount === undefined
    ? 'unit_price'
    : 'amount'
}

export function lineProblems(
  lines: readonly unknown[],
  format: MoneyFormat,
  at: readonly (string | number)[],
): readonly FieldProblem[] {
  const traits = generations[format.switches.generation]
  return lines.flatMap((line, index) =>
    problemsOf(line, lineRules(shapeOf(line, format.switches), format, traits), [...at, index]),
  )
}

/** A line of a body that has no problems. */
export function draftLine(line: unknown, format: MoneyFormat): LineDraft {
  const fields = isRecord(line) ? line : {}
  const traits = generations[format.switches.generation]
  const pricing = shapeOf(line, format.switches) === 'unit_price' ? draftPricing(fields, format) : null
  const metadata = fields[traits.metadataKey]
  return {
    description: String(fields.description),
    ledgerId: String(fields.ledger_id),
    amount: pricing === null ? (readMoney(fields.amount, format) ?? 0) : lineTotal(pricing, format.digits),
    pricing,
    metadata: isJsonObject(metadata) ? metadata : {},
  }
}

const isJsonObject = (value: unknown): value is JsonObject => isRecord(value)

function draftPricing(fields: Record<string, unknown>, format: MoneyFormat): LinePricing {
  return price(
    {
      unitPrice: readDecimal(fields.unit_price) ?? zero,
      quantity: readDecimal(fields.quantity) ?? zero,
      discountAmount: readMoney(fields.discount_amount, format) ?? 0,
      discountRate: readDecimal(fields.discount_rate) ?? zero,
      taxAmount: readMoney(fields.tax_amount, format) ?? 0,
      taxRate: readDecimal(fields.tax_rate) ?? zero,
      isPrepayment: fields.is_prepayment === true,
    },
    format,
  )
}

const gross = ({ unitPrice, quantity }: Pick<LinePricing, 'unitPrice' | 'quantity'>): Decimal =>
  multiply(unitPrice, quantity)

/** guess: the tax is on what is left after the discount, and each of the three is rounded by itself. */
export function price(
  terms: Omit<LinePricing, 'discount' | 'tax'>,
  { digits, switches }: MoneyFormat,
): LinePricing {
  const chosen = (amount: number, rate: Decimal, base: Decimal): number => {
    const byRate = roundToMinor(multiply(base, rate), digits)
    const [preferred, other] = switches.rateAndAmount === 'amount' ? [amount, byRate] : [byRate, amount]
    return preferred === 0 ? other : preferred
  }
  const whole = gross(terms)
  const discount = chosen(terms.discountAmount, terms.discountRate, whole)
  const taxed = subtract(whole, { count: BigInt(discount), scale: digits })
  return { ...terms, discount, tax: chosen(terms.taxAmount, terms.taxRate, taxed) }
}

export function lineTotal(pricing: LinePricing, digits: number): number {
  return addExactly(roundToMinor(gross(pricing), digits), addExactly(-pricing.discount, pricing.tax))
}
