import { setImmediate } from 'node:timers/promises'
import type { RateLimiter } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'

/** Time that passes only while a rate limit is waited for, so that true limits cost no real minutes. */
export interface VirtualTime {
  now(): number
  /** The product's own limiter, by this time. */
  limiter: RateLimiter
  /** To be given to adapters: time must not move while a request is on its way. */
  fetch: typeof globalThis.fetch
}

/** Turns of the event loop in which nothing leaves, before it is taken that everybody waits. */
const quietTurns = 3

/** `moveTo` sets the clock of the vendors, which may be in another process; it is always ahead of nobody. */
export function createVirtualTime(
  start: number,
  moveTo: (instant: number) => Promise<void>,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): VirtualTime {
  let now = start
  let onTheWay = 0
  let left = 0
  let moving: Promise<void> = Promise.resolve()

  const everybodyWaits = async (): Promise<void> => {
    for (let quiet = 0, seen = left; quiet < quietTurns; ) {
      await setImmediate()
      quiet = onTheWay === 0 && seen === left ? quiet + 1 : 0
      seen = left
    }
  }
  const sleep = (ms: number): Promise<void> => {
    const until = now + Math.ceil(ms)
    moving = moving.then(async () => {
      if (until <= now) return
      await everybodyWaits()
      await moveTo(until)
      now = until
    })
    return moving
  }
  return {
    now: () => now,
    limiter: createRateLimiter({ now: () => now, sleep }),
    fetch: async (input, init) => {
      onTheWay += 1
      left += 1
      try {
        return await fetch(input, init)
      } finally {
        onTheWay -= 1
      }
    },
  }
}
