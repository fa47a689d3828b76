import Big from 'big.js'
import { err, ok, type Result } from 'neverthrow'
import { fromMinorUnits } from './minor-unit-text.ts'

export { fromMinorUnits } from './minor-unit-text.ts'

/**
 * Why a figure is no exact amount; `text` is the figure as given.
 *
 * - `not_a_number`: not plain decimal text (`-12.50`), or a number that is not finite
 * - `too_fine`: finer than the minor unit
 * - `too_large`: beyond the safe integers of JavaScript
 * - `inexact_number`: a JSON number of more than 15 significant digits, of which some may be lost already
 */
export interface AmountProblem {
  problem: 'not_a_number' | 'too_fine' | 'too_large' | 'inexact_number'
  text: string
}

const plainDecimal = /^-?\d+(?:\.\d+)?$/

/** Longer text is no amount of money; the limit keeps hostile input from costing time. */
const longestText = 100

/** More digits than this may have been lost when JSON was parsed into a binary floating point number. */
const exactNumberDigits = 15

const roundHalfUp = 1

function problemOf(problem: AmountProblem['problem'], value: unknown): Result<never, AmountProblem> {
  return err({ problem, text: String(value).slice(0, longestText) })
}

/** Counts zeros at the end as well: 1234567890123450 may have been …50.1 in the JSON text. */
function countsTooManyDigits(decimal: Big): boolean {
  return (
    decimal
      .toFixed()
      .replace(/^-?0*\.?0*/, '')
      .replace('.', '').length > exactNumberDigits
  )
}

function readDecimal(value: string | number): Result<Big, AmountProblem> {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return problemOf('not_a_number', value)
    const decimal = new Big(value)
    return countsTooManyDigits(decimal) ? problemOf('inexact_number', value) : ok(decimal)
  }
  if (typeof value !== 'string' || !plainDecimal.test(value)) return problemOf('not_a_number', value)
  if (value.length > longestText) return problemOf('too_large', value)
  return ok(new Big(value))
}

function isDigitCount(digits: number): boolean {
  return isSmallPower(digits) && digits >= 0
}

function isSmallPower(power: number): boolean {
  return Number.isInteger(power) && Math.abs(power) <= 100
}

/** `-0` is written `0`. */
function plainText(decimal: Big): string {
  return decimal.eq(0) ? '0' : decimal.toFixed()
}

/** A whole decimal as a safe integer. */
function asAmount(whole: Big, given: string | number): Result<number, AmountProblem> {
  const amount = Number(plainText(whole))
  return Number.isSafeInteger(amount) ? ok(amount) : problemOf('too_large', given)
}

/** Text of at most 15 digits that is canonical already. */
const shortDecimal = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{0,13}[1-9])?$/

/** The text of a decimal that is exact however it is read; null for all that needs a closer look. */
function shortText(value: string | number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  return text.length > exactNumberDigits || text === '-0' || !shortDecimal.test(text) ? null : text
}

/** Before and behind its point. */
function shortParts(value: string | number): { whole: string; fraction: string } | null {
  const text = shortText(value)
  if (text === null) return null
  const point = text.indexOf('.')
  return point < 0
    ? { whole: text, fraction: '' }
    : { whole: text.slice(0, point), fraction: text.slice(point + 1) }
}

/** Up to here every power of ten and every product with fifteen digits is exact in binary floating point. */
const powersOfTen: readonly number[] = [1, 10, 100, 1000, 10_000]

const exactNumbersBelow = 10 ** exactNumberDigits

/**
 * A JSON number in minor units, where arithmetic proves it exact: no two decimals of at most 15 digits are the same
 * number, and a quotient of whole numbers is rounded to the nearest one. Null where it takes a closer look.
 */
function provenMinorUnits(value: number, digits: number): number | null {
  const power = powersOfTen[digits]
  if (power === undefined) return null
  const minor = Math.round(value * power)
  // Adding zero makes `-0` a plain one.
  return Math.abs(minor) < exactNumbersBelow && minor / power === value ? minor + 0 : null
}

/**
 * Major units as minor units: `"12.5"` with 2 digits is 1250. Exact or an error, never rounded.
 *
 * @param value plain decimal text without exponent, sign `+` or spaces; or a finite number, as JSON gives it, of at most
 *   15 significant digits, those down to the minor unit counted: beyond, JSON may have lost some.
 * @param digits of the currency's minor unit, 0 to 100.
 */
export function toMinorUnits(value: string | number, digits: number): Result<number, AmountProblem> {
  if (!isDigitCount(digits)) return problemOf('not_a_number', digits)
  const proven = typeof value === 'number' ? provenMinorUnits(value, digits) : null
  if (proven !== null) return ok(proven)
  const short = shortParts(value)
  if (short !== null && short.fraction.length <= digits && short.whole.length + digits <= exactNumberDigits) {
    // Moving the point is all there is to it.
    return ok(Number(short.whole + short.fraction.padEnd(digits, '0')))
  }
  return readDecimal(value).andThen((major) => {
    const minor = major.times(`1e${digits}`)
    // 90071992547409.91 arrives as …409.9: fifteen digits, and yet not what was sent.
    if (typeof value === 'number' && minor.abs().gte(`1e${exactNumberDigits}`)) {
      return problemOf('inexact_number', value)
    }
    if (!minor.eq(minor.round(0, 0))) return problemOf('too_fine', value)
    return asAmount(minor, value)
  })
}

/** Canonical plain decimal text: `"2.50"` is `"2.5"`, 1e-7 is `"0.0000001"`, `"-0"` is `"0"`. No exponent. */
export function decimalText(value: string | number): Result<string, AmountProblem> {
  const short = shortText(value)
  return short === null ? readDecimal(value).map(plainText) : ok(short)
}

/**
 * As {@link decimalText}, for what a vendor may leave out; null also where there is no such text, or one so long that it
 * would not be read again.
 */
export function decimalOf(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined) return null
  return shortText(value) ?? decimalText(value).andThen(decimalText).unwrapOr(null)
}

function withoutEndZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** The decimal times a power of ten, as canonical text: `"0.0825"` by 2 is `"8.25"` (a fraction as percent). Exact. */
export function scaleDecimal(value: string | number, powerOfTen: number): Result<string, AmountProblem> {
  if (!isSmallPower(powerOfTen)) return problemOf('not_a_number', powerOfTen)
  if (powerOfTen <= 0 && shortParts(value)?.fraction === '') {
    return ok(withoutEndZeros(fromMinorUnits(Number(value), -powerOfTen)))
  }
  return readDecimal(value).map((decimal) => plainText(decimal.times(`1e${powerOfTen}`)))
}

/** Minor units, and whether nothing had to be rounded. */
export interface Product {
  amount: number
  exact: boolean
}

/**
 * Quantity times unit price (major units) in minor units. What is finer than the minor unit is rounded half-up, halves
 * away from zero for negative products too; `exact` tells whether that happened.
 */
export function productInMinorUnits(
  quantity: string,
  unitPrice: string,
  digits: number,
): Result<Product, AmountProblem> {
  if (!isDigitCount(digits)) return problemOf('not_a_number', digits)
  return readDecimal(quantity).andThen((count) =>
    readDecimal(unitPrice).andThen((price) => {
      const product = count.times(price).times(`1e${digits}`)
      const rounded = product.round(0, roundHalfUp)
      return asAmount(rounded, `${quantity} x ${unitPrice}`).map((amount) => ({
        amount,
        exact: rounded.eq(product),
      }))
    }),
  )
}
