import { err, type FieldProblem, type NewInvoiceLine, ok, Result } from '@invoice-adapters/core'
import {
  decimalText,
  fromMinorUnits,
  productInMinorUnits,
  toMinorUnits,
} from '@invoice-adapters/core/authoring'
import { type CurrencyScale, toWireNumber } from '../money.ts'

/** `label`, price and count; Whop wants their sum to be the price of the plan (create-invoice, `line_items`). */
export interface WireNewLine {
  label: string
  unit_price: number
  quantity: number
}

/** What a line is written as: decimal text that multiplies to the amount exactly. */
interface Priced {
  quantity: string
  unitPrice: string
}

export function toWireLines(
  lines: readonly NewInvoiceLine[],
  scale: CurrencyScale,
): Result<WireNewLine[], FieldProblem[]> {
  const results = lines.map((line, index) => toWireLine(line, `lines.${index}`, scale))
  return Result.combineWithAllErrors(results)
}

function toWireLine(
  line: NewInvoiceLine,
  path: string,
  scale: CurrencyScale,
): Result<WireNewLine, FieldProblem> {
  return priced(line, path, scale).andThen(({ quantity, unitPrice }) => {
    const count = exactNumber(quantity)
    const price = toMinorUnits(unitPrice, scale.digits)
      .andThen((amount) => toWireNumber(amount, scale))
      .unwrapOr(null)
    if (count === null) return problem(`${path}.quantity`, 'has more digits than a JSON number holds exactly')
    if (price === null)
      return problem(
        `${path}.amount`,
        'has more than 15 significant digits, which Whop cannot be sent exactly',
      )
    return ok({ label: line.description, unit_price: price, quantity: count })
  })
}

/** Whop multiplies and adds for itself, so that a product which had to be rounded would not add up there. */
function priced(line: NewInvoiceLine, path: string, scale: CurrencyScale): Result<Priced, FieldProblem> {
  const { digits, currency } = scale
  const tax = line.tax ?? 0
  const amount = line.amount + tax
  const whole = { quantity: '1', unitPrice: fromMinorUnits(amount, digits) }
  // Accepted tax has no place of its own: it stays in the line's price, so that the total is the one that was asked for.
  if (tax !== 0) return ok(whole)
  const { quantity = '1', unitPrice } = line
  if (unitPrice === undefined) return quantity === '1' ? ok(whole) : divided(amount, quantity, path, scale)
  if (toMinorUnits(unitPrice, digits).isErr()) {
    return problem(
      `${path}.unitPrice`,
      `is finer than the minor unit of ${currency}, which Whop is not known to take; leave out quantity and unitPrice to bill one amount`,
    )
  }
  const product = productInMinorUnits(quantity, unitPrice, digits).unwrapOr(null)
  if (product?.exact === true && product.amount === amount) return ok({ quantity, unitPrice })
  return problem(
    `${path}.unitPrice`,
    'times the quantity is not exactly the amount, as Whop demands; leave out quantity and unitPrice to bill one amount',
  )
}

/** A quantity alone: the unit price is the amount's even share, where there is one. */
function divided(
  amount: number,
  quantity: string,
  path: string,
  { digits }: CurrencyScale,
): Result<Priced, FieldProblem> {
  const count = Number(quantity)
  if (Number.isSafeInteger(count) && count !== 0 && amount % count === 0) {
    return ok({ quantity, unitPrice: fromMinorUnits(amount / count, digits) })
  }
  return problem(
    `${path}.quantity`,
    'does not divide the amount evenly; give the unitPrice as well, or leave the quantity out',
  )
}

/** Null where the number would not be read as the same decimal at the other end. */
function exactNumber(decimal: string): number | null {
  const count = Number(decimal)
  return decimalText(count).unwrapOr(null) === decimalText(decimal).unwrapOr('') ? count : null
}

function problem(field: string, message: string): Result<never, FieldProblem> {
  return err({ field, message })
}
