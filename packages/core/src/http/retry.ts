import { isNetworkError, isTimeoutError } from 'ky'
import type { RetrySettings } from '../contract/options.ts'
import type { Answered } from './attempt.ts'
import { bodyTooLarge } from './attempt.ts'
import { hasNeverLeft, systemCode } from './failure.ts'
import type { Effect } from './transport.ts'

/** Retry settings with every default filled in. */
export type RetryRule = Required<RetrySettings>

export const defaultRetry: RetryRule = { attempts: 4, firstDelayMs: 500, maximumDelayMs: 30_000 }

/** Milliseconds before the given further attempt (1 is the first repeat): doubled each time, a random half taken off. */
export function backoffMs(repeat: number, rule: RetryRule): number {
  const full = Math.min(rule.maximumDelayMs, rule.firstDelayMs * 2 ** (repeat - 1))
  return full * (0.5 + Math.random() / 2)
}

/** Whether a failure without an answer may be followed by another attempt with the same bytes. */
export function mayRepeatAfterError(error: unknown, effect: Effect): boolean {
  const code = systemCode(error)
  if (code === bodyTooLarge) return false
  if (effect === 'once') return hasNeverLeft(error)
  return isNetworkError(error) || isTimeoutError(error) || code !== null
}

/** 408 and 5xx: the vendor may have done it before it failed. */
export function isUncertainStatus(httpStatus: number): boolean {
  return httpStatus === 408 || httpStatus >= 500
}

/** Whether an answer may be followed by another attempt with the same bytes. */
export function mayRepeatAfterStatus(httpStatus: number, effect: Effect, inProgress: boolean): boolean {
  if (httpStatus === 429) return true
  return effect !== 'once' && (inProgress || isUncertainStatus(httpStatus))
}

/** The `Retry-After` header in milliseconds: seconds, fractions included, the most of several; or a date. */
export function retryAfterHeaderMs(headers: Headers, now: number): number | null {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return null
  const seconds = Math.max(...value.split(',').map(Number))
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** Whether the answer is a success whose text has been read. */
export function isSuccess(answered: Answered): boolean {
  return answered.httpStatus >= 200 && answered.httpStatus < 300
}
