/**
 * Minor units as exact decimal text in major units, with all digits of the minor unit: 1250 with 2 digits is `"12.50"`.
 *
 * What is no whole amount (NaN, a fraction, a number beyond the safe integers) or no number of digits has no such text:
 * the answer is then `"NaN"`, which reads as no amount anywhere.
 */
export function fromMinorUnits(amount: number | bigint, digits: number): string {
  const whole = typeof amount === 'bigint' || Number.isSafeInteger(amount)
  if (!whole || !Number.isInteger(digits) || digits < 0 || digits > 100) return 'NaN'
  const sign = amount < 0 ? '-' : ''
  const figures = String(amount)
    .replace('-', '')
    .padStart(digits + 1, '0')
  if (digits === 0) return sign + figures
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}
