/**
 * Digits of the minor unit, for the currencies that the kit works with. Typed from ISO 4217 and kept apart from core's
 * table: shared, both would be wrong together.
 */
export const currencyDigits: Readonly<Record<string, number>> = {
  USD: 2,
  EUR: 2,
  GBP: 2,
  BRL: 2,
  MXN: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  CLP: 0,
  PYG: 0,
  KWD: 3,
  BHD: 3,
  TND: 3,
}

/** A code that some vendors bill in and that ISO 4217 does not have. */
export const currencyOutsideIso = 'ETH'

/** Minor units as decimal text in major units: 1234 is `12.34` in USD. */
export function majorText(minorUnits: number, currency: string): string {
  const digits = currencyDigits[currency] ?? 2
  if (digits === 0) return String(minorUnits)
  const padded = String(Math.abs(minorUnits)).padStart(digits + 1, '0')
  return `${minorUnits < 0 ? '-' : ''}${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}
