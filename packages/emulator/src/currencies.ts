// ISO 4217 minor units, only where they differ from two. Kept here and not shared with the library under test.
const exceptions: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** Digits after the decimal point of a currency's minor unit; `currency` in any case. */
export function minorUnitDigits(currency: string): number {
  return exceptions[currency.toUpperCase()] ?? 2
}

/** An integer count of `10^-digits` as exact decimal text: `(-150n, 4)` is `-0.015`. */
export function decimalText(count: bigint, digits: number): string {
  const sign = count < 0n ? '-' : ''
  const padded = String(count < 0n ? -count : count).padStart(digits + 1, '0')
  const whole = padded.slice(0, padded.length - digits)
  const fraction = padded.slice(padded.length - digits).replace(/0+$/, '')
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}

/** Half away from zero, in exact integers: `numerator / divisor`. */
export function divideRounded(numerator: bigint, divisor: bigint): number {
  const half = numerator < 0n ? -divisor / 2n : divisor / 2n
  const result = Number((numerator + half) / divisor)
  if (!Number.isSafeInteger(result)) throw new RangeError('amount beyond the safe integers')
  return result
}

export function addExactly(left: number, right: number): number {
  const sum = left + right
  if (!Number.isSafeInteger(sum)) throw new RangeError('amount beyond the safe integers')
  return sum
}
