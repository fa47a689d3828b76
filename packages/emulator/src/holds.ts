/** A commit that waits for its release. */
export interface HeldCommit {
  release(): void
  /** Ends the wait without the work. */
  abandon(): void
  /** When the work is done. */
  readonly done: Promise<void>
}

export interface Holds {
  add(commit: HeldCommit): void
  remove(commit: HeldCommit): void
  count(): number
  /** Lets all go on; resolves when their work is done. */
  release(): Promise<void>
  abandon(): void
}

export function createHolds(): Holds {
  const held = new Set<HeldCommit>()
  return {
    add: (commit) => void held.add(commit),
    remove: (commit) => void held.delete(commit),
    count: () => held.size,
    async release() {
      const commits = [...held]
      for (const commit of commits) commit.release()
      await Promise.all(commits.map((commit) => commit.done))
    },
    abandon() {
      for (const commit of held) commit.abandon()
      held.clear()
    },
  }
}
