import { err, type InvoiceError, type OperationName, ok, type Result } from '@invoice-adapters/core'
import { type ErrorContext, invoiceError, redactError } from '@invoice-adapters/core/authoring'
import type { AssetSettings } from './options.ts'
import { type AccessToken, cacheKey, fromCache, intoCache } from './token/cache.ts'
import { type ClientValues, clientReader } from './token/client.ts'
import { requestToken } from './token/request.ts'

export interface TokenCall {
  operation: OperationName
  signal?: AbortSignal | undefined
}

export interface TokenSource {
  /**
   * A token to send. `refused` is one that Asset has just answered 401 to: it is never given again. Many waiting calls
   * share one request for a new one.
   */
  token(call: TokenCall, refused: string | null): Promise<Result<string, InvoiceError>>
  /** The id of the client, for keeping its limits; empty where it cannot be had. */
  clientId(): Promise<string>
  /** What must appear in no error. */
  secrets(): string[]
}

const renewedBeforeMs = 60_000

export function createTokenSource(settings: AssetSettings): TokenSource {
  const client = clientReader(settings)
  const now = settings.now ?? Date.now
  let latest: AccessToken | null = null
  let pending: Promise<Result<string, InvoiceError>> | null = null

  const isGood = (token: AccessToken | null, refused: string | null): token is AccessToken =>
    token !== null && token.accessToken !== refused && token.expiresAt - renewedBeforeMs > now()

  const obtain = async (
    { operation }: TokenCall,
    refused: string | null,
  ): Promise<Result<string, InvoiceError>> => {
    const values = await client.read(false)
    if (values === null) return err(noCredentials(settings, operation))
    const kept = await fromCache(settings.tokenCache, await cacheKey(settings, values.clientId))
    if (isGood(kept, refused)) latest = kept
    if (isGood(latest, refused)) return ok(latest.accessToken)
    const first = await requestToken(settings, operation, values)
    const again = await afterRefusal(first)
    const answered = again === null ? first : await requestToken(settings, operation, again)
    if (answered.isErr()) return err(answered.error)
    latest = answered.value
    await intoCache(settings.tokenCache, await cacheKey(settings, (again ?? values).clientId), answered.value)
    return ok(answered.value.accessToken)
  }

  /** Other credentials, where functions give them and the present ones were refused. */
  const afterRefusal = async (asked: Result<unknown, InvoiceError>): Promise<ClientValues | null> =>
    asked.isErr() && asked.error.kind === 'unauthenticated' && client.renewable ? client.read(true) : null

  const share = (call: TokenCall, refused: string | null): Promise<Result<string, InvoiceError>> => {
    pending ??= obtain(call, refused).finally(() => {
      pending = null
    })
    return unlessAborted(pending, call.signal, contextOf(settings, call.operation))
  }

  return {
    async token(call, refused) {
      const shared = await share(call, refused)
      // What others waited for can be the very token that was refused meanwhile.
      const mine = shared.isOk() && shared.value === refused ? await share(call, refused) : shared
      return mine.mapErr((error) => redactError({ ...error, operation: call.operation }, client.secrets()))
    },
    clientId: async () => (await client.read(false))?.clientId ?? '',
    secrets: () => [...client.secrets(), ...(latest === null ? [] : [latest.accessToken])],
  }
}

function contextOf({ account }: AssetSettings, operation: OperationName): ErrorContext {
  return { provider: 'asset', account, operation }
}

function noCredentials(settings: AssetSettings, operation: OperationName): InvoiceError {
  const message =
    'no credentials: a function given for clientId or clientSecret failed, or gave no usable text'
  return invoiceError('unauthenticated', contextOf(settings, operation), message, {})
}

/** The shared request goes on; the caller who gave up stops waiting for it. */
async function unlessAborted<T>(
  shared: Promise<Result<T, InvoiceError>>,
  signal: AbortSignal | undefined,
  context: ErrorContext,
): Promise<Result<T, InvoiceError>> {
  if (signal === undefined) return shared
  const stopped = () => err(invoiceError('aborted', context, 'stopped by the caller', {}))
  if (signal.aborted) return stopped()
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(stopped())
    signal.addEventListener('abort', stop, { once: true })
    shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
