/**
 * Order of two RFC 3339 instants in UTC, to the last digit: vendors tell microseconds, and `Date.parse` would call two
 * changes within a millisecond equal.
 */
export function compareInstants(one: string, other: string): -1 | 0 | 1 {
  const [left, right] = [sortable(one), sortable(other)]
  if (left === right) return 0
  return left < right ? -1 : 1
}

function sortable(instant: string): string {
  const fraction = /\.(\d+)Z$/.exec(instant)?.[1] ?? ''
  return `${instant.slice(0, 19)}.${fraction.replace(/0+$/, '')}`
}

export function toMs(instant: string | null): number | null {
  if (instant === null) return null
  const ms = Date.parse(instant)
  return Number.isNaN(ms) ? null : ms
}

export function toInstant(ms: number): string {
  return new Date(ms).toISOString()
}
