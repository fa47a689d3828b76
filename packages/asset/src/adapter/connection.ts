import { err, type InvoiceError, type OperationName, type Result, ResultAsync } from '@invoice-adapters/core'
import {
  createTransport,
  type ErrorContext,
  type HttpAnswer,
  type HttpRequest,
  redactError,
  rememberingDigest,
  type Transport,
} from '@invoice-adapters/core/authoring'
import { dialects } from '../dialects/all.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { toAssetError } from '../errors.ts'
import type { AssetSettings } from '../options.ts'
import type { Reading } from '../to-canonical/reading.ts'
import { createTokenSource, type TokenSource } from '../token.ts'
import { createKeyMemory, type KeyMemory } from './key-memory.ts'
import { limiterKey, limitsOf, rateLimitOf, waitAskedFor } from './limits.ts'

/** A request below `/v0/business/{business_id}`. */
export type BusinessRequest = Omit<HttpRequest, 'headers' | 'contentType'> & {
  /** Whether the call takes `x-user-id`: writes about invoices, payments and refunds do. */
  namesUser?: boolean
}

/** One business at Asset, ready to be called. */
export interface Connection {
  settings: AssetSettings
  dialect: Dialect
  call(request: BusinessRequest): ResultAsync<HttpAnswer, InvoiceError>
  /** Payments of this process by the caller's key, which Asset itself has no place for. */
  payments: KeyMemory
  /** The error without any secret that the vendor may have quoted. */
  redact<E extends InvoiceError>(error: E): E
}

export function connect(settings: AssetSettings): Connection {
  const tokens = createTokenSource(settings)
  const digest = rememberingDigest()
  const transport = createTransport({
    provider: 'asset',
    account: settings.account,
    baseUrl: settings.baseUrl,
    options: settings,
    headers: async () => ({}),
    renewable: false,
    requestIdHeader: 'x-request-id',
    limiterKey: async () => limiterKey(settings, await tokens.clientId(), digest),
    limits: () => limitsOf(settings),
    toError: toAssetError,
    // The header stands on every answer; only where the limit is reached does it ask to wait.
    retryAfterMs: ({ httpStatus, headers }) =>
      httpStatus === 429 ? waitAskedFor(headers, (settings.now ?? Date.now)()) : null,
    rateLimit: (headers) => rateLimitOf(headers, (settings.now ?? Date.now)()),
  })
  return {
    settings,
    dialect: dialects[settings.dialect],
    payments: createKeyMemory(),
    redact: (error) => redactError(error, tokens.secrets()),
    call: (request) => new ResultAsync(sendWithToken(tokens, transport, wholeRequest(settings, request))),
  }
}

/** The address of every call names the business; ids are escaped by the transport. */
export function wholeRequest<R extends Pick<BusinessRequest, 'route' | 'parameters' | 'namesUser'>>(
  { businessId, userId }: AssetSettings,
  { namesUser, ...request }: R,
): Omit<R, 'namesUser'> & Pick<HttpRequest, 'parameters' | 'headers'> {
  return {
    ...request,
    route: `/v0/business/{business}${request.route}`,
    parameters: { ...request.parameters, business: businessId },
    ...(namesUser === true && userId !== null ? { headers: { 'x-user-id': userId } } : {}),
  }
}

/** A token that was revoked meanwhile is replaced once; a 401 is a clear no, so that this repeats no write. */
async function sendWithToken(
  tokens: TokenSource,
  transport: Transport,
  request: HttpRequest,
): Promise<Result<HttpAnswer, InvoiceError>> {
  const send = (token: string): ResultAsync<HttpAnswer, InvoiceError> =>
    transport.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } })
  const first = await tokens.token(request, null)
  if (first.isErr()) return err(first.error)
  const answer = await send(first.value)
  if (answer.isOk() || answer.error.kind !== 'unauthenticated') return answer
  const renewed = await tokens.token(request, first.value)
  return renewed.isErr() ? err(renewed.error) : send(renewed.value)
}

export function contextOf(
  settings: Pick<AssetSettings, 'account'>,
  operation: OperationName,
  requestId: string | null = null,
): ErrorContext {
  return { provider: 'asset', account: settings.account, operation, requestId }
}

export function readingOf({ settings }: Connection, answer: HttpAnswer): Reading {
  return { settings, readAt: answer.startedAt, keepRaw: settings.raw ?? true }
}
