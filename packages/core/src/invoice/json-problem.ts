import type { JsonObject } from './invoice.ts'

/** Keys through which a copy made by assignment would change the prototype of an object. */
const prototypeKeys: readonly string[] = ['__proto__', 'constructor', 'prototype']

const deepestJson = 32

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

export function isJsonObject(value: unknown): value is JsonObject {
  return isPlainObject(value)
}

/** Something that is not JSON, and where; `path` is relative to the value that was asked about. */
export interface JsonProblem {
  path: (string | number)[]
  message: string
}

function problemOfEntries(
  entries: readonly (readonly [string | number, unknown])[],
  path: readonly (string | number)[],
): JsonProblem | null {
  for (const [key, item] of entries) {
    const here = [...path, key]
    if (typeof key === 'string' && prototypeKeys.includes(key)) {
      return { path: here, message: 'must not be used as a key, because it has a meaning in JavaScript' }
    }
    const problem = jsonProblem(item, here)
    if (problem !== null) return problem
  }
  return null
}

/** The first thing in a value that JSON cannot hold, or that is not safe to copy; null when there is none. */
export function jsonProblem(value: unknown, path: readonly (string | number)[] = []): JsonProblem | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null
  if (typeof value === 'number' && Number.isFinite(value)) return null
  if (path.length > deepestJson) {
    return { path: [...path], message: `must not be nested deeper than ${deepestJson} levels` }
  }
  if (Array.isArray(value)) return problemOfEntries([...value.entries()], path)
  if (isPlainObject(value)) return problemOfEntries(Object.entries(value), path)
  return {
    path: [...path],
    message: 'must be JSON: text, a finite number, true, false, null, a list or an object',
  }
}
