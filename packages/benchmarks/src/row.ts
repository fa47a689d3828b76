/** One line of the published table: two ways to do the same, and what their ratio has to be. */
export interface Row {
  what: string
  against: string
  /**
   * - `speed`: how many times as fast ours is, not less than the limit
   * - `time`: how many times as long ours takes, not more than the limit
   * - `megabytes`: how much more memory ours takes, not more than the limit
   */
  measure: 'speed' | 'time' | 'megabytes'
  limit: number
  /** What is hoped for beyond the limit. */
  aim: number
  /** Default 9, of which each runs both ways, in turn. */
  rounds?: number
  /** Rounds that go before and do not count; default 1. Of no use where each way is a process of its own. */
  warmUps?: number
  prepare(): Promise<Contest>
}

/** Both give milliseconds, or megabytes where the row measures those. */
export interface Contest {
  ours(): Promise<number>
  theirs(): Promise<number>
  /** Ends what was started for the row. */
  close?(): Promise<void>
}

/** A run by the clock, in milliseconds. */
export function timed(work: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
}
