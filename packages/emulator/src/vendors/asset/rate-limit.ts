import type { AssetSwitches } from './switches.ts'

export interface RateVerdict {
  readonly refused: boolean
  readonly retryAfterSeconds: number
  readonly headers: Readonly<Record<string, string>>
}

export interface RateLimiter {
  /** Counts one request against each key; null when no limit is set. Without keys nothing is counted. */
  count(keys: readonly string[], nowMs: number): RateVerdict | null
  clear(): void
}

interface Window {
  readonly endsAtMs: number
  used: number
}

/** guess: fixed windows that begin with the first request; the scarcer of the two limits is the one told. */
export function createRateLimiter({ rateLimit }: AssetSwitches): RateLimiter {
  const windows = new Map<string, Window>()
  const take = (key: string, nowMs: number, lengthMs: number): Window => {
    const known = windows.get(key)
    const window =
      known !== undefined && nowMs < known.endsAtMs ? known : { endsAtMs: nowMs + lengthMs, used: 0 }
    window.used += 1
    windows.set(key, window)
    return window
  }
  return {
    count(keys, nowMs) {
      if (rateLimit === null) return null
      const lengthMs = rateLimit.windowSeconds * 1000
      const taken = keys.map((key) => take(key, nowMs, lengthMs))
      const untouched: Window = { endsAtMs: nowMs + lengthMs, used: 0 }
      const fullest = taken.reduce(
        (one, other) => (other.used > one.used ? other : one),
        taken[0] ?? untouched,
      )
      return {
        refused: fullest.used > rateLimit.requests,
        retryAfterSeconds: Math.ceil((fullest.endsAtMs - nowMs) / 1000),
        headers: rateLimitHeaders(
          rateLimit.requests,
          Math.max(0, rateLimit.requests - fullest.used),
          fullest.endsAtMs,
        ),
      }
    },
    clear: () => windows.clear(),
  }
}

export function rateLimitHeaders(
  limit: number,
  remaining: number,
  resetMs: number,
): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  }
}
