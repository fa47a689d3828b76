export { toUtcInstant } from './invoice/dates.ts'
export { parseFields, parseInput } from './invoice/parse-input.ts'
export { minorUnitDigits, normalizeCurrency } from './money/currency.ts'
export {
  type AmountProblem,
  decimalText,
  fromMinorUnits,
  type Product,
  productInMinorUnits,
  scaleDecimal,
  toMinorUnits,
} from './money/decimal.ts'
export { sumAmounts, sumBig } from './money/sum.ts'
export { checkTotals, type LinesSumTo, type TotalsSettings } from './money/totals.ts'
export { isPayable, matchesStatus, type StatusFacts, sameState, statusAt } from './status/status-at.ts'
