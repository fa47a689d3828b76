import type { AdapterEvent } from '../contract/options.ts'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import type { Answered } from './attempt.ts'
import { quietly } from './quietly.ts'
import { redactText, secretsOf } from './redact.ts'
import { type RetryRule, retryAfterHeaderMs } from './retry.ts'
import type { HttpFailure, HttpRequest, TransportSettings } from './transport.ts'

/** One call under way: what its attempts have led to so far. */
export interface Call {
  settings: TransportSettings
  request: HttpRequest
  url: string
  headers: Record<string, string>
  rule: RetryRule
  answered: Answered | null
  /** Some attempt may have taken effect. */
  uncertain: boolean
  attempts: number
  signal: AbortSignal
}

type EventBody = AdapterEvent extends infer E
  ? E extends AdapterEvent
    ? Omit<E, 'provider' | 'account' | 'operation'>
    : never
  : never

/** What the vendor asks to wait, by its header or its own manner; milliseconds. */
export function askedWaitMs(call: Call, answered: Answered): number | null {
  const now = call.settings.options.now ?? Date.now
  return (
    retryAfterHeaderMs(answered.headers, now()) ??
    call.settings.retryAfterMs?.(failureOf(call, answered)) ??
    null
  )
}

export function isInProgress(call: Call, answered: Answered): boolean {
  return call.settings.inProgress?.(failureOf(call, answered)) ?? false
}

/** An answer outside 2xx as an error value, by the vendor's table. */
export function toError(call: Call, answered: Answered): InvoiceError {
  const failure = failureOf(call, answered)
  const context = { ...contextOf(call.settings, call.request), requestId: failure.requestId }
  if (answered.httpStatus >= 400) {
    const error = call.settings.toError(failure, context)
    return error.kind === 'rate_limited' ? { ...error, retryAfterMs: askedWaitMs(call, answered) } : error
  }
  const cause = {
    name: 'Redirect',
    message: 'redirects are not followed',
    code: null,
    httpStatus: answered.httpStatus,
  }
  return invoiceError(
    'unexpected_response',
    context,
    `the vendor redirected (${answered.httpStatus}), which is not followed`,
    { fields: [], invoice: null },
    { cause },
  )
}

export function failureOf(call: Call, answered: Answered): HttpFailure {
  const { httpStatus, headers } = answered
  // Masked before it is read: of a secret in words that are cut short, only a part would be left to find.
  const text = redactText(answered.text, secretsIn(call))
  const { operation, effect } = call.request
  return {
    httpStatus,
    headers,
    text,
    json: parseJson(text),
    requestId: requestIdOf(call, answered),
    operation,
    effect,
  }
}

/** What was sent with the request and must stand in no error. */
export function secretsIn({ headers, request }: Call): string[] {
  return [...secretsOf(headers), ...(request.secrets ?? [])]
}

/** Undefined where the text is empty or not JSON. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function requestIdOf(call: Call, answered: Answered): string | null {
  return answered.headers.get(call.settings.requestIdHeader)
}

export function contextOf(settings: TransportSettings, request: HttpRequest): ErrorContext {
  return { provider: settings.provider, account: settings.account, operation: request.operation }
}

export function observe(call: Call, event: EventBody): void {
  const { provider, account, options } = call.settings
  quietly(() => options.observe?.({ provider, account, operation: call.request.operation, ...event }))
}
