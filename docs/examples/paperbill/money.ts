import { fromMinorUnits, minorUnitDigits, toMinorUnits } from '@invoice-adapters/core'

/** Paperbill's amounts are hundredths in every currency, also where the minor unit is none, as in JPY: 1 JPY is 100. */
const wireDigits = 2

/** Minor units; null where there is no minor unit, or where the hundredths cannot be expressed in it exactly. */
export function toAmount(cents: number, currency: string): number | null {
  const digits = minorUnitDigits(currency)
  return digits === null ? null : toMinorUnits(fromMinorUnits(cents, wireDigits), digits).unwrapOr(null)
}

/** Hundredths; null where the amount is finer than that. */
export function toCents(amount: number, currency: string): number | null {
  const digits = minorUnitDigits(currency)
  return digits === null ? null : toMinorUnits(fromMinorUnits(amount, digits), wireDigits).unwrapOr(null)
}
