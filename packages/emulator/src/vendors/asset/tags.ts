import { isRecord, type JsonValue } from '../frame.ts'
import type { Desk } from './call.ts'
import { readDecimal } from './decimals.ts'
import type { FieldProblem } from './errors.ts'

export type Tags = Readonly<Record<string, JsonValue>>

/** A tag value is a name, in the newest generation also a list of names with amounts; null clears the key. */
export function tagProblems(
  tags: unknown,
  { switches, traits }: Desk,
  at: readonly (string | number)[],
): readonly FieldProblem[] {
  if (tags === undefined || tags === null) return []
  if (!isRecord(tags)) return [{ at, message: 'Input should be a valid dictionary' }]
  return Object.entries(tags).flatMap(([key, value]) => {
    const known = switches.tagFields?.includes(key) ?? true
    if (!known) return [{ at: [...at, key], message: 'No such tag field' }]
    const plain = value === null || typeof value === 'string'
    const split = traits.splitTags && Array.isArray(value) && value.every(isShare)
    return plain || split ? [] : [{ at: [...at, key], message: 'Input should be a valid tag value' }]
  })
}

/** Amounts of splits are decimal strings. */
function isShare(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.value === 'string' &&
    typeof value.amount === 'string' &&
    readDecimal(value.amount) !== null
  )
}

/** Keys left out stay as they are. */
export function mergeTags(before: Tags, changes: Tags): Tags {
  const merged = Object.entries({ ...before, ...changes })
  return Object.fromEntries(merged.filter(([, value]) => value !== null))
}
