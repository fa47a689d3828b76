export interface Stored {
  readonly id: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly createdAtMs: number
}

/** Records with all their versions, in order of creation. A record is replaced, never changed. */
export interface Collection<T extends Stored> {
  insert(record: T): void
  replace(record: T): void
  /** Changes the last version in place: for marks that are no change of the record itself. */
  amend(record: T): void
  get(id: string): T | undefined
  /** Oldest first; empty when there is no such record. */
  versions(id: string): readonly T[]
  /** Oldest first; among equal instants in the order of insertion. */
  readonly ordered: readonly T[]
  clear(): void
}

export function createCollection<T extends Stored>(): Collection<T> {
  const versionsById = new Map<string, T[]>()
  const ordered: T[] = []

  const put = (record: T, keep: boolean): void => {
    const versions = versionsById.get(record.id)
    const position = ordered.findIndex((candidate) => candidate.id === record.id)
    if (versions === undefined || position < 0) throw new Error(`no record ${record.id} to replace`)
    if (!keep) versions.pop()
    versions.push(record)
    ordered[position] = record
  }

  return {
    ordered,
    insert(record) {
      if (versionsById.has(record.id)) throw new Error(`the id ${record.id} is taken`)
      versionsById.set(record.id, [record])
      ordered.splice(firstAfter(ordered, record.createdAtMs), 0, record)
    },
    replace: (record) => put(record, true),
    amend: (record) => put(record, false),
    get: (id) => versionsById.get(id)?.at(-1),
    versions: (id) => versionsById.get(id) ?? [],
    clear() {
      versionsById.clear()
      ordered.length = 0
    },
  }
}

/** The first position whose record was created after `instant`. */
function firstAfter(ordered: readonly Stored[], instant: number): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const candidate = ordered[middle]
    if (candidate !== undefined && candidate.createdAtMs <= instant) low = middle + 1
    else high = middle
  }
  return low
}
