import { isTimeoutError } from 'ky'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { ErrorCause, InvoiceError } from '../errors/error.ts'
import { bodyTooLarge } from './attempt.ts'
import type { Effect } from './transport.ts'

/** System codes of failures to connect: before a request leaves, so that nothing can have taken effect. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

interface SystemFailure {
  code: string
  /** What the system was doing, such as `connect`, `getaddrinfo` or `read`; null where it does not say. */
  doing: string | null
}

/** The first system failure on the way down an error's causes. */
function systemFailure(error: unknown): SystemFailure | null {
  for (let cause = error, depth = 0; depth < 5 && typeof cause === 'object' && cause !== null; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string') {
      const doing = 'syscall' in cause && typeof cause.syscall === 'string' ? cause.syscall : null
      return { code: cause.code, doing }
    }
    cause = 'cause' in cause ? cause.cause : null
  }
  return null
}

export function systemCode(error: unknown): string | null {
  return systemFailure(error)?.code ?? null
}

/** A host can become unreachable on an open connection too: `read EHOSTUNREACH` comes after the request has left. */
export function hasNeverLeft(error: unknown): boolean {
  const failure = systemFailure(error)
  if (failure === null || !neverLeft.has(failure.code)) return false
  return failure.doing !== 'read' && failure.doing !== 'write'
}

export function causeOf(error: unknown): ErrorCause {
  const code = systemCode(error)
  if (!(error instanceof Error)) return { name: 'Error', message: 'not an Error', code, httpStatus: null }
  return { name: error.name, message: deepestMessage(error), code, httpStatus: null }
}

function deepestMessage(error: Error): string {
  let deepest = error
  for (let depth = 0; depth < 5 && deepest.cause instanceof Error; depth += 1) deepest = deepest.cause
  return deepest.message
}

/** How a call stood when it ended without an answer. */
export interface CallState {
  effect: Effect
  /** Some attempt may have taken effect. */
  uncertain: boolean
  /** The caller's own signal ended it. */
  aborted: boolean
}

/** A failure without an answer, as an error value. */
export function failureWithoutAnswer(error: unknown, state: CallState, context: ErrorContext): InvoiceError {
  const cause = causeOf(error)
  if (state.effect !== 'read' && state.uncertain) {
    return outcomeUnknown(context, `no answer came (${cause.code ?? cause.name})`, cause)
  }
  if (state.aborted) return invoiceError('aborted', context, 'stopped by the caller', {}, { cause })
  if (isTimeoutError(error))
    return invoiceError('timeout', context, 'the vendor did not answer in time', {}, { cause })
  if (cause.code === bodyTooLarge) {
    return invoiceError(
      'unexpected_response',
      context,
      `the answer is too large: ${cause.message}`,
      { fields: [], invoice: null },
      { cause },
    )
  }
  return invoiceError(
    'network',
    context,
    `the vendor could not be reached (${cause.code ?? cause.name})`,
    {},
    { cause },
  )
}

/** For a write that may have taken effect; settlement fills in the ids. */
export function outcomeUnknown(
  context: ErrorContext,
  because: string,
  cause: ErrorCause | null,
): InvoiceError {
  const message = `it is not known whether the ${context.operation} took effect: ${because}`
  return invoiceError('outcome_unknown', context, message, { invoiceId: null, externalId: null }, { cause })
}
