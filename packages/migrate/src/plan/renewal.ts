import type { Capabilities, Invoice, JsonValue } from '@invoice-adapters/core'

function valueAt(record: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [name, ...rest] = path
  if (name === undefined) return record
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined
  return valueAt(record[name], rest)
}

/** Whether the invoice belongs to a plan that charges again; null where the reading does not tell. */
export function renews({ billing }: Capabilities, { raw }: Invoice): boolean | null {
  if (billing.renewal === null) return false
  const word = valueAt(raw ?? undefined, billing.renewal.path)
  return typeof word === 'string' ? !billing.renewal.once.includes(word) : null
}
