/** Runs one piece of work per key at a time, a few keys at once. */
export interface ReadQueue {
  /**
   * Joins the work of the same key that has not begun yet; work that is under way may have looked too early, so it is
   * done once more after it.
   */
  add(key: string, work: () => Promise<void>): void
  /** Resolves when nothing is waiting or under way. */
  settled(): Promise<void>
  isBusy(): boolean
}

export function createReadQueue(atATime: number): ReadQueue {
  const waiting = new Map<string, () => Promise<void>>()
  const running = new Set<string>()
  let idle: (() => void)[] = []
  const next = (): void => {
    for (const [key, work] of waiting) {
      if (running.size >= atATime) return
      if (running.has(key)) continue
      waiting.delete(key)
      running.add(key)
      // Not within the call that added it: a webhook is answered first.
      void Promise.resolve()
        .then(work)
        .catch(() => {})
        .then(() => {
          running.delete(key)
          next()
        })
    }
    if (isBusy()) return
    for (const resolve of idle) resolve()
    idle = []
  }
  const isBusy = (): boolean => running.size > 0 || waiting.size > 0
  return {
    isBusy,
    add(key, work) {
      if (!waiting.has(key)) waiting.set(key, work)
      next()
    },
    settled: async () => {
      if (isBusy()) await new Promise<void>((resolve) => idle.push(resolve))
    },
  }
}
