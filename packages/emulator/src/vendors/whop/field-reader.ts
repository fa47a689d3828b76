import { isRecord } from '../frame.ts'

/** Undefined: not given. null: given as null, which clears. */
export type Given<T> = T | null | undefined

/** Reads the fields of an object; what is wrong with them gathers in `problems`. Unknown fields are ignored. */
export interface FieldReader {
  /** Any other field; `convert` answers undefined for what is not `expected`. */
  read<T>(name: string, expected: string, convert: (value: unknown) => T | undefined): Given<T>
  text(name: string): Given<string>
  flag(name: string): Given<boolean>
  number(name: string): Given<number>
  integer(name: string): Given<number>
  /** Milliseconds of an ISO 8601 instant. */
  instant(name: string): Given<number>
  word<W extends string>(name: string, words: readonly W[]): Given<W>
  object(name: string): Given<Record<string, unknown>>
  objects(name: string): Given<readonly Record<string, unknown>[]>
}

export function readerOf(
  source: Readonly<Record<string, unknown>>,
  problems: string[],
  prefix = '',
): FieldReader {
  function read<T>(name: string, expected: string, convert: (value: unknown) => T | undefined): Given<T> {
    const value = source[name]
    if (value === undefined || value === null) return value
    const converted = convert(value)
    if (converted === undefined) problems.push(`${prefix}${name} must be ${expected}`)
    return converted
  }
  const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
  return {
    read,
    text: (name) => read(name, 'a text', (value) => (typeof value === 'string' ? value : undefined)),
    flag: (name) => read(name, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined)),
    number: (name) => read(name, 'a number', number),
    integer: (name) =>
      read(name, 'an integer', (value) => (Number.isSafeInteger(value) ? number(value) : undefined)),
    instant: (name) => read(name, 'an ISO 8601 date and time', instantOf),
    word: (name, words) =>
      read(name, `one of ${words.join(', ')}`, (value) => words.find((word) => word === value)),
    object: (name) => read(name, 'an object', (value) => (isRecord(value) ? value : undefined)),
    objects: (name) =>
      read(name, 'a list of objects', (value) =>
        Array.isArray(value) && value.every(isRecord) ? value : undefined,
      ),
  }
}

function instantOf(value: unknown): number | undefined {
  const instant = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(instant) ? undefined : instant
}
