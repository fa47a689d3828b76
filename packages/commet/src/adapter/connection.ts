import { err, type InvoiceError, type OperationName, ok, type ResultAsync } from '@invoice-adapters/core'
import {
  createTransport,
  type ErrorContext,
  type HttpAnswer,
  type HttpRequest,
  redactError,
  sha256Hex,
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
  const { key, secrets } = apiKeyReader(settings)
  const transport = createTransport({
    provider: 'commet',
    account: settings.account,
    baseUrl: settings.baseUrl,
    options: settings,
    headers: async (renew) => ({ 'x-api-key': await key(renew), 'commet-version': settings.apiVersion }),
    renewable: typeof settings.apiKey === 'function',
    requestIdHeader: 'x-request-id',
    limiterKey: async () => sha256Hex(`commet ${settings.baseUrl} ${await key(false)}`),
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

interface ApiKeyReader {
  /** Asks a credential function once, and again only when its value was not accepted. */
  key(renew: boolean): Promise<string>
  /** What must appear in no error. */
  secrets(): string[]
}

function apiKeyReader({ apiKey }: CommetSettings): ApiKeyReader {
  let known = typeof apiKey === 'string' ? apiKey : null
  return {
    secrets: () => (known === null ? [] : [known]),
    async key(renew) {
      if (typeof apiKey === 'function' && (renew || known === null)) {
        const given = await apiKey()
        const problem = typeof given === 'string' ? apiKeyProblem(given) : 'must be text'
        if (problem !== null) throw new Error(`the API key ${problem}`)
        known = given
      }
      return known ?? ''
    },
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
