import { errorOf, type WhopError } from './errors.ts'
import type { WhopSwitches } from './switches.ts'

/** Documented: bracketed names. guess: repeated plain ones are taken too. */
export function valuesOf(query: URLSearchParams, name: string): readonly string[] {
  return [...query.getAll(`${name}[]`), ...query.getAll(name)].filter((value) => value !== '')
}

export const textOf = (query: URLSearchParams, name: string): string | null => query.get(name) || null

/** A filter by which a record's value must be among those given. */
export interface MembershipFilter<T> {
  readonly parameter: string
  /** The values there are; any text without. */
  readonly words?: readonly string[]
  readonly of: (record: T) => string | null
}

export type ReadQuery<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WhopError }

const wrong = (switches: WhopSwitches, message: string): { ok: false; error: WhopError } => ({
  ok: false,
  error: errorOf(switches.validationStatus, message),
})

export function readFilters<T extends { readonly createdAtMs: number }>(
  query: URLSearchParams,
  filters: readonly MembershipFilter<T>[],
  switches: WhopSwitches,
): ReadQuery<(record: T) => boolean> {
  const tests: ((record: T) => boolean)[] = []
  for (const { parameter, words, of } of filters) {
    const wanted = valuesOf(query, parameter)
    const unknown = wanted.find((value) => words !== undefined && !words.includes(value))
    if (unknown !== undefined) return wrong(switches, `${parameter} has no value ${unknown}`)
    if (wanted.length > 0) tests.push((record) => wanted.includes(of(record) ?? ''))
  }
  // guess: both borders are exclusive, as "after" and "before" say.
  for (const [parameter, direction] of [
    ['created_after', 1],
    ['created_before', -1],
  ] as const) {
    const text = textOf(query, parameter)
    if (text === null) continue
    const border = Date.parse(text)
    if (Number.isNaN(border)) return wrong(switches, `${parameter} is not a date`)
    tests.push((record) => (record.createdAtMs - border) * direction > 0)
  }
  return { ok: true, value: (record) => tests.every((test) => test(record)) }
}

/** One of some words, or the default. */
export function readWord<W extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly W[],
  otherwise: W,
  switches: WhopSwitches,
): ReadQuery<W> {
  const text = textOf(query, name)
  if (text === null) return { ok: true, value: otherwise }
  const word = words.find((candidate) => candidate === text)
  return word === undefined ? wrong(switches, `${name} has no value ${text}`) : { ok: true, value: word }
}

/** null when it is not given. */
export function readSize(
  query: URLSearchParams,
  name: 'first' | 'last',
  switches: WhopSwitches,
): ReadQuery<number | null> {
  const text = textOf(query, name)
  if (text === null) return { ok: true, value: null }
  const size = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  const { maximumPageSize: maximum, pageSizeOutOfRange } = switches
  if (size >= 1 && size <= maximum) return { ok: true, value: size }
  if (Number.isNaN(size) || pageSizeOutOfRange === 'refuse') {
    return wrong(switches, `${name} must be an integer from 1 to ${maximum}`)
  }
  return { ok: true, value: Math.min(Math.max(size, 1), maximum) }
}
