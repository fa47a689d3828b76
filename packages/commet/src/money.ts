import type { Evidence } from '@invoice-adapters/core'
import {
  fromMinorUnits,
  minorUnitDigits,
  normalizeCurrency,
  scaleDecimal,
  toMinorUnits,
} from '@invoice-adapters/core/authoring'

/**
 * How Commet's integers relate to a currency: *settlement scale*, the currency's smallest unit (100 = 1.00 USD).
 * Zero-decimal currencies are whole units, so 100 CLP is `100` (billing-best-practices `multi-currency.md`).
 */
export interface WireScale {
  /** Digits after the decimal point that the wire integer holds. */
  digits: number
  evidence: Evidence
}

function scale(digits: number, evidence: Evidence, codes: string): [string, WireScale][] {
  return codes.split(' ').map((code) => [code, { digits, evidence }])
}

/** The currencies that Commet names (plan pricing and customer credits of `@commet/node` 7.10.0); no others are assumed. */
export const wireScales: ReadonlyMap<string, WireScale> = new Map([
  ...scale(2, 'documented', 'USD'),
  ...scale(2, 'inferred', 'ARS BRL COP PEN UYU BOB MXN CAD EUR CNY HKD SGD TWD INR THB GBP AUD'),
  ...scale(0, 'documented', 'CLP PYG'),
  ...scale(0, 'inferred', 'JPY KRW'),
])

/** One currency, both scales known. */
export interface CurrencyScale {
  /** Upper case. */
  currency: string
  /** ISO 4217 minor-unit digits. */
  minorUnitDigits: number
  wireDigits: number
}

/** Null for a currency whose scale at Commet is not known. */
export function currencyScale(code: string): CurrencyScale | null {
  const currency = normalizeCurrency(code)
  const wire = wireScales.get(currency)
  const digits = minorUnitDigits(currency)
  return wire && digits !== null ? { currency, minorUnitDigits: digits, wireDigits: wire.digits } : null
}

/** A settlement integer in minor units; null where it cannot be expressed exactly. */
export function toCanonicalAmount(wireAmount: number, scales: CurrencyScale): number | null {
  const { wireDigits, minorUnitDigits: digits } = scales
  if (wireDigits === digits && Number.isSafeInteger(wireAmount)) return wireAmount + 0
  return toMinorUnits(fromMinorUnits(wireAmount, scales.wireDigits), scales.minorUnitDigits).unwrapOr(null)
}

/** Minor units as a settlement integer; null where it cannot be expressed exactly. */
export function toWireAmount(amount: number, scales: CurrencyScale): number | null {
  return toMinorUnits(fromMinorUnits(amount, scales.minorUnitDigits), scales.wireDigits).unwrapOr(null)
}

export type UnitScale = 'settlement' | 'rate'

/**
 * Which of its two scales a line's `unitAmount` is in. The documentation says rate scale (10000 = 1.00 USD), every
 * fixture says settlement scale, so the line's amount decides: settlement where quantity × unitAmount is the amount,
 * rate where a hundredth of it rounds to the amount. Null: neither, or both with different prices (a quantity of zero).
 */
export function unitScale(quantity: number, unitAmount: number, amount: number): UnitScale | null {
  if (![quantity, unitAmount, amount].every(Number.isSafeInteger)) return null
  const product = BigInt(quantity) * BigInt(unitAmount)
  if (product === 0n && amount === 0) return unitAmount === 0 ? 'settlement' : null
  if (product === BigInt(amount)) return 'settlement'
  const distance = product - 100n * BigInt(amount)
  return distance >= -50n && distance <= 50n ? 'rate' : null
}

const digitsBeyondSettlement: Record<UnitScale, number> = { settlement: 0, rate: 2 }

/** The unit price in major units as decimal text. */
export function unitPriceText(unitAmount: number, unit: UnitScale, scales: CurrencyScale): string | null {
  const digits = scales.wireDigits + digitsBeyondSettlement[unit]
  return scaleDecimal(String(unitAmount), -digits).unwrapOr(null)
}
