import { expect, it, vi } from 'vitest'
import { createRateLimiter, sleep } from './limiter.ts'

function steppedClock() {
  let now = 1_000_000
  const slept: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms)
    now += ms
  }
  return { slept, now: () => now, sleep }
}

const never = new AbortController().signal
const twoPerSecond = [{ scope: 'tenant', calls: 2, perMs: 1000 }]

it('lets as many calls leave as the window allows, then waits for the oldest to fall out', async () => {
  const clock = steppedClock()
  const limiter = createRateLimiter(clock)
  for (let call = 0; call < 5; call += 1) await limiter.acquire('key', twoPerSecond, never)
  expect(clock.slept).toEqual([1000, 1000])
})

it('keeps the keys and the scopes apart', async () => {
  const clock = steppedClock()
  const limiter = createRateLimiter(clock)
  await limiter.acquire('a', twoPerSecond, never)
  await limiter.acquire('a', twoPerSecond, never)
  await limiter.acquire('b', twoPerSecond, never)
  await limiter.acquire('a', [{ scope: 'business', calls: 1, perMs: 1000 }], never)
  expect(clock.slept).toEqual([])
})

it('waits for every limit of a call', async () => {
  const clock = steppedClock()
  const limiter = createRateLimiter(clock)
  const both = [...twoPerSecond, { scope: 'hour', calls: 1, perMs: 5000 }]
  await limiter.acquire('a', both, never)
  await limiter.acquire('a', both, never)
  expect(clock.slept).toEqual([5000])
})

it('holds everybody back who shares a key when the vendor asks to wait', async () => {
  const clock = steppedClock()
  const limiter = createRateLimiter(clock)
  limiter.observe('a', { retryAfterMs: 700 })
  await limiter.acquire('b', [], never)
  expect(clock.slept).toEqual([])
  await limiter.acquire('a', [], never)
  expect(clock.slept).toEqual([700])
  limiter.observe('a', { remaining: 0, resetAt: clock.now() + 300 })
  await limiter.acquire('a', [], never)
  expect(clock.slept).toEqual([700, 300])
})

it('stops waiting when told to', async () => {
  const limiter = createRateLimiter()
  limiter.observe('a', { retryAfterMs: 60_000 })
  const stop = new AbortController()
  const waiting = limiter.acquire('a', [], stop.signal)
  stop.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
})

it('sets no timer for longer than a timer can wait, which would end at once', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  await expect(sleep(2 ** 40, AbortSignal.timeout(5))).rejects.toBeDefined()
  expect(timers).toHaveBeenLastCalledWith(expect.any(Function), 2 ** 31 - 1)
  timers.mockRestore()
})
