import { afterAll, describe, expect, it, vi } from 'vitest'
import { createRateLimiter } from '../src/http/limiter.ts'
import {
  fakeVendor,
  json,
  networkError,
  once,
  reading,
  repeatable,
  type Step,
  silence,
} from './fake-vendor.ts'

const rejections: unknown[] = []
const remember = (reason: unknown) => rejections.push(reason)
process.on('unhandledRejection', remember)
afterAll(() => {
  process.off('unhandledRejection', remember)
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const outcomeOf = async (sent: ReturnType<ReturnType<typeof fakeVendor>['transport']['send']>) =>
  (await sent).match(
    () => 'ok',
    ({ kind, retryable }) => `${kind}${retryable ? ', retryable' : ''}`,
  )

describe('an answer that comes after its attempt was given up', () => {
  const slow = { retry: { attempts: 2, firstDelayMs: 60, maximumDelayMs: 60 } }
  /** Ignores the signal and answers while the transport waits to try again. */
  const late =
    (status: number): Step =>
    async () => {
      await pause(50)
      return json({}, { status })
    }

  it.each([
    ['a refused connection', networkError('ECONNREFUSED')],
    ['a refusal', json({}, { status: 422 })],
  ])('leaves a write unknown, even before %s', async (_, second) => {
    for (const status of [200, 422]) {
      const { transport, calls } = fakeVendor([late(status), second], slow)
      expect(await outcomeOf(transport.send(repeatable))).toBe('outcome_unknown')
      expect(calls).toHaveLength(2)
    }
  })
})

describe('a write that may have left', () => {
  it('is unknown whatever the reason the caller gives for stopping it', async () => {
    const caller = new AbortController()
    const { transport, calls } = fakeVendor([silence], { timeout: { attemptMs: 5000, totalMs: 9000 } })
    const sent = transport.send({ ...once, signal: caller.signal })
    await vi.waitFor(() => expect(calls).toHaveLength(1), { interval: 1 })
    caller.abort(Object.assign(new Error('our database'), { code: 'ECONNREFUSED' }))
    expect(await outcomeOf(sent)).toBe('outcome_unknown')
  })

  it.each(['read', 'write'])('is not sent again after the connection was lost on %s', async (syscall) => {
    const lost = (doing: string) =>
      new TypeError('fetch failed', {
        cause: Object.assign(new Error(), { code: 'EHOSTUNREACH', syscall: doing }),
      })
    const { transport, calls } = fakeVendor([lost(syscall), json({})])
    expect([await outcomeOf(transport.send(once)), calls.length]).toEqual(['outcome_unknown', 1])
    const before = fakeVendor([lost('connect'), json({})])
    expect([await outcomeOf(before.transport.send(once)), before.calls.length]).toEqual(['ok', 2])
  })
})

describe('functions of the application', () => {
  it('change nothing by failing when they are told something', async () => {
    const { acquire } = createRateLimiter()
    const failing: (() => never)[] = [
      () => {
        throw new Error('at once')
      },
      (() => Promise.reject(new Error('later'))) as () => never,
    ]
    for (const fail of failing) {
      const { transport } = fakeVendor([json({})], { observe: fail, limiter: { acquire, observe: fail } })
      expect(await outcomeOf(transport.send(once))).toBe('ok')
    }
    await pause(1)
    expect(rejections).toEqual([])
  })

  it('are not waited for for ever when they give no credential', async () => {
    const never = { headers: () => new Promise<never>(() => {}) }
    const timeout = { timeout: { attemptMs: 10, totalMs: 20 } }
    const { transport, calls } = fakeVendor([json({})], timeout, never)
    expect(await outcomeOf(transport.send(once))).toBe('timeout, retryable')
    const caller = new AbortController()
    const sent = fakeVendor([json({})], {}, never).transport.send({ ...reading, signal: caller.signal })
    caller.abort()
    expect([await outcomeOf(sent), calls.length]).toEqual(['aborted', 0])
  })
})
