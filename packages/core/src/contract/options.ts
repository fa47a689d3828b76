import type { InvoiceErrorKind } from '../errors/error.ts'

/** A value, or a function that is asked again once when the vendor answers 401. */
export type Credential = string | (() => string | Promise<string>)

export interface TimeoutSettings {
  /** Most milliseconds for one attempt, the body included; default 30,000. */
  attemptMs?: number
  /** Most milliseconds for a call with all its attempts and waits; default 120,000. */
  totalMs?: number
}

export interface RetrySettings {
  /** Attempts in all, the first included; default 4, 1 switches retries off. */
  attempts?: number
  /** First wait in milliseconds, doubled at each further one, with jitter; default 500. */
  firstDelayMs?: number
  /** Longest single wait in milliseconds, also for `Retry-After`; default 30,000. */
  maximumDelayMs?: number
}

/** When an uncertain write is looked for: milliseconds to wait before each look. Default `[0, 2000, 8000]`. */
export interface SettlementSettings {
  looksAfterMs?: number[]
}

/** Keeps the calls of one credential within the vendor's limits; the default works within the process. */
export interface RateLimiter {
  /** Resolves when a call may leave; rejects only with the signal's reason. */
  acquire(key: string, limits: readonly LimitRule[], signal: AbortSignal): Promise<void>
  /** Told what the vendor answered, so that the others wait as well. */
  observe(key: string, seen: { retryAfterMs?: number; remaining?: number; resetAt?: number }): void
}

export interface LimitRule {
  /** What shares the limit, added to the key. */
  scope: string
  calls: number
  perMs: number
}

/** What goes on inside, without secrets and personal data. Times are milliseconds. */
export type AdapterEvent = { provider: string; account: string; operation: string } & (
  | { type: 'request'; method: string; route: string; attempt: number }
  | {
      type: 'response'
      method: string
      route: string
      attempt: number
      httpStatus: number
      durationMs: number
      requestId: string | null
    }
  | { type: 'retry'; attempt: number; waitMs: number; because: InvoiceErrorKind }
  | { type: 'wait'; waitMs: number; because: 'rate_limit' | 'settlement' }
  | { type: 'settlement'; outcome: 'applied' | 'not_applied' | 'unknown'; looks: number }
  | { type: 'drift'; what: 'unknown_value' | 'unknown_field'; path: string; value: string | null }
)

/** Options that every adapter takes, beside its own. Factories do no I/O and hold no timers. */
export interface CommonOptions {
  /** The stable local name of the account; part of the identity of stored invoices. */
  account: string
  /** Default: the platform's own. */
  fetch?: typeof globalThis.fetch | undefined
  /** The present instant in milliseconds since 1970; default `Date.now`. */
  now?: (() => number) | undefined
  timeout?: TimeoutSettings | undefined
  retry?: RetrySettings | undefined
  settlement?: SettlementSettings | undefined
  limiter?: RateLimiter | undefined
  /** Whether `Invoice.raw` is filled; default true. */
  raw?: boolean | undefined
  /** Called for each event; what it throws is ignored. */
  observe?: ((event: AdapterEvent) => void) | undefined
}
