import type { core } from 'zod/mini'
import type { FieldProblem } from '../errors/error.ts'

type Issue = core.$ZodIssue

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  function: 'a function',
  null: 'null',
  undefined: 'left out',
  nan: 'NaN',
  bigint: 'a bigint',
}

function nameOfType(type: string): string {
  return typeNames[type] ?? `a ${type}`
}

/** The type of a value in words; never the value itself, which may be secret. */
function nameOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number' && Number.isNaN(value)) return nameOfType('nan')
  return nameOfType(typeof value)
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

function describeType(expected: string, value: unknown): string {
  if (value === undefined) return `is missing; it must be ${nameOfType(expected)}`
  if (expected === 'int' && typeof value === 'number') return 'must be a whole number'
  return `must be ${nameOfType(expected)}, not ${nameOfValue(value)}`
}

function describeLimit(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const small = issue.code === 'too_small'
  const limit = String(small ? issue.minimum : issue.maximum)
  const plural = limit === '1' ? '' : 's'
  if (issue.origin === 'string') return `must have at ${small ? 'least' : 'most'} ${limit} character${plural}`
  if (issue.origin === 'array') return `must have at ${small ? 'least' : 'most'} ${limit} item${plural}`
  if (issue.inclusive === false) return `must be ${small ? 'more' : 'less'} than ${limit}`
  return `must be ${limit} or ${small ? 'more' : 'less'}`
}

function describeChoice(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value) ?? String(value))
  return texts.length === 1 ? `must be ${texts[0]}` : `must be one of ${texts.join(', ')}`
}

/** A message that a schema of ours gives itself; without a locale, zod's own is always this one. */
function ownMessage(issue: Issue): string | null {
  return issue.message === 'Invalid input' ? null : issue.message
}

function sentenceFor(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.expected, value)
    case 'too_small':
    case 'too_big':
      return describeLimit(issue)
    case 'invalid_value':
      return value === undefined
        ? `is missing; it ${describeChoice(issue.values)}`
        : describeChoice(issue.values)
    case 'invalid_format':
      return value === undefined ? 'is missing' : `is not in the form that is wanted (${issue.format})`
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_union':
      return value === undefined ? 'is missing' : 'is none of the forms that are accepted here'
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
    case 'custom':
      return value === undefined ? 'is missing' : 'is not accepted here'
  }
}

function fieldName(path: readonly PropertyKey[], root: string): string {
  return path.length === 0 ? root : path.map(String).join('.')
}

/**
 * One issue of zod as field problems in words; an object with several unknown keys gives one for each.
 *
 * @param input what was parsed, to say what stands there instead.
 * @param root the name of the whole input.
 */
export function describeIssue(issue: Issue, input: unknown, root: string): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const message = 'is not a known field; check its spelling or leave it out'
    return issue.keys.map((key) => ({ field: fieldName([...issue.path, key], root), message }))
  }
  const message = ownMessage(issue) ?? sentenceFor(issue, valueAt(input, issue.path))
  return [{ field: fieldName(issue.path, root), message }]
}
