import { type Evidence, err, ok, type Result } from '@invoice-adapters/core'
import {
  type AmountProblem,
  fromMinorUnits,
  minorUnitDigits,
  normalizeCurrency,
  toMinorUnits,
} from '@invoice-adapters/core/authoring'

/** Every amount of the legacy API is a JSON number in currency units: 10.43 is 10.43 USD (`@whop/sdk` 0.0.42). */
export interface WireUnit {
  /** Digits after the decimal point that one whole minor unit takes: 2 for USD, 0 for JPY, 3 for KWD. */
  digits: number
  evidence: Evidence
}

/** The ISO 4217 codes among the 90 of `@whop/sdk` 0.0.42, `shared.ts`; left out are eth, ape, btc, usdt, whop_usd and xau. */
const billedCodes =
  'USD SGD INR AUD BRL CAD DKK EUR NOK GBP SEK CHF HKD HUF JPY MXN MYR PLN CZK NZD AED COP RON THB BGN IDR DOP ' +
  'PHP TRY KRW TWD VND PKR CLP UYU ARS ZAR DZD TND MAD KES KWD JOD ALL XCD AMD BSD BHD BOB BAM KHR CRC XOF EGP ' +
  'ETB GMD GHS GTQ GYD ILS JMD MOP MGA MUR MDL MNT NAD NGN MKD OMR PYG PEN QAR RWF SAR RSD LKR TZS TTD UZS RUB ' +
  'CNY KZT AWG'

function unitOf(currency: string): WireUnit {
  // Whop's examples are in dollars; that others travel in their ordinary unit as well is nowhere contradicted.
  return { digits: minorUnitDigits(currency) ?? 0, evidence: currency === 'USD' ? 'documented' : 'inferred' }
}

/** What Whop can be asked to bill in, by upper-case code. */
export const wireUnits: ReadonlyMap<string, WireUnit> = new Map(
  billedCodes.split(' ').map((currency) => [currency, unitOf(currency)]),
)

export interface CurrencyScale {
  /** Upper case. */
  currency: string
  /** ISO 4217 minor-unit digits. */
  digits: number
}

/** How amounts of a currency are read; null outside ISO 4217. */
export function readingScale(code: string): CurrencyScale | null {
  const currency = normalizeCurrency(code)
  const digits = minorUnitDigits(currency)
  return digits === null ? null : { currency, digits }
}

/** How amounts of a currency are written; null for one that Whop does not bill in. */
export function writingScale(code: string): CurrencyScale | null {
  const currency = normalizeCurrency(code)
  const unit = wireUnits.get(currency)
  return unit === undefined ? null : { currency, digits: unit.digits }
}

/** A JSON number of the wire in minor units: exact or an error. */
export function toCanonicalAmount(wire: number, { digits }: CurrencyScale): Result<number, AmountProblem> {
  return toMinorUnits(wire, digits)
}

/**
 * Minor units as the JSON number that stands for them: exact or an error. A number of more than 15 significant digits
 * is refused, since it may be another one at the other end.
 */
export function toWireNumber(amount: number, { digits }: CurrencyScale): Result<number, AmountProblem> {
  const text = fromMinorUnits(amount, digits)
  const wire = Number(text)
  return toMinorUnits(wire, digits).andThen((back) =>
    back === amount ? ok(wire) : err({ problem: 'inexact_number' as const, text }),
  )
}
