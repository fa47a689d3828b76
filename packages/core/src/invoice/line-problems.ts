import { minorUnitDigits } from '../money/currency.ts'
import { productInMinorUnits } from '../money/decimal.ts'
import { sumAmounts } from '../money/sum.ts'
import type { NewInvoiceLine } from './new-invoice.ts'

/** What is wrong with a line, at a path within the lines. */
export interface LineProblem {
  path: (string | number)[]
  message: string
}

function productProblem(line: NewInvoiceLine, digits: number): string | null {
  if (line.quantity === undefined || line.unitPrice === undefined) return null
  const product = productInMinorUnits(line.quantity, line.unitPrice, digits)
  if (product.isErr()) return 'must be such that quantity times unitPrice is an amount'
  if (product.value.amount === line.amount) return null
  return (
    `must be quantity times unitPrice, which is ${product.value.amount} minor units and not ${line.amount}; ` +
    'correct it, or leave out quantity and unitPrice'
  )
}

/**
 * The rules about lines that need the currency: quantity times unit price is the amount, exactly or rounded half-up to
 * the minor unit, and amounts and taxes add up to a safe integer. An unknown currency leaves the product unchecked.
 */
export function lineProblems(lines: readonly NewInvoiceLine[], currency: string): LineProblem[] {
  const digits = minorUnitDigits(currency)
  const problems = lines.flatMap((line, index): LineProblem[] => {
    const message = digits === null ? null : productProblem(line, digits)
    return message === null ? [] : [{ path: [index, 'amount'], message }]
  })
  const sum = sumAmounts(lines.flatMap((line) => [line.amount, line.tax ?? 0]))
  if (sum.isErr())
    problems.push({ path: [], message: 'must add up to less than 9007199254740992 minor units' })
  return problems
}
