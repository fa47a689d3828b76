import type { InvoiceError, OperationName, ResultAsync } from '@invoice-adapters/core'
import {
  type CredentialReader,
  createTransport,
  credentialReader,
  type ErrorContext,
  type HttpAnswer,
  type HttpRequest,
  rememberingDigest,
  type Transport,
} from '@invoice-adapters/core/authoring'
import { rateLimits } from '../capabilities/limits.ts'
import { dialects } from '../dialects/all.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { isStillRunning, toWhopError, waitInMessage } from '../errors.ts'
import { apiKeyProblem, type WhopSettings } from '../options.ts'
import type { Reading } from '../to-canonical/reading.ts'

/** One account at Whop, ready to be called. */
export interface Connection {
  settings: WhopSettings
  dialect: Dialect
  call(request: HttpRequest): ResultAsync<HttpAnswer, InvoiceError>
}

export function connect(settings: WhopSettings): Connection {
  const { read } = credentialReader(settings.apiKey, apiKeyProblem)
  const transports = new Map<string, Transport>()
  const transportOf = (scope: string): Transport => {
    const known = transports.get(scope) ?? open(settings, read, scope)
    transports.set(scope, known)
    return known
  }
  return {
    settings,
    dialect: dialects[settings.apiVersion],
    call: (request) => transportOf(`${request.method} ${request.route}`).send(request),
  }
}

/** Whop counts requests by API operation, of which one of ours can need several: each has a transport for its limit. */
function open(settings: WhopSettings, read: CredentialReader['read'], scope: string): Transport {
  const limits = rateLimits.map(({ calls, perMs }) => ({ scope, calls, perMs }))
  const digest = rememberingDigest()
  return createTransport({
    provider: 'whop',
    account: settings.account,
    baseUrl: settings.baseUrl,
    options: settings,
    headers: async (renew) => ({
      authorization: `Bearer ${await read(renew)}`,
      'api-version-date': settings.apiVersion,
    }),
    renewable: typeof settings.apiKey === 'function',
    requestIdHeader: 'x-request-id',
    limiterKey: async () => digest(`whop ${settings.baseUrl} ${await read(false)}`),
    limits: () => limits,
    toError: toWhopError,
    retryAfterMs: waitInMessage,
    inProgress: isStillRunning,
  })
}

export function contextOf(
  settings: Pick<WhopSettings, 'account'>,
  operation: OperationName,
  requestId: string | null = null,
): ErrorContext {
  return { provider: 'whop', account: settings.account, operation, requestId }
}

export function readingOf({ settings }: Connection, answer: Pick<HttpAnswer, 'startedAt'>): Reading {
  return {
    account: settings.account,
    mode: settings.mode,
    apiVersion: settings.apiVersion,
    readAt: answer.startedAt,
    keepRaw: settings.raw ?? true,
  }
}

export function nowOf({ settings }: Connection): number {
  return (settings.now ?? Date.now)()
}
