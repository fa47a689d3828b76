import { decimalText, err, minorUnitDigits, normalizeCurrency, ok, type Result } from '@invoice-adapters/core'
import type { AgingTable, ConvertedOutstanding, ExchangeRates } from './types.ts'

/** Decimal text as a whole number and its power of ten; null where it is no positive decimal. */
function fractionOf(text: string): { whole: bigint; digits: number } | null {
  const plain = decimalText(text).unwrapOr(null)
  if (plain === null || !/^\d+(\.\d+)?$/.test(plain)) return null
  const [before = '', after = ''] = plain.split('.')
  const whole = BigInt(before + after)
  return whole > 0n ? { whole, digits: after.length } : null
}

export interface CheckedRates {
  rates: ExchangeRates
  baseDigits: number
  byCurrency: Map<string, { text: string; whole: bigint; digits: number }>
}

/** What is wrong with the rates, in one sentence, or the rates ready for use. */
export function checkRates(rates: ExchangeRates): Result<CheckedRates, string> {
  const baseDigits = minorUnitDigits(rates.base)
  if (baseDigits === null)
    return err(`rates.base: ${rates.base} is not an ISO 4217 currency with a minor unit`)
  if (rates.date === '' || rates.source === '') return err('rates: a date and a source are needed')
  const byCurrency: CheckedRates['byCurrency'] = new Map()
  for (const [currency, text] of Object.entries(rates.rates)) {
    const fraction = fractionOf(text)
    if (fraction === null) return err(`rates.${currency}: must be positive decimal text such as "0.92"`)
    byCurrency.set(normalizeCurrency(currency), { text, ...fraction })
  }
  byCurrency.set(normalizeCurrency(rates.base), { text: '1', whole: 1n, digits: 0 })
  return ok({ rates, baseDigits, byCurrency })
}

/** Live money at the given rates (test money where there is no other). */
export function convertOutstanding(
  aging: AgingTable[],
  { rates, baseDigits, byCurrency }: CheckedRates,
): ConvertedOutstanding {
  const mode = aging.find((table) => table.mode === 'live')?.mode ?? aging[0]?.mode ?? null
  const rows: ConvertedOutstanding['rows'] = []
  const withoutRate: string[] = []
  for (const { currency, minorUnitDigits: digits, outstanding } of aging.filter(
    (table) => table.mode === mode,
  )) {
    const rate = currency === null ? undefined : byCurrency.get(currency)
    if (currency === null || digits === null || rate === undefined) {
      withoutRate.push(currency ?? 'unknown')
      continue
    }
    const shift = baseDigits - digits - rate.digits
    const inBase = scaled(outstanding.amount * rate.whole, shift)
    rows.push({ currency, outstanding: outstanding.amount, rate: rate.text, inBase })
  }
  const total = rows.reduce((sum, row) => sum + row.inBase, 0n)
  return {
    base: normalizeCurrency(rates.base),
    date: rates.date,
    source: rates.source,
    mode,
    rows,
    total,
    withoutRate,
  }
}

/** Times a power of ten, rounded half away from zero. */
function scaled(value: bigint, powerOfTen: number): bigint {
  if (powerOfTen >= 0) return value * 10n ** BigInt(powerOfTen)
  const divisor = 10n ** BigInt(-powerOfTen)
  const half = value < 0n ? -divisor / 2n : divisor / 2n
  return (value + half) / divisor
}
