import { createRateLimiter } from '@invoice-adapters/core/authoring'
import nock from 'nock'
import { type AssetAdapter, type AssetAdapterOptions, createAssetAdapter } from '../src/index.ts'
import type { Endpoint } from './endpoints.ts'
import { businessId, tokenAnswer } from './wire-objects.ts'

export const origin = 'https://api.sandbox.getasset.com'
export const secret = 'shh-client-secret-77'

export interface Recorded {
  method: string
  path: string
  headers: Record<string, string>
  body: string | null
}

/** Set by the HTTP client of the platform, not by the adapter. */
const platformHeaders = [
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'host',
  'sec-fetch-mode',
  'user-agent',
]

export type Answer = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }

/** Answers the next requests to a path, or every one, and keeps what arrived. */
export function answer(
  method: string,
  path: string,
  reply: Answer | Answer[],
  settings: { always?: boolean } = {},
): Recorded[] {
  const recorded: Recorded[] = []
  const replies = [reply].flat()
  const [pathname = path, query] = path.split('?')
  const interceptor = nock(origin)
    .intercept(pathname, method)
    .query(Object.fromEntries(new URLSearchParams(query)))
  const times = settings.always ? Number.MAX_SAFE_INTEGER : replies.length
  interceptor.times(times).reply(async (request: Request) => {
    const url = new URL(request.url)
    recorded.push({
      method: request.method,
      path: url.pathname + url.search,
      headers: Object.fromEntries([...request.headers].filter(([name]) => !platformHeaders.includes(name))),
      body: request.method === 'GET' ? null : await request.text(),
    })
    const now = replies[Math.min(recorded.length, replies.length) - 1] ?? {}
    const type = now.text === undefined ? 'application/json' : 'text/html'
    const body = now.text ?? JSON.stringify(now.json ?? null)
    return [now.status ?? 200, body, { 'content-type': type, 'x-request-id': 'req_17', ...now.headers }]
  })
  return recorded
}

export function answerToken(reply: Answer | Answer[] = { json: tokenAnswer }): Recorded[] {
  return answer('POST', '/v0/auth/token', reply, { always: true })
}

/** What an operation asks besides the endpoint under test. */
export function answerBeside({ beside }: Pick<Endpoint, 'beside'>): void {
  for (const { path, inTurn } of beside) {
    const replies = inTurn.map((json) => ({ json }))
    answer('GET', path, replies, { always: true })
  }
}

export const plainOptions: AssetAdapterOptions = {
  account: 'main',
  clientId: 'client-41',
  clientSecret: secret,
  businessId,
  environment: 'sandbox',
  currency: 'USD',
  ledgerId: 'ldg_Rev1',
  userId: 'clerk 7',
  retry: { attempts: 1, firstDelayMs: 1, maximumDelayMs: 50 },
  settlement: { looksAfterMs: [0, 1] },
  now: () => Date.parse('2026-07-15T00:00:00Z'),
}

/** No waits to speak of, and by default one attempt. */
export function adapterFor(
  lineShape: 'amount' | 'unit_price',
  options: Partial<AssetAdapterOptions> = {},
): AssetAdapter {
  return createAssetAdapter({
    ...plainOptions,
    lineShape,
    // One of its own: a pause that one test's vendor asks for must not hold up the next test.
    limiter: createRateLimiter(),
    ...options,
  })._unsafeUnwrap()
}
