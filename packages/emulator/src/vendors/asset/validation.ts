import { isRecord } from '../frame.ts'
import { readDate } from './dates.ts'
import { readDecimal } from './decimals.ts'
import { type FieldProblem, missing } from './errors.ts'
import { type MoneyFormat, readMoney } from './money.ts'
import type { AssetSwitches } from './switches.ts'

/** What is wrong with a value, or null. */
export type Check = (value: unknown) => string | null

/** What an object may hold, field by field. Unknown fields are ignored; an optional field may be null. */
export type Rules = Readonly<Record<string, Rule>>

interface Rule {
  readonly required: boolean
  readonly check: Check
}

export const required = (check: Check): Rule => ({ required: true, check })
export const optional = (check: Check): Rule => ({ required: false, check })

export const text =
  (maximum: number = Number.POSITIVE_INFINITY): Check =>
  (value) => {
    if (typeof value !== 'string') return 'Input should be a valid string'
    if (value.length < 1) return 'String should have at least 1 character'
    return value.length > maximum ? `String should have at most ${maximum} characters` : null
  }

export const flag: Check = (value) => (typeof value === 'boolean' ? null : 'Input should be a valid boolean')

export const integer: Check = (value) =>
  Number.isSafeInteger(value) ? null : 'Input should be a valid integer'

export const decimal: Check = (value) =>
  readDecimal(value) === null ? 'Input should be a valid decimal' : null

export const freeObject: Check = (value) => (isRecord(value) ? null : 'Input should be a valid dictionary')

export const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? null : `Input should be ${words.join(', ')}`

export const date =
  (switches: AssetSwitches): Check =>
  (value) =>
    readDate(value, switches) === null ? 'Input should be a valid datetime' : null

type Bound = 'any' | 'not_negative' | 'positive'

const bounds: Readonly<Record<Bound, (amount: number) => string | null>> = {
  any: () => null,
  not_negative: (amount) => (amount < 0 ? 'Input should be greater than or equal to 0' : null),
  positive: (amount) => (amount <= 0 ? 'Input should be greater than 0' : null),
}

export const money =
  (format: MoneyFormat, bound: Bound = 'any'): Check =>
  (value) => {
    const amount = readMoney(value, format)
    return amount === null
      ? `Input should be a decimal with at most ${format.digits} decimal places`
      : bounds[bound](amount)
  }

export const listOf =
  (minimum: number, maximum: number): Check =>
  (value) => {
    if (!Array.isArray(value)) return 'Input should be a valid list'
    if (value.length < minimum) return `List should have at least ${minimum} item`
    return value.length > maximum ? `List should have at most ${maximum} items` : null
  }

export function problemsOf(
  value: unknown,
  rules: Rules,
  at: readonly (string | number)[] = ['body'],
): readonly FieldProblem[] {
  if (!isRecord(value)) return [{ at, message: 'Input should be a valid dictionary' }]
  const problems: FieldProblem[] = []
  for (const [field, rule] of Object.entries(rules)) {
    const held = value[field]
    if (held === undefined || held === null) {
      if (rule.required) problems.push({ at: [...at, field], message: missing })
      continue
    }
    const message = rule.check(held)
    if (message !== null) problems.push({ at: [...at, field], message })
  }
  return problems
}
