import type { DerivedField, InvoiceLine, InvoiceNote } from '@invoice-adapters/core'
import { decimalOf, joined, productInMinorUnits } from '@invoice-adapters/core/authoring'
import { isExactAsNumber, percentText, readMoney, type WireMoney } from '../money.ts'
import type { WireLine } from '../schema.ts'
import { metadataOf } from './metadata.ts'

export interface LinesReading {
  lines: InvoiceLine[] | null
  /** Whether lines are priced by quantity and unit, so that tax stands beside their amounts; null: no line tells. */
  byUnit: boolean | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

interface Figure {
  value: number | null
  problem: string | null
}

interface LineReading {
  line: InvoiceLine
  byUnit: boolean
  problems: [path: string, message: string][]
}

export function readLines(wire: WireLine[] | null | undefined, digits: number): LinesReading {
  if (!wire) return { lines: null, byUnit: null, derived: [], notes: [] }
  const readings = wire.map((line) => readLine(line, digits))
  const workedOut = readings.some(({ byUnit, line }) => byUnit && line.amount !== null)
  return {
    lines: readings.map(({ line }) => line),
    byUnit: readings.length === 0 ? null : readings.some(({ byUnit }) => byUnit),
    derived: [...(readings.length > 0 ? [kindRule] : []), ...(workedOut ? [amountRule] : [])],
    notes: readings.flatMap(({ problems }, index) =>
      problems.map(
        ([path, message]): InvoiceNote => ({
          code: 'inexact_amount',
          field: `lines.${index}.${path}`,
          message,
        }),
      ),
    ),
  }
}

function readLine(wire: WireLine, digits: number): LineReading {
  const byUnit =
    (wire.amount === null || wire.amount === undefined) && (wire.unit_price ?? wire.quantity ?? null) !== null
  const discount = readWithRate(wire.discount_amount, wire.discount_rate, 'discount', digits)
  const tax = readWithRate(wire.tax_amount, wire.tax_rate, 'tax', digits)
  const amount = byUnit ? productLess(wire, discount, digits) : statedAmount(wire, digits)
  const problems = joined(problemAt('discount', discount), problemAt('tax', tax), problemAt('amount', amount))
  const line: InvoiceLine = {
    id: wire.id ?? null,
    description: wire.description ?? null,
    kind: wire.is_prepayment === true ? 'prepayment' : 'item',
    providerKind: null,
    quantity: decimalOf(wire.quantity),
    unitPrice: decimalOf(wire.unit_price),
    discount: discount.value,
    tax: tax.value,
    taxRate: percentText(wire.tax_rate),
    amount: amount.value,
    periodStart: null,
    periodEnd: null,
    metadata: metadataOf(wire),
  }
  return { line, byUnit, problems }
}

function problemAt(path: string, { problem }: Figure): LineReading['problems'] {
  return problem === null ? [] : [[path, problem]]
}

function statedAmount(wire: WireLine, digits: number): Figure {
  const { amount, problem } = readMoney(wire.amount, digits)
  return { value: amount, problem: problem === null ? null : `amount ${problem}` }
}

/**
 * An amount that has a rate beside it. Whether the rate counts where the amount is 0 or missing is not documented, and
 * neither what holds where both are given: then only the stated amount is told, or nothing.
 */
function readWithRate(
  stated: WireMoney | null | undefined,
  rate: WireMoney | null | undefined,
  name: 'discount' | 'tax',
  digits: number,
): Figure {
  const { amount, problem } = readMoney(stated, digits)
  if (problem !== null) return unknown(`${name}_amount ${problem}`)
  const hasRate = rate !== null && rate !== undefined && Number(rate) !== 0
  if (!hasRate || (amount ?? 0) !== 0) return { value: amount, problem: null }
  return unknown(`${name}_rate stands without an amount, and what Asset makes of it is not documented`)
}

/** Net of discount and before tax; a discount that is not stated at all is none. */
function productLess(wire: WireLine, discount: Figure, digits: number): Figure {
  const [quantity, unitPrice] = [decimalOf(wire.quantity), decimalOf(wire.unit_price)]
  if (discount.problem !== null) return unknown('the discount is not known in money')
  if (quantity === null || unitPrice === null) {
    return unknown('quantity or unit_price is missing or not exact')
  }
  const product = productInMinorUnits(quantity, unitPrice, digits)
  const net = product.map(({ amount }) => amount - (discount.value ?? 0)).unwrapOr(Number.NaN)
  if (product.isErr() || !isExactAsNumber(net)) return unknown('unit_price times quantity is too large')
  if (product.value.exact) return { value: net, problem: null }
  return unknown('unit_price times quantity is finer than the minor unit of the currency')
}

function unknown(problem: string): Figure {
  return { value: null, problem }
}

const kindRule: DerivedField = {
  field: 'lines.kind',
  from: ['lines.is_prepayment'],
  rule: 'prepayment where is_prepayment is true, else item: lines have no kind',
}

const amountRule: DerivedField = {
  field: 'lines.amount',
  from: ['lines.unit_price', 'lines.quantity', 'lines.discount_amount'],
  rule: 'unit_price times quantity, less discount_amount',
}
