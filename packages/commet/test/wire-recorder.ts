import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { type WireRecorder, wireRecorder } from '@invoice-adapters/tooling/wire-recorder'
import { type CommetAdapter, type CommetAdapterOptions, createCommetAdapter } from '../src/index.ts'

export const origin = 'https://commet.co'
export const prefix = '/api/v1'

const recorder: WireRecorder = wireRecorder(origin, prefix)
export const answer: WireRecorder['answer'] = recorder.answer
export const answerBeside: WireRecorder['answerBeside'] = recorder.answerBeside

/** No waits to speak of, and by default one attempt. */
export function adapterFor(
  apiVersion: '2026-07-11' | '2026-07-31',
  options: Partial<CommetAdapterOptions> = {},
): CommetAdapter {
  return createCommetAdapter({
    account: 'main',
    apiKey: 'ck_live_4f',
    apiVersion,
    currency: 'USD',
    // One of its own: a pause that one test's vendor asks for must not hold up the next test.
    limiter: createRateLimiter(),
    retry: { attempts: 1, firstDelayMs: 1, maximumDelayMs: 50 },
    settlement: { looksAfterMs: [0, 1] },
    ...options,
  })._unsafeUnwrap()
}
