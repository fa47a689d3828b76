import { err, ok, type Result, ResultAsync } from 'neverthrow'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import type { Answered } from './attempt.ts'
import { withRetries } from './attempts.ts'
import { type Call, contextOf, parseJson, requestIdOf, secretsIn, toError } from './call.ts'
import { causeOf, failureWithoutAnswer, outcomeUnknown } from './failure.ts'
import { sleep } from './limiter.ts'
import { ownSignal } from './own-signal.ts'
import { redactError } from './redact.ts'
import { defaultRetry, isSuccess } from './retry.ts'
import type { HttpAnswer, HttpRequest, Transport, TransportSettings } from './transport.ts'
import { requestUrl } from './url.ts'

/** The transport of one account. Holds no timer and opens nothing until it is used. */
export function createTransport(settings: TransportSettings): Transport {
  return {
    send: (request) =>
      new ResultAsync(
        run(settings, request).catch((error: unknown) => err(unforeseen(settings, request, error))),
      ),
  }
}

type Outcome = Result<HttpAnswer, InvoiceError>

async function run(settings: TransportSettings, request: HttpRequest): Promise<Outcome> {
  const first = await oneCall(settings, request, false)
  const retryWithNewCredential = first.isErr() && first.error.kind === 'unauthenticated' && settings.renewable
  return retryWithNewCredential ? oneCall(settings, request, true) : first
}

async function oneCall(settings: TransportSettings, request: HttpRequest, renew: boolean): Promise<Outcome> {
  const context = contextOf(settings, request)
  const url = requestUrl(settings.baseUrl, request)
  if (url === undefined) {
    const fields = [{ field: 'id', message: 'must not be empty, "." or ".."' }]
    return err(invoiceError('invalid_input', context, 'id: must not be empty, "." or ".."', { fields }))
  }
  if (request.signal?.aborted === true) {
    return err(invoiceError('aborted', context, 'stopped by the caller before anything was sent', {}))
  }
  const { signal, end } = ownSignal(request.signal)
  try {
    const credential = await credentialHeaders(settings, renew, signal, context)
    if (credential.isErr()) return err(credential.error)
    const call: Call = {
      settings,
      request,
      url,
      headers: { ...credential.value, ...contentHeaders(request), ...request.headers },
      rule: { ...defaultRetry, ...settings.options.retry },
      answered: null,
      uncertain: false,
      attempts: 0,
      signal,
    }
    const problem = await withRetries(call)
    const outcome = conclude(call, problem).mapErr((error) => redactError(error, secretsIn(call)))
    // What an attempt leaves behind holds on to the call until the next full collection, and need not hold the body.
    call.answered = null
    return outcome
  } finally {
    end()
  }
}

/** The headers with the credential; a function of the application's that does not answer is not waited for for ever. */
async function credentialHeaders(
  settings: TransportSettings,
  renew: boolean,
  signal: AbortSignal,
  context: ErrorContext,
): Promise<Result<Record<string, string>, InvoiceError>> {
  const patience = sleep(settings.options.timeout?.totalMs ?? 120_000, signal)
  return Promise.race([
    settings.headers(renew).then(
      (headers) => ok(headers),
      (error: unknown) => err(credentialFailure(context, error)),
    ),
    patience.then(
      () => err(invoiceError('timeout', context, 'the function given for the credential did not answer', {})),
      () => err(invoiceError('aborted', context, 'stopped by the caller before anything was sent', {})),
    ),
  ])
}

function conclude(call: Call, problem: { error: unknown } | null): Outcome {
  const { answered, request } = call
  const context = contextOf(call.settings, request)
  // The answer stands whatever failed after it came.
  if (answered !== null && isSuccess(answered)) return readSuccess(call, answered)
  if (problem !== null || answered === null) {
    const { effect } = request
    const state = { effect, uncertain: call.uncertain, aborted: request.signal?.aborted === true }
    return err(failureWithoutAnswer(problem?.error, state, context))
  }
  const error = toError(call, answered)
  if (request.effect === 'read' || !call.uncertain) return err(error)
  const cause = error.cause ?? {
    name: error.kind,
    message: error.message,
    code: null,
    httpStatus: answered.httpStatus,
  }
  return err(outcomeUnknown({ ...context, requestId: error.requestId }, error.message, cause))
}

function readSuccess(call: Call, answered: Answered): Outcome {
  const { settings, request } = call
  const { httpStatus, headers, text } = answered
  const requestId = requestIdOf(call, answered)
  const json = parseJson(text)
  if (json === undefined && text.trim() !== '') {
    const context = { ...contextOf(settings, request), requestId }
    const cause = { name: 'SyntaxError', message: 'the body is not JSON', code: null, httpStatus }
    if (request.effect !== 'read') return err(outcomeUnknown(context, 'the answer is not JSON', cause))
    return err(
      invoiceError(
        'unexpected_response',
        context,
        'the answer is not JSON',
        { fields: [], invoice: null },
        { cause },
      ),
    )
  }
  const startedAt = new Date(answered.startedAt).toISOString()
  return ok({ httpStatus, headers, text, json, requestId, startedAt })
}

function contentHeaders(request: HttpRequest): Record<string, string> {
  const type = request.body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }
  return { accept: 'application/json', ...type }
}

function credentialFailure(context: ErrorContext, error: unknown): InvoiceError {
  // The message of a foreign function may hold the secret it failed on.
  const cause = { ...causeOf(error), message: 'the credential function failed' }
  return invoiceError(
    'unauthenticated',
    context,
    'no credential: the function given for it failed',
    {},
    { cause },
  )
}

function unforeseen(settings: TransportSettings, request: HttpRequest, error: unknown): InvoiceError {
  return failureWithoutAnswer(
    error,
    { effect: request.effect, uncertain: true, aborted: false },
    contextOf(settings, request),
  )
}
