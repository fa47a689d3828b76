import type { LimitRule, RateLimiter } from '../contract/options.ts'

interface KeyState {
  /** Departures within the longest window, oldest first; milliseconds since 1970. */
  departures: number[]
  /** Nothing leaves before this instant. */
  blockedUntil: number
}

export interface LimiterClock {
  now(): number
  /** Resolves after the time, rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** A timer that is set for longer ends at once. */
const longestTimerMs = 2 ** 31 - 1

/** Waits, at most the 24 days that a timer can, and stops waiting when the signal says so. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop)
        resolve()
      },
      Math.min(ms, longestTimerMs),
    )
    signal.addEventListener('abort', stop, { once: true })
  })
}

/**
 * A limiter for one process: a sliding window per key and scope, and a common pause when the vendor asks for one.
 * Holds no timer while nobody waits.
 */
export function createRateLimiter(clock: LimiterClock = { now: Date.now, sleep }): RateLimiter {
  const states = new Map<string, KeyState>()
  return {
    async acquire(key, limits, signal) {
      for (;;) {
        const now = clock.now()
        const waitMs = Math.max(
          blockMs(states.get(key), now),
          ...limits.map((rule) => windowMs(states.get(scoped(key, rule)), rule, now)),
        )
        if (waitMs <= 0) {
          for (const rule of limits) depart(states, scoped(key, rule), now)
          return
        }
        await clock.sleep(waitMs, signal)
      }
    },
    observe(key, seen) {
      const now = clock.now()
      const until = Math.max(
        seen.retryAfterMs === undefined ? 0 : now + seen.retryAfterMs,
        seen.remaining === 0 && seen.resetAt !== undefined ? seen.resetAt : 0,
      )
      if (until > now) states.set(key, { departures: [], blockedUntil: until })
    },
  }
}

function scoped(key: string, rule: LimitRule): string {
  return `${key} ${rule.scope}`
}

function blockMs(state: KeyState | undefined, now: number): number {
  return state === undefined ? 0 : state.blockedUntil - now
}

function windowMs(state: KeyState | undefined, rule: LimitRule, now: number): number {
  if (state === undefined) return 0
  state.departures = state.departures.filter((at) => at > now - rule.perMs)
  const oldestInTheWay = state.departures[state.departures.length - rule.calls]
  return oldestInTheWay === undefined ? 0 : oldestInTheWay + rule.perMs - now
}

function depart(states: Map<string, KeyState>, key: string, now: number): void {
  const state = states.get(key)
  if (state === undefined) states.set(key, { departures: [now], blockedUntil: 0 })
  else state.departures.push(now)
}

/** What adapters share unless they are given another: accounts with the same credential wait for each other. */
export const sharedRateLimiter: RateLimiter = createRateLimiter()
