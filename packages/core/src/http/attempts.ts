import ky from 'ky'
import type { RateLimiter } from '../contract/options.ts'
import { type Answered, attempt } from './attempt.ts'
import { askedWaitMs, type Call, isInProgress, observe, requestIdOf, toError } from './call.ts'
import { hasNeverLeft } from './failure.ts'
import { sharedRateLimiter } from './limiter.ts'
import { quietly } from './quietly.ts'
import {
  backoffMs,
  isSuccess,
  isUncertainStatus,
  mayRepeatAfterError,
  mayRepeatAfterStatus,
} from './retry.ts'

/** Lets ky make the attempts; gives what ended them, or null when there is an answer to read. */
export async function withRetries(call: Call): Promise<{ error: unknown } | null> {
  const { settings, request, rule } = call
  const limiter = settings.options.limiter ?? sharedRateLimiter
  const key = await settings.limiterKey()
  const acquire = (): Promise<void> => waitForTurn(call, limiter, key)
  try {
    await ky(call.url, {
      method: request.method,
      fetch: (sent) => oneAttempt(call, sent instanceof Request ? sent.signal : call.signal),
      throwHttpErrors: false,
      timeout: settings.options.timeout?.attemptMs ?? 30_000,
      totalTimeout: settings.options.timeout?.totalMs ?? 120_000,
      signal: call.signal,
      retry: {
        limit: rule.attempts - 1,
        methods: ['get', 'post', 'put', 'patch', 'delete'],
        shouldRetry: ({ error }) =>
          request.signal?.aborted !== true && mayRepeatAfterError(error, request.effect),
        delay: (repeat) => announceRetry(call, backoffMs(repeat, rule)),
      },
      hooks: {
        beforeRequest: [acquire],
        beforeRetry: [acquire],
        afterResponse: [
          ({ retryCount }) => {
            const seen = rateLimitSeen(call)
            quietly(() => limiter.observe(key, seen))
            const waitMs = retryCount < rule.attempts - 1 ? waitAfterAnswer(call, retryCount) : null
            if (waitMs === null) return
            return ky.retry({ delay: announceRetry(call, waitMs) })
          },
        ],
      },
    })
    return null
  } catch (error) {
    return { error }
  }
}

async function waitForTurn(call: Call, limiter: RateLimiter, key: string): Promise<void> {
  const { settings, request } = call
  const began = performance.now()
  await limiter.acquire(key, settings.limits(request.operation), call.signal)
  const waitMs = Math.round(performance.now() - began)
  if (waitMs > 0) observe(call, { type: 'wait', waitMs, because: 'rate_limit' })
}

/** One attempt. The answer is kept in the call; ky only sees its status. */
async function oneAttempt(call: Call, signal: AbortSignal): Promise<Response> {
  const { settings, request } = call
  const { method, route } = request
  const certainBefore = !call.uncertain
  call.answered = null
  call.attempts += 1
  const number = call.attempts
  const isOver = (): boolean => signal.aborted || number !== call.attempts
  observe(call, { type: 'request', method, route, attempt: number })
  call.uncertain = true
  const fetch = settings.options.fetch ?? globalThis.fetch
  const now = settings.options.now ?? Date.now
  const answered = await attempt(fetch, call.url, request, call.headers, signal, now).catch(
    (error: unknown) => {
      // What a fetch rejects with after its signal is the signal's reason, which tells nothing of the request.
      if (certainBefore && !isOver() && hasNeverLeft(error)) call.uncertain = false
      throw error
    },
  )
  // An attempt that was given up may still end: its answer is neither its successor's, nor known to who decides next.
  if (isOver()) return new Response(null, { status: 599 })
  call.answered = answered
  const { httpStatus, durationMs } = answered
  if (certainBefore && !isUncertain(call, answered)) call.uncertain = false
  observe(call, {
    type: 'response',
    method,
    route,
    attempt: number,
    httpStatus,
    durationMs,
    requestId: requestIdOf(call, answered),
  })
  return new Response(null, { status: httpStatus >= 200 && httpStatus <= 599 ? httpStatus : 502 })
}

function isUncertain(call: Call, answered: Answered): boolean {
  if (isSuccess(answered)) return false
  return isUncertainStatus(answered.httpStatus) || answered.httpStatus < 400 || isInProgress(call, answered)
}

/** Milliseconds to wait before the same bytes are sent again, or null where the answer stands. */
function waitAfterAnswer(call: Call, retryCount: number): number | null {
  const { answered } = call
  if (answered === null || isSuccess(answered)) return null
  const inProgress = isInProgress(call, answered)
  if (!mayRepeatAfterStatus(answered.httpStatus, call.request.effect, inProgress)) return null
  const askedMs = askedWaitMs(call, answered)
  if (askedMs !== null && askedMs > call.rule.maximumDelayMs) return null
  return askedMs ?? backoffMs(retryCount + 1, call.rule)
}

function rateLimitSeen(call: Call): Parameters<RateLimiter['observe']>[1] {
  const { answered } = call
  if (answered === null) return {}
  const askedMs = answered.httpStatus === 429 ? askedWaitMs(call, answered) : null
  const told = call.settings.rateLimit?.(answered.headers) ?? {}
  return askedMs === null ? told : { ...told, retryAfterMs: askedMs }
}

function announceRetry(call: Call, waitMs: number): number {
  const because = call.answered === null ? 'network' : toError(call, call.answered).kind
  observe(call, { type: 'retry', attempt: call.attempts + 1, waitMs, because })
  return waitMs
}
