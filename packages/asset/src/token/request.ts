import type { InvoiceError, OperationName, Result } from '@invoice-adapters/core'
import { createTransport, type HttpAnswer, readAnswer } from '@invoice-adapters/core/authoring'
import { limiterKey, limitsOf, rateLimitOf, waitAskedFor } from '../adapter/limits.ts'
import { toTokenError } from '../errors.ts'
import type { AssetSettings } from '../options.ts'
import { tokenSchema } from '../schema.ts'
import type { AccessToken } from './cache.ts'
import type { ClientValues } from './client.ts'

/** Asked for, in seconds; the answer may say otherwise. */
const wantedSeconds = 3600

/**
 * The answer's `expires_in` is documented as a unix time, the request's as a duration. A figure that would be a date
 * after 2001 is an instant, a smaller one a duration, and none at all the lifetime that was asked for.
 */
export function expiryOf(expiresIn: number | null | undefined, now: number): number {
  const seconds = expiresIn ?? wantedSeconds
  return seconds > 1e9 ? seconds * 1000 : now + seconds * 1000
}

/**
 * `POST /v0/auth/token`. Never stopped by one caller, since others may wait for it; the timeouts of the options bound it.
 */
export async function requestToken(
  settings: AssetSettings,
  operation: OperationName,
  client: ClientValues,
): Promise<Result<AccessToken, InvoiceError>> {
  const transport = createTransport({
    provider: 'asset',
    account: settings.account,
    baseUrl: settings.baseUrl,
    options: settings,
    headers: async () => ({}),
    renewable: false,
    requestIdHeader: 'x-request-id',
    limiterKey: () => limiterKey(settings, client.clientId),
    // A token is asked for by the tenant, whatever the business.
    limits: () => limitsOf(settings).filter(({ scope }) => scope === 'tenant'),
    toError: (failure, context) => toTokenError(failure, context, settings.environment),
    retryAfterMs: ({ httpStatus, headers }) =>
      httpStatus === 429 ? waitAskedFor(headers, (settings.now ?? Date.now)()) : null,
    rateLimit: (headers) => rateLimitOf(headers, (settings.now ?? Date.now)()),
  })
  return transport
    .send({
      operation,
      effect: 'read',
      method: 'POST',
      route: '/v0/auth/token',
      contentType: 'application/x-www-form-urlencoded',
      body: tokenForm(settings, client),
      secrets: [client.clientSecret],
    })
    .andThen((answer) => readToken(settings, answer, operation))
}

function tokenForm(
  { businessId, scope }: Pick<AssetSettings, 'businessId' | 'scope'>,
  { clientId, clientSecret }: ClientValues,
): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    business_id: businessId,
    expires_in: String(wantedSeconds),
    ...(scope === null ? {} : { scope }),
  }).toString()
}

function readToken(
  { account, now = Date.now }: AssetSettings,
  answer: HttpAnswer,
  operation: OperationName,
): Result<AccessToken, InvoiceError> {
  const context = { provider: 'asset', account, operation }
  return readAnswer(tokenSchema, answer, context)
    .mapErr((error): InvoiceError => ({ ...error, message: `no access token: ${error.message}` }))
    .map(({ access_token, expires_in }) => ({
      accessToken: access_token,
      expiresAt: expiryOf(expires_in, now()),
    }))
}
