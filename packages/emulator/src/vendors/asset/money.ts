import { decimalText, divideRounded } from '../frame.ts'
import { type Decimal, readDecimal } from './decimals.ts'
import type { AssetSwitches } from './switches.ts'

/** How a business writes money. */
export interface MoneyFormat {
  /** Digits after the point of its one currency. */
  readonly digits: number
  readonly switches: AssetSwitches
}

/** A JSON number carries fifteen digits exactly, whatever the point. */
const largest = 10n ** 15n

/** A wire amount in minor units; null when it is not one. */
export function readMoney(value: unknown, { digits, switches }: MoneyFormat): number | null {
  const decimal = readDecimal(value)
  if (decimal === null) return null
  if (decimal.scale > digits && switches.excessDecimals === 'refuse') return null
  const size = decimal.count < 0n ? -decimal.count : decimal.count
  const beyond = size * 10n ** BigInt(digits) >= largest * 10n ** BigInt(decimal.scale)
  return beyond ? null : roundToMinor(decimal, digits)
}

/** Half away from zero. guess: the rounding rule is not documented. */
export function roundToMinor({ count, scale }: Decimal, digits: number): number {
  return scale > digits
    ? divideRounded(count, 10n ** BigInt(scale - digits))
    : divideRounded(count * 10n ** BigInt(digits - scale), 1n)
}

/** Minor units as the wire has them: a number in major units, or by switch a decimal string. */
export function wireMoney(minor: number, { digits, switches }: MoneyFormat): number | string {
  return switches.moneyAs === 'string' ? fixedText(minor, digits) : Number(decimalText(BigInt(minor), digits))
}

/** All decimals written out: `3000.00`. */
export function fixedText(minor: number, digits: number): string {
  const sign = minor < 0 ? '-' : ''
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = padded.slice(0, padded.length - digits)
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(padded.length - digits)}`
}

export function wireDecimal({ count, scale }: Decimal, { switches }: MoneyFormat): number | string {
  const text = decimalText(count, scale)
  return switches.moneyAs === 'string' ? text : Number(text)
}
