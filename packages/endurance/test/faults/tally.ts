/** Counts by two words. */
export interface Tally {
  add(row: string, column: string): void
  /** One object per row, with the row's word under `name`. */
  rows(name: string): Record<string, string | number>[]
  total(): number
}

export function createTally(): Tally {
  const counts = new Map<string, Map<string, number>>()
  return {
    add(row, column) {
      const columns = counts.get(row) ?? new Map<string, number>()
      counts.set(row, columns)
      columns.set(column, (columns.get(column) ?? 0) + 1)
    },
    rows: (name) =>
      [...counts]
        .sort(byWord)
        .map(([row, columns]) => ({ [name]: row, ...Object.fromEntries([...columns].sort(byWord)) })),
    total: () =>
      [...counts.values()].flatMap((columns) => [...columns.values()]).reduce((sum, one) => sum + one, 0),
  }
}

function byWord([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1
}
