import { isRecord } from '../frame.ts'
import type { FieldProblem } from './errors.ts'

type Check = (value: unknown) => string | null

/** What a body may hold, field by field. Unknown fields are ignored. */
export type BodyRules = Readonly<Record<string, { readonly required: boolean; readonly check: Check }>>

export const text =
  (maximum: number = Number.POSITIVE_INFINITY): Check =>
  (value) => {
    if (typeof value !== 'string' || value.length < 1) return 'must be a text of at least one character'
    return value.length > maximum ? `must have at most ${maximum} characters` : null
  }

export const integer: Check = (value) => (Number.isSafeInteger(value) ? null : 'must be an integer')

export const freeObject: Check = (value) => (isRecord(value) ? null : 'must be an object')

export const email: Check = (value) =>
  typeof value === 'string' && value.length <= 200 && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)
    ? null
    : 'must be an e-mail address of at most 200 characters'

export const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? null : `must be one of ${words.join(', ')}`

export const listOf =
  (minimum: number, maximum: number): Check =>
  (value) =>
    Array.isArray(value) && value.length >= minimum && value.length <= maximum
      ? null
      : `must be a list of ${minimum} to ${maximum}`

/** An optional field may be absent, not null. */
export function bodyProblems(body: unknown, rules: BodyRules): readonly FieldProblem[] {
  if (!isRecord(body)) return [{ field: 'body', message: 'must be an object' }]
  const problems: FieldProblem[] = []
  for (const [field, rule] of Object.entries(rules)) {
    const value = body[field]
    if (value === undefined) {
      if (rule.required) problems.push({ field, message: 'is required' })
      continue
    }
    const message = rule.check(value)
    if (message !== null) problems.push({ field, message })
  }
  return problems
}
