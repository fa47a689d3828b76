import type { LimitRule, RateLimiter } from '@invoice-adapters/core'

/** A scale on which so many seconds of the vendors pass in one second of ours. */
export interface ScaledTime {
  /** Both clocks showed this; milliseconds since 1970. */
  start: number
  factor: number
}

export function toVendorTime({ start, factor }: ScaledTime, real: number): number {
  return start + (real - start) * factor
}

function toRealTime({ start, factor }: ScaledTime, vendors: number): number {
  return start + (vendors - start) / factor
}

/** The limiter under test, told of the vendors' limits in our time. */
export function scaledLimiter(limiter: RateLimiter, time: ScaledTime): RateLimiter {
  const scaled = (rule: LimitRule): LimitRule => ({ ...rule, perMs: rule.perMs / time.factor })
  return {
    acquire: (key, limits, signal) => limiter.acquire(key, limits.map(scaled), signal),
    observe: (key, { retryAfterMs, remaining, resetAt }) =>
      limiter.observe(key, {
        ...(retryAfterMs === undefined ? {} : { retryAfterMs: retryAfterMs / time.factor }),
        ...(remaining === undefined ? {} : { remaining }),
        ...(resetAt === undefined ? {} : { resetAt: toRealTime(time, resetAt) }),
      }),
  }
}
