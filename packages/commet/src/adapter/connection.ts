import { err, type InvoiceError, type OperationName, ok, type ResultAsync } from '@invoice-adapters/core'
import {
  createTransport,
  credentialReader,
  type ErrorContext,
  type HttpAnswer,
  type HttpRequest,
  redactError,
  rememberingDigest,
} from '@invoice-adapters/core/authoring'
import { dialects } from '../dialects/all.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { saysFailure } from '../dialects/envelope.ts'
import { isStillRunning, toCommetError, toErrorOfSuccess } from '../errors.ts'
import { apiKeyProblem, type CommetSettings } from '../options.ts'
import type { Reading } from '../to-canonical/reading.ts'

/** One account at Commet, ready to be called. */
export interface Connection {
  settings: CommetSettings
  dialect: Dialect
  /** A 2xx answer that says `success: false` is its error here. */
  call(request: HttpRequest): ResultAsync<HttpAnswer, InvoiceError>
}

export function connect(settings: CommetSettings): Connection {
  const { read, secrets } = credentialReader(settings.apiKey, apiKeyProblem)
  const digest = rememberingDigest()
  const transport = createTransport({
    provider: 'commet',
    account: settings.account,
    baseUrl: settings.baseUrl,
    options: settings,
    headers: async (renew) => ({ 'x-api-key': await read(renew), 'commet-version': settings.apiVersion }),
    renewable: typeof settings.apiKey === 'function',
    requestIdHeader: 'x-request-id',
    limiterKey: async () => digest(`commet ${settings.baseUrl} ${await read(false)}`),
    limits: () => [],
    toError: toCommetError,
    inProgress: isStillRunning,
  })
  return {
    settings,
    dialect: dialects[settings.apiVersion],
    call: (request) =>
      transport.send(request).andThen((answer) => {
        if (!saysFailure(answer.json)) return ok(answer)
        const context = contextOf(settings, request.operation, answer.requestId)
        return err(redactError(toErrorOfSuccess(answer.json, answer.httpStatus, context), secrets()))
      }),
  }
}

export function contextOf(
  settings: Pick<CommetSettings, 'account'>,
  operation: OperationName,
  requestId: string | null = null,
): ErrorContext {
  return { provider: 'commet', account: settings.account, operation, requestId }
}

export function readingOf({ settings }: Connection, answer: HttpAnswer): Reading {
  return {
    account: settings.account,
    apiVersion: settings.apiVersion,
    readAt: answer.startedAt,
    keepRaw: settings.raw ?? true,
  }
}
