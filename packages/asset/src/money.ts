import { decimalText, fromMinorUnits, scaleDecimal, toMinorUnits } from '@invoice-adapters/core/authoring'

/**
 * Asset speaks decimal major units as JSON numbers, now and then as text, and names no currency: concluded from
 * examples such as 520.56 (api-reference/invoice/create-an-invoice). Writing uses numbers.
 */
export type WireMoney = number | string

/** Why a figure of the wire is no amount, in words. */
const problems = {
  not_a_number: 'is no decimal number',
  too_fine: 'is finer than the minor unit of the currency',
  too_large: 'is larger than can be held exactly',
  inexact_number: 'has more than 15 significant digits, of which JSON may have lost some',
} as const

/** An exact amount in minor units, or null and why there is none. */
export interface MoneyReading {
  amount: number | null
  problem: string | null
}

const notStated: MoneyReading = { amount: null, problem: null }

export function readMoney(value: WireMoney | null | undefined, digits: number): MoneyReading {
  if (value === null || value === undefined) return notStated
  const minor = toMinorUnits(value, digits)
  return minor.isOk()
    ? { amount: minor.value, problem: null }
    : { amount: null, problem: problems[minor.error.problem] }
}

/** From 16 digits on, neighbours of the last place can be the same number: 90071992547409.91 reads as …409.9. */
const exactAmountsBelow = 1e15

/** Whether an amount in minor units is told apart from its neighbours when it travels as a JSON number. */
export function isExactAsNumber(amount: number): boolean {
  return Math.abs(amount) < exactAmountsBelow
}

/** A decimal as a JSON number that reads back as the same decimal; null where it has too many digits for that. */
export function toWireNumber(text: string): number | null {
  const number = Number(text)
  if (!Number.isFinite(number)) return null
  return decimalText(number).unwrapOr(null) === decimalText(text).unwrapOr('') ? number : null
}

/** Minor units as a JSON number in major units; null where it would not be exact. */
export function toWireAmount(amount: number, digits: number): number | null {
  if (!isExactAsNumber(amount)) return null
  return toWireNumber(fromMinorUnits(amount, digits))
}

/** Digits of a quotient that are tried; a longer one is no price that anybody wrote. */
const quotientDigits = 12

/** The unit price that times the quantity is the amount, as decimal text; null where it has no exact one. */
export function exactUnitPrice(amount: number, quantity: string, digits: number): string | null {
  const fraction = quantity.split('.')[1] ?? ''
  const divisor = BigInt(quantity.replace('.', ''))
  if (divisor === 0n) return null
  const dividend = BigInt(amount) * 10n ** BigInt(fraction.length + quotientDigits)
  if (dividend % divisor !== 0n) return null
  return scaleDecimal(String(dividend / divisor), -(quotientDigits + digits)).unwrapOr(null)
}

/** Percent as the fraction that the wire has, or back: the example of tax_rate is 0.08. */
export function percentText(fraction: WireMoney | null | undefined): string | null {
  return fraction === null || fraction === undefined ? null : scaleDecimal(fraction, 2).unwrapOr(null)
}
