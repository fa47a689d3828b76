import type { LimitRule, RateLimiter } from '@invoice-adapters/core'

/**
 * The limiter under test, told of limits whose counts and windows are both so many times smaller: as many calls in a second
 * as the vendors allow, in windows that are soon over.
 */
export function scaledLimiter(limiter: RateLimiter, divisor: number): RateLimiter {
  const scaled = ({ scope, calls, perMs }: LimitRule): LimitRule => ({
    scope,
    calls: Math.floor(calls / divisor),
    perMs: perMs / divisor,
  })
  return {
    acquire: (key, limits, signal) => limiter.acquire(key, limits.map(scaled), signal),
    observe: (key, seen) => limiter.observe(key, seen),
  }
}
