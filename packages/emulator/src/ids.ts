/** Counted ids: the same run gives the same ids. */
export interface Ids {
  /** The next number of a series, from 1. */
  count(series: string): number
  /** An id such as `inv_000000000001`. */
  next(prefix: string): string
  reset(): void
}

export function createIds(): Ids {
  const counters = new Map<string, number>()
  const count = (series: string): number => {
    const value = (counters.get(series) ?? 0) + 1
    counters.set(series, value)
    return value
  }
  return {
    count,
    next: (prefix) => `${prefix}_${String(count(prefix)).padStart(12, '0')}`,
    reset: () => counters.clear(),
  }
}
