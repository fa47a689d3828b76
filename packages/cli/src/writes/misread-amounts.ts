import { type FieldProblem, minorUnitDigits, toMinorUnits } from '@invoice-adapters/core'
import type { ConfigPath, ConfigSource } from '../config/source.ts'

/** The fields of an input that hold money, in minor units. */
const amountFields = new Set<string | number>(['amount', 'tax'])

/** What the caller or a vendor gives a meaning of its own. */
const free = new Set(['metadata', 'providerOptions'])

/**
 * The parsers make 49.00 the whole number 49, which would bill 0.49: an amount is taken only where its digits, as they
 * are written, are the number that was read.
 */
export function misreadAmounts(source: ConfigSource, value: unknown, path: ConfigPath): FieldProblem[] {
  const currency =
    typeof value === 'object' && value !== null && 'currency' in value ? String(value.currency) : null
  return amountsIn(value).flatMap(({ inner, amount }) => {
    const text = source.numberText([...path, ...inner])
    if (text !== null && /^[-+]?\d+$/.test(text) && Number(text) === amount) return []
    return [{ field: inner.join('.'), message: advice(text, currency) }]
  })
}

interface AmountAt {
  inner: ConfigPath
  amount: number
}

/** No input is nested deeper; aliases of YAML may go round in circles. */
const deepest = 8

function amountsIn(value: unknown, inner: ConfigPath = []): AmountAt[] {
  if (typeof value === 'number') return amountFields.has(inner.at(-1) ?? '') ? [{ inner, amount: value }] : []
  if (typeof value !== 'object' || value === null || inner.length > deepest) return []
  return Object.entries(value).flatMap(([key, item]) =>
    free.has(key) ? [] : amountsIn(item, [...inner, Array.isArray(value) ? Number(key) : key]),
  )
}

function advice(text: string | null, currency: string | null): string {
  const rule = 'must be a whole number of minor units, in digits alone'
  const digits = currency === null ? null : minorUnitDigits(currency.toUpperCase())
  const minor = text === null || digits === null ? null : toMinorUnits(text, digits)
  return minor?.isOk() === true
    ? `${rule}: write ${minor.value} for ${text} ${currency}`
    : `${rule}: write 4900 for 49.00 USD`
}
