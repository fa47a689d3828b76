import type { WhopSwitches } from './switches.ts'

export interface RateLimiter {
  /** Counts one request; the seconds to wait when it is one too many, else null. */
  count(company: string, operation: string, nowMs: number): number | null
  clear(): void
}

interface Window {
  readonly endsAtMs: number
  used: number
}

/** Documented: per operation and credential. guess: a fixed window. */
export function createRateLimiter(switches: WhopSwitches): RateLimiter {
  const windows = new Map<string, Window>()
  return {
    count(company, operation, nowMs) {
      const limit = switches.rateLimit
      if (limit === null) return null
      const key = JSON.stringify([company, operation])
      const known = windows.get(key)
      const window =
        known !== undefined && nowMs < known.endsAtMs
          ? known
          : { endsAtMs: nowMs + limit.windowSeconds * 1000, used: 0 }
      window.used += 1
      windows.set(key, window)
      return window.used > limit.requests ? Math.ceil((window.endsAtMs - nowMs) / 1000) : null
    },
    clear: () => windows.clear(),
  }
}
