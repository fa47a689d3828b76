import type { ResultAsync } from 'neverthrow'
import type { OperationName } from '../contract/capabilities.ts'
import type { CommonOptions, LimitRule } from '../contract/options.ts'
import type { ErrorContext } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'

/**
 * What may be done when an attempt's outcome is not known.
 *
 * - `read`: repeat freely
 * - `repeatable`: a write that the vendor makes at most once however often the same bytes arrive (its idempotency key,
 *   or a change that means the same twice)
 * - `once`: a write that must not be sent a second time
 */
export type Effect = 'read' | 'repeatable' | 'once'

export interface HttpRequest {
  /** What the caller asked for, also where it takes several requests: errors and events name it. */
  operation: OperationName
  effect: Effect
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Template, such as `/invoices/{id}/status`; each `{name}` is replaced by the escaped value of `parameters`. */
  route: string
  parameters?: Record<string, string>
  /** In this order; arrays repeat the name. Undefined values are left out. */
  query?: Record<string, string | number | readonly string[] | undefined>
  /** The exact text of the body, serialised once so that a retry sends the same bytes. */
  body?: string
  contentType?: string
  /** Beside those of the transport. */
  headers?: Record<string, string>
  /** What the body holds and no error may: those of the headers are known. */
  secrets?: readonly string[]
  signal?: AbortSignal | undefined
}

/** A 2xx answer, read whole. */
export interface HttpAnswer {
  httpStatus: number
  headers: Headers
  text: string
  /** The parsed body; undefined where it was empty. */
  json: unknown
  requestId: string | null
  /** When the attempt that was answered began; RFC 3339, UTC. */
  startedAt: string
}

/** A complete answer outside 2xx, for the vendor's error table. */
export interface HttpFailure {
  httpStatus: number
  headers: Headers
  text: string
  /** The parsed body, or undefined where it is not JSON. */
  json: unknown
  requestId: string | null
  operation: OperationName
  effect: Effect
}

export interface TransportSettings {
  provider: string
  account: string
  /** https, or http on loopback; without a trailing slash. */
  baseUrl: string
  options: CommonOptions
  /** Headers of every request, the credential among them; asked with `true` once more after a 401. */
  headers: (renewCredential: boolean) => Promise<Record<string, string>>
  /** Whether asking for the headers again can give another credential. */
  renewable: boolean
  /** Header that holds the vendor's request id. */
  requestIdHeader: string
  /** What the rate limits are kept by; a digest, never the credential itself. */
  limiterKey: () => Promise<string>
  limits: (operation: OperationName) => readonly LimitRule[]
  /** The vendor's error table: a failed answer as an error value. */
  toError: (failure: HttpFailure, context: ErrorContext) => InvoiceError
  /** Milliseconds that the vendor asks to wait, where it does so otherwise than by `Retry-After`. */
  retryAfterMs?: (failure: HttpFailure) => number | null
  /** What is left of the vendor's limit, where every answer tells it; handed to the limiter. Times are milliseconds since 1970. */
  rateLimit?: (headers: Headers) => { remaining?: number; resetAt?: number }
  /** Whether this failure is only the shadow of the same request still running (idempotency in progress). */
  inProgress?: (failure: HttpFailure) => boolean
}

/**
 * Sends one request with its retries, waits and limits.
 *
 * Fails with the vendor's error; with `unavailable`, `timeout`, `network`, `rate_limited` or `aborted` where no answer
 * settled it; with `unexpected_response` for a 2xx answer that is no JSON, a redirect or a body over the size limit.
 * For a write, everything that may have taken effect is `outcome_unknown` instead, with what happened as its cause.
 */
export interface Transport {
  send(request: HttpRequest): ResultAsync<HttpAnswer, InvoiceError>
}
