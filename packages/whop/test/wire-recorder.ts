import { createRateLimiter } from '@invoice-adapters/core/authoring'
import nock from 'nock'
import {
  createWhopAdapter,
  type WhopAdapter,
  type WhopAdapterOptions,
  type WhopApiVersion,
} from '../src/index.ts'
import type { Endpoint } from './endpoints.ts'

export const origin = 'https://api.whop.com'
export const prefix = '/api/v1'

/** 2026-11-20T12:00:00Z */
export const now = 1_795_176_000_000

export interface Recorded {
  method: string
  path: string
  headers: Record<string, string>
  body: string
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

/** Answers the next request to a path, or every one, and keeps what arrived. */
export function answer(
  method: string,
  path: string,
  reply: Answer | Answer[],
  settings: { always?: boolean } = {},
): Recorded[] {
  const recorded: Recorded[] = []
  const replies = [reply].flat()
  const times = settings.always ? Number.MAX_SAFE_INTEGER : replies.length
  const interceptor = nock(origin).intercept((uri: string) => uri === prefix + path, method)
  interceptor.times(times).reply(async (request: Request) => {
    const url = new URL(request.url)
    recorded.push({
      method: request.method,
      path: url.pathname + url.search,
      headers: Object.fromEntries([...request.headers].filter(([name]) => !platformHeaders.includes(name))),
      body: await request.text(),
    })
    const next = replies[Math.min(recorded.length, replies.length) - 1] ?? {}
    const type = next.text === undefined ? 'application/json' : 'text/html'
    const body = next.text ?? JSON.stringify(next.json ?? null)
    return [next.status ?? 200, body, { 'content-type': type, 'x-request-id': 'req_17', ...next.headers }]
  })
  return recorded
}

/** What an operation asks besides the endpoint under test; of several answers, the last one stays. */
export function answerBeside(beside: Endpoint['beside']): void {
  for (const { path, inTurn } of beside) {
    answer(
      'GET',
      path,
      inTurn.map((one) => (isAnswer(one) ? one : { json: one })),
      { always: true },
    )
  }
}

function isAnswer(one: unknown): one is Answer {
  return typeof one === 'object' && one !== null && 'status' in one && typeof one.status === 'number'
}

/** No waits to speak of, and by default one attempt. */
export function adapterFor(
  apiVersion: WhopApiVersion,
  options: Partial<WhopAdapterOptions> = {},
): WhopAdapter {
  return createWhopAdapter({
    account: 'main',
    apiKey: 'apik_4f',
    companyId: 'biz_Ab1',
    environment: 'production',
    productId: 'prod_5',
    apiVersion,
    now: () => now,
    // One of its own: a pause that one test's vendor asks for must not hold up the next test.
    limiter: createRateLimiter(),
    retry: { attempts: 1, firstDelayMs: 1, maximumDelayMs: 50 },
    settlement: { looksAfterMs: [0, 1] },
    ...options,
  })._unsafeUnwrap()
}
