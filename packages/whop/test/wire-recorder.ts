import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { type WireRecorder, wireRecorder } from '@invoice-adapters/tooling/wire-recorder'
import {
  createWhopAdapter,
  type WhopAdapter,
  type WhopAdapterOptions,
  type WhopApiVersion,
} from '../src/index.ts'

export const origin = 'https://api.whop.com'
export const prefix = '/api/v1'

/** 2026-11-20T12:00:00Z */
export const now = 1_795_176_000_000

const recorder: WireRecorder = wireRecorder(origin, prefix)
export const answer: WireRecorder['answer'] = recorder.answer
export const answerBeside: WireRecorder['answerBeside'] = recorder.answerBeside

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
