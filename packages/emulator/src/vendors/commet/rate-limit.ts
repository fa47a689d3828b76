import type { CommetSwitches } from './switches.ts'

export interface RateVerdict {
  readonly refused: boolean
  readonly retryAfterSeconds: number
  readonly headers: Readonly<Record<string, string>>
}

export interface RateLimiter {
  /** Counts one request; null when no limit is set. */
  count(organization: string, nowMs: number): RateVerdict | null
  clear(): void
}

interface Window {
  readonly endsAtMs: number
  used: number
}

/** guess: a fixed window per organization. */
export function createRateLimiter(switches: CommetSwitches): RateLimiter {
  const windows = new Map<string, Window>()
  return {
    count(organization, nowMs) {
      const limit = switches.rateLimit
      if (limit === null) return null
      const known = windows.get(organization)
      const window =
        known !== undefined && nowMs < known.endsAtMs
          ? known
          : { endsAtMs: nowMs + limit.windowSeconds * 1000, used: 0 }
      window.used += 1
      windows.set(organization, window)
      const secondsLeft = Math.ceil((window.endsAtMs - nowMs) / 1000)
      const remaining = Math.max(0, limit.requests - window.used)
      return {
        refused: window.used > limit.requests,
        retryAfterSeconds: secondsLeft,
        headers: rateLimitHeaders(switches, limit.requests, remaining, secondsLeft),
      }
    },
    clear: () => windows.clear(),
  }
}

export function rateLimitHeaders(
  switches: CommetSwitches,
  limit: number,
  remaining: number,
  secondsLeft: number,
): Readonly<Record<string, string>> {
  const [limitName, remainingName, resetName] = switches.rateLimitHeaders
  return {
    [limitName]: String(limit),
    [remainingName]: String(remaining),
    [resetName]: String(secondsLeft),
  }
}
