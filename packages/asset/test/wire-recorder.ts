import { createRateLimiter } from '@invoice-adapters/core/authoring'
import {
  type Answer,
  type Recorded,
  type WireRecorder,
  wireRecorder,
} from '@invoice-adapters/tooling/wire-recorder'
import { type AssetAdapter, type AssetAdapterOptions, createAssetAdapter } from '../src/index.ts'
import { businessId, tokenAnswer } from './wire-objects.ts'

export const origin = 'https://api.sandbox.getasset.com'
export const secret = 'shh-client-secret-77'

const recorder: WireRecorder = wireRecorder(origin)
export const answer: WireRecorder['answer'] = recorder.answer
export const answerBeside: WireRecorder['answerBeside'] = recorder.answerBeside

export function answerToken(reply: Answer | Answer[] = { json: tokenAnswer }): Recorded[] {
  return answer('POST', '/v0/auth/token', reply, { always: true })
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
