import { decimalText } from '../frame.ts'

/** Digits after the point that any number from the wire may have. */
export const wireScale = 18

/** A JSON number as an exact count of `10^-wireScale`, by its shortest decimal form; null where it is finer. */
export function exactly(value: number): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (match === null) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = wireScale - fraction.length + Number(exponent)
  if (shift < 0) return null
  const count = BigInt(whole + fraction) * 10n ** BigInt(shift)
  return sign === '-' ? -count : count
}

/**
 * A count of `10^-scale` in units of `10^-digits`. Null when it is finer and may not be rounded, or beyond the
 * safe integers. Rounds half away from zero.
 */
export function toUnits(
  count: bigint,
  scale: number,
  digits: number,
  finer: 'refuse' | 'round',
): number | null {
  const divisor = 10n ** BigInt(scale - digits)
  if (finer === 'refuse' && count % divisor !== 0n) return null
  const half = count < 0n ? -divisor / 2n : divisor / 2n
  const units = Number((count + half) / divisor)
  return Number.isSafeInteger(units) ? units : null
}

/** An integer count of `10^-digits` as the number that goes over the wire. */
export function wireNumber(units: number, digits: number): number {
  return Number(decimalText(BigInt(units), digits))
}

/** A number from the wire as exact decimal text. */
export function plainText(value: number): string {
  const count = exactly(value)
  return count === null ? String(value) : decimalText(count, wireScale)
}
