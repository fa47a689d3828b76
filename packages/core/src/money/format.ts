import { minorUnitDigits, normalizeCurrency } from './currency.ts'
import { fromMinorUnits } from './minor-unit-text.ts'

export interface FormatSettings {
  /** BCP 47, such as `de-CH`; default `en`, also where the locale is not known. */
  locale?: string
  /** Only for a currency outside ISO 4217: how many digits its minor unit has. ISO 4217 decides for the others. */
  minorUnitDigits?: number
}

/** Null where the platform refuses the locale or the currency. */
function formatter(locale: string, currency: string, digits: number): Intl.NumberFormat | null {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  } catch {
    return null
  }
}

/**
 * An amount in minor units for people to read: 1250 of USD is `$12.50`. Exact for every size: the decimal text is
 * formatted, never a floating point number. Never throws.
 *
 * Where the number of digits is not known, or the amount is not whole, it says what it is instead of guessing:
 * `123 minor units of ETH`.
 */
export function formatMoney(
  amount: number | bigint,
  currency: string,
  settings: FormatSettings = {},
): string {
  const code = normalizeCurrency(String(currency))
  const digits = minorUnitDigits(code) ?? settings.minorUnitDigits ?? Number.NaN
  const text = fromMinorUnits(amount, digits)
  if (text === 'NaN') return `${String(amount)} minor units of ${code || 'an unknown currency'}`
  const format = formatter(settings.locale ?? 'en', code, digits) ?? formatter('en', code, digits)
  return format === null ? `${text} ${code}` : format.format(text as `${number}`)
}
