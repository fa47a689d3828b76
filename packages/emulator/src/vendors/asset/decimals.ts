/** An exact decimal: `count` times ten to the minus `scale`. */
export interface Decimal {
  readonly count: bigint
  readonly scale: number
}

export const zero: Decimal = { count: 0n, scale: 0 }

/** More digits than any amount has; a longer text is refused instead of computed with. */
const longest = 40

/** A JSON number or a numeric string; null for anything else. Exponents are no way to write money. */
export function readDecimal(value: unknown): Decimal | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text.length > longest) return null
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (match === null) return null
  const [, sign, whole = '', fraction = ''] = match
  const significant = fraction.replace(/0+$/, '')
  const count = BigInt(whole + significant)
  return { count: sign === '-' ? -count : count, scale: significant.length }
}

export function decimalOf(count: number | bigint, scale: number): Decimal {
  return { count: BigInt(count), scale }
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale)
  const raised = (decimal: Decimal): bigint => decimal.count * 10n ** BigInt(scale - decimal.scale)
  return [raised(left), raised(right), scale]
}

export function add(left: Decimal, right: Decimal): Decimal {
  const [one, other, scale] = aligned(left, right)
  return { count: one + other, scale }
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, { count: -right.count, scale: right.scale })
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return { count: left.count * right.count, scale: left.scale + right.scale }
}
