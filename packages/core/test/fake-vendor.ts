import type { AdapterEvent, CommonOptions } from '../src/contract/options.ts'
import { invoiceError } from '../src/errors/construct.ts'
import { createTransport } from '../src/http/client.ts'
import { createRateLimiter } from '../src/http/limiter.ts'
import type { HttpRequest, Transport, TransportSettings } from '../src/http/transport.ts'

export type Step = Response | Error | ((url: string, init: RequestInit) => Response | Promise<Response>)

export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json', 'x-request-id': 'req_1', ...init.headers },
  })
}

/** As undici rejects: a TypeError with the system's code below it. */
export function networkError(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`socket: ${code}`), { code }) })
}

/** Never answers; ends with the signal, as a real fetch does. */
export const silence: Step = (_url, init) =>
  new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true })
  })

export interface FakeVendor {
  transport: Transport
  calls: { url: string; method: string; body: string | null; headers: Record<string, string> }[]
  events: AdapterEvent[]
}

const plainError: TransportSettings['toError'] = (failure, context) => {
  const cause = { name: 'HttpError', message: failure.text, code: null, httpStatus: failure.httpStatus }
  const { httpStatus } = failure
  if (httpStatus === 401) return invoiceError('unauthenticated', context, failure.text, {}, { cause })
  if (httpStatus === 429)
    return invoiceError('rate_limited', context, 'too many', { retryAfterMs: null }, { cause })
  if (httpStatus >= 500)
    return invoiceError('unavailable', context, 'down', { retryAfterMs: null }, { cause })
  return invoiceError('refused', context, failure.text, { fields: [] }, { cause })
}

/** A transport whose vendor answers by the script; the last step repeats. */
export function fakeVendor(
  script: Step[],
  options: Partial<CommonOptions> = {},
  more: {
    renewable?: boolean
    headers?: (renew: boolean) => Promise<Record<string, string>>
    rateLimit?: TransportSettings['rateLimit']
    toError?: TransportSettings['toError']
  } = {},
): FakeVendor {
  const calls: FakeVendor['calls'] = []
  const events: AdapterEvent[] = []
  const fetch = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    const step = script[Math.min(calls.length, script.length - 1)]
    calls.push({
      url: String(url),
      method: init.method ?? 'GET',
      body: typeof init.body === 'string' ? init.body : null,
      headers: init.headers as Record<string, string>,
    })
    if (step instanceof Error) throw step
    if (typeof step === 'function') return step(String(url), init)
    return step!.clone() as Response
  }
  const transport = createTransport({
    provider: 'fake',
    account: 'acme',
    baseUrl: 'https://vendor.example/v1',
    renewable: more.renewable ?? false,
    requestIdHeader: 'x-request-id',
    limiterKey: async () => 'fake acme',
    limits: () => [],
    ...(more.rateLimit === undefined ? {} : { rateLimit: more.rateLimit }),
    headers: more.headers ?? (async () => ({ authorization: 'Bearer sk_secret_value' })),
    inProgress: (failure) => failure.httpStatus === 409 && failure.text.includes('in_progress'),
    toError: more.toError ?? plainError,
    options: {
      account: 'acme',
      fetch: fetch as typeof globalThis.fetch,
      retry: { attempts: 3, firstDelayMs: 1, maximumDelayMs: 50 },
      timeout: { attemptMs: 40, totalMs: 1000 },
      limiter: createRateLimiter(),
      observe: (event) => events.push(event),
      ...options,
    },
  })
  return { transport, calls, events }
}

export const reading: HttpRequest = { operation: 'get', effect: 'read', method: 'GET', route: '/things' }
export const repeatable: HttpRequest = {
  operation: 'create',
  effect: 'repeatable',
  method: 'POST',
  route: '/things',
  body: '{"a":1}',
}
export const once: HttpRequest = { ...repeatable, effect: 'once' }
