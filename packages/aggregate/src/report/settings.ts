import { err, type FieldProblem, ok, type Result } from '@invoice-adapters/core'
import { toUtcInstant } from '@invoice-adapters/core/authoring'
import type { ExchangeRates } from './types.ts'

export interface ReportSettings {
  /** RFC 3339: the instant of the report; default now. */
  asOf?: string | undefined
  /** The present instant in milliseconds since 1970; default `Date.now`. */
  now?: (() => number) | undefined
  /** Upper bounds of the aging buckets in days after the due date; default `[30, 60, 90]`. */
  agingDays?: readonly number[] | undefined
  /** Length of the period of days sales outstanding; default 90. */
  dsoDays?: number | undefined
  /** How many of the largest debtors per currency; default 10. */
  debtors?: number | undefined
  rates?: ExchangeRates | undefined
  /** The source holds the state of each invoice at `asOf`, as a store can tell it; default false. */
  storedHistory?: boolean | undefined
}

export interface WholeSettings {
  asOf: string
  /** What is read from now on is what was so at `asOf`. */
  isPresent: boolean
  agingDays: readonly number[]
  dsoDays: number
  debtors: number
  rates: ExchangeRates | null
  storedHistory: boolean
}

/** Whoever asks for "now" has taken the time a little before the first reading. */
const toleratedMs = 60_000

export function parseReportSettings(settings: ReportSettings): Result<WholeSettings, FieldProblem[]> {
  const {
    agingDays = [30, 60, 90],
    dsoDays = 90,
    debtors = 10,
    rates = null,
    storedHistory = false,
    now = Date.now,
  } = settings
  const presentMs = now()
  const asOf = toUtcInstant(settings.asOf ?? new Date(presentMs).toISOString())
  const problems: FieldProblem[] = []
  if (asOf === null)
    problems.push({ field: 'asOf', message: 'must be an RFC 3339 date-time such as 2026-11-20T00:00:00Z' })
  const rising = agingDays.every(
    (days, index) => Number.isSafeInteger(days) && days > (agingDays[index - 1] ?? 0),
  )
  if (agingDays.length === 0 || !rising) {
    problems.push({
      field: 'agingDays',
      message: 'must be whole numbers of days, each larger than the one before, such as [30, 60, 90]',
    })
  }
  for (const [field, value] of Object.entries({ dsoDays, debtors })) {
    if (!Number.isSafeInteger(value) || value < 1)
      problems.push({ field, message: 'must be a whole number of at least 1' })
  }
  if (problems.length > 0 || asOf === null) return err(problems)
  const isPresent = Date.parse(asOf) >= presentMs - toleratedMs
  return ok({ asOf, isPresent, agingDays, dsoDays, debtors, rates, storedHistory })
}
