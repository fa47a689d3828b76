import type { InvoiceError, InvoiceErrorKind, Result } from '@invoice-adapters/core'

/** What a test throws when the adapter breaks a promise; anything else thrown is a defect of kit, harness or adapter. */
export interface ConformanceFailure extends Error {
  name: 'ConformanceFailure'
  /** Such as `pages/every-record-once`; empty until the runner knows which test it was. */
  assertion: string
  /** Empty like `assertion`. */
  group: string
}

export function conformanceFailure(detail: string, group = '', assertion = ''): ConformanceFailure {
  return Object.assign(new Error(detail), { name: 'ConformanceFailure' as const, group, assertion })
}

export function isConformanceFailure(thrown: unknown): thrown is ConformanceFailure {
  return thrown instanceof Error && thrown.name === 'ConformanceFailure'
}

/** The condition holds, or the running test fails with the detail. */
export function ensure(condition: boolean, detail: string): asserts condition {
  if (!condition) throw conformanceFailure(detail)
}

/** Equal as plain JSON, whatever the order of keys. */
export function ensureEqual(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [stableJson(actual), stableJson(expected)]
  ensure(left === right, `${what} is ${left}, and should be ${right}`)
}

/** The value of a result that has to be good. */
export function okOf<T>(result: Result<T, InvoiceError>, what: string): T {
  if (result.isErr())
    throw conformanceFailure(`${what} failed: ${result.error.kind}: ${result.error.message}`)
  return result.value
}

/** The error of a result that has to fail, and with one of these kinds where any is named. */
export function errorOf<T>(
  result: Result<T, InvoiceError>,
  what: string,
  ...kinds: InvoiceErrorKind[]
): InvoiceError {
  if (result.isOk()) throw conformanceFailure(`${what} succeeded, and should have failed`)
  const { error } = result
  ensure(
    kinds.length === 0 || kinds.includes(error.kind),
    `${what} failed with ${error.kind} (${error.message}), and should have with ${kinds.join(' or ')}`,
  )
  return error
}

export function stableJson(value: unknown): string {
  return JSON.stringify(value, sortedKeys) ?? 'undefined'
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
}
