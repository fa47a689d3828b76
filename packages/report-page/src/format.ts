import type { Sum, Unit } from '@invoice-adapters/aggregate'
import { formatMoney } from '@invoice-adapters/core'
import { type Html, html } from './html.ts'

const dayMs = 86_400_000

/** Everything that is written by the rules of a locale. Dates are days in UTC. */
export interface Formatting {
  locale: string
  count(value: number): string
  /** Exact. */
  money(amount: number | bigint, unit: Unit): string
  /** The known part, and how many are unknown; `unknown` where nothing is known. */
  sum(sum: Sum, unit: Unit): Html
  /** Whole percent of a sum, rounded half up; null where there is no sensible share. */
  percent(part: bigint, whole: bigint): string | null
  day(instant: string): string
  instant(instant: string): string
  /** A money axis; the value is one of few round numbers, in major units. */
  tick(value: number, unit: Unit): string
}

export function createFormatting(wanted: string | undefined): Formatting {
  const locale = knownLocale(wanted)
  const counts = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent' })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const instants = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  const money: Formatting['money'] = (amount, { currency, minorUnitDigits }) =>
    formatMoney(amount, currency ?? '', minorUnitDigits === null ? { locale } : { locale, minorUnitDigits })
  return {
    locale,
    count: (value) => counts.format(value),
    money,
    sum(sum, unit) {
      const unknown = html`<span class="unknown">${counts.format(sum.unknown)} unknown</span>`
      if (sum.unknown === 0) return html`${money(sum.amount, unit)}`
      if (sum.unknown === sum.count) return html`<span class="unknown">unknown</span>`
      return html`${money(sum.amount, unit)} <span class="plus">+ ${unknown}</span>`
    },
    percent: (part, whole) =>
      whole > 0n && part >= 0n && part <= whole
        ? percents.format(Number((part * 200n + whole) / (2n * whole)) / 100)
        : null,
    day: (instant) => dateText(days, instant),
    instant: (instant) => `${dateText(instants, instant)} UTC`,
    tick: (value, unit) => tickFormat(locale, unit).format(value),
  }
}

/** Whole days from one instant to a later one, a day begun counting as one; the rule of the aging. */
export function daysBetween(fromMs: number, toMs: number): number {
  return Math.ceil((toMs - fromMs) / dayMs)
}

function knownLocale(wanted: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(wanted ?? 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}

function dateText(format: Intl.DateTimeFormat, instant: string): string {
  const ms = Date.parse(instant)
  return Number.isNaN(ms) ? instant : format.format(ms)
}

function tickFormat(locale: string, { currency }: Unit): Intl.NumberFormat {
  const compact = { notation: 'compact', maximumSignificantDigits: 12 } as const
  try {
    const money = { style: 'currency', currency: currency ?? '' } as const
    return new Intl.NumberFormat(locale, { ...compact, ...money })
  } catch {
    return new Intl.NumberFormat(locale, compact)
  }
}
