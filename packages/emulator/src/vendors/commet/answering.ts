import type { Conditions, WireAnswer, WireRequest } from '../frame.ts'
import { errorAnswer, refusedRateHeaders, replyAnswer, withHeaders } from './answers.ts'
import type { Desk } from './call.ts'
import type { Organization } from './entities.ts'
import type { CommetError } from './errors.ts'
import { handlers } from './handlers.ts'
import type { IdempotencyKeys, KeyVerdict } from './idempotency.ts'
import type { RateLimiter } from './rate-limit.ts'
import { dialectOf, organizationOf, type Received, readBody, receive } from './reception.ts'
import type { CommetSwitches } from './switches.ts'

export interface Counter {
  readonly desk: Desk
  readonly keys: IdempotencyKeys
  readonly limiter: RateLimiter
}

const writingMethods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

/** One request from key check to answer. guess: the order of the checks. */
export async function answerRequest(
  counter: Counter,
  request: WireRequest,
  conditions: Conditions,
): Promise<WireAnswer> {
  const { desk, limiter } = counter
  const { store, switches, surroundings } = desk
  const organization = organizationOf(request, store)
  const rate = organization === undefined ? null : limiter.count(organization.name, surroundings.clock.now())
  if (rate?.refused === true) return rateLimited(request, rate.retryAfterSeconds, switches)

  const received = receive(request, store, switches)
  const answer =
    'code' in received
      ? errorAnswer(received, dialectOf(request, switches), switches)
      : await answerReceived(counter, request, received, conditions)
  return rate === null ? answer : withHeaders(answer, rate.headers)
}

export function rateLimited(
  request: WireRequest,
  retryAfterSeconds: number | null,
  switches: CommetSwitches,
): WireAnswer {
  const error: CommetError = { status: 429, code: 'rate_limited', message: 'Too many requests' }
  const answer = errorAnswer(error, dialectOf(request, switches), switches)
  return withHeaders(answer, refusedRateHeaders(retryAfterSeconds, switches))
}

async function answerReceived(
  counter: Counter,
  request: WireRequest,
  received: Received,
  conditions: Conditions,
): Promise<WireAnswer> {
  const { switches } = counter.desk
  const key = request.headers['idempotency-key']
  if (key === undefined || key === '' || !writingMethods.has(request.method)) {
    return work(counter.desk, request, received, conditions)
  }
  const verdict = takeKey(counter, request, received.organization, key)
  if (verdict.kind === 'fresh') return workUnderKey(counter, request, received, conditions, key)
  if (verdict.kind !== 'replay') return errorAnswer(keyErrors[verdict.kind], received.dialect, switches)
  const marker = switches.replayHeader
  return marker === null ? verdict.answer : withHeaders(verdict.answer, { [marker[0]]: marker[1] })
}

const keyErrors: Readonly<Record<'mismatch' | 'in_progress', CommetError>> = {
  mismatch: {
    status: 409,
    code: 'idempotency_key_mismatch',
    message: 'The idempotency key was used with another payload or another operation',
  },
  in_progress: {
    status: 409,
    code: 'idempotency_in_progress',
    message: 'The first request with this idempotency key is still running',
  },
}

function takeKey(
  { keys, desk }: Counter,
  request: WireRequest,
  organization: Organization,
  key: string,
): KeyVerdict {
  const fingerprint = JSON.stringify([request.method, request.path, request.body])
  return keys.take(organization.name, key, fingerprint, desk.surroundings.clock.now())
}

async function workUnderKey(
  { keys, desk }: Counter,
  request: WireRequest,
  received: Received,
  conditions: Conditions,
  key: string,
): Promise<WireAnswer> {
  let answer: WireAnswer | null = null
  try {
    answer = await work(desk, request, received, conditions)
    return answer
  } finally {
    const kept = answer !== null && isKept(answer.status, desk.switches) ? answer : null
    keys.settle(received.organization.name, key, kept, desk.surroundings.clock.now())
  }
}

function isKept(status: number, switches: CommetSwitches): boolean {
  if (status < 400 || switches.storedErrors === 'all') return true
  return switches.storedErrors === 'client_errors' && status < 500
}

async function work(
  desk: Desk,
  request: WireRequest,
  received: Received,
  conditions: Conditions,
): Promise<WireAnswer> {
  const { switches } = desk
  const read = readBody(request)
  if (!read.ok) {
    const error: CommetError = { status: 400, code: 'invalid_json', message: 'The body is not JSON' }
    return errorAnswer(error, received.dialect, switches)
  }
  await conditions.proceed()
  const reply = handlers[received.operation]({
    ...received,
    desk,
    query: new URLSearchParams(request.query),
    body: read.body,
    conditions,
  })
  return replyAnswer(reply, received.dialect, switches)
}
