import type { Conditions, WireAnswer, WireRequest } from '../frame.ts'
import { errorAnswer, rateLimited, replyAnswer, withHeaders } from './answers.ts'
import type { Desk } from './call.ts'
import { errorOf, invalidRequest, type WhopError } from './errors.ts'
import { handlers } from './handlers.ts'
import { type IdempotencyKeys, type KeyVerdict, longestKey } from './idempotency.ts'
import type { RateLimiter } from './rate-limit.ts'
import { companyOf, findRoute, type Received, readBody, receive } from './reception.ts'

export interface Counter {
  readonly desk: Desk
  readonly keys: IdempotencyKeys
  readonly limiter: RateLimiter
}

/** One request from rate limit to answer. guess: the order of the checks. */
export async function answerRequest(
  counter: Counter,
  request: WireRequest,
  conditions: Conditions,
): Promise<WireAnswer> {
  const { desk, limiter } = counter
  const { store, switches, surroundings } = desk
  const company = companyOf(request, store)
  const operation = findRoute(request)?.row.name
  if (company !== undefined && operation !== undefined) {
    const wait = limiter.count(company.name, operation, surroundings.clock.now())
    if (wait !== null) return rateLimited(wait, switches)
  }
  const received = receive(request, store, switches)
  if ('code' in received) return errorAnswer(received, switches)
  const key = keyOf(request, received, desk)
  if (key === null) return work(desk, request, received, conditions)
  return answerUnderKey(counter, { request, received, conditions, key })
}

/** Documented: keys are ignored on anything but authenticated POSTs. */
function keyOf(request: WireRequest, received: Received, { switches }: Desk): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || key === '' || request.method !== 'POST' || !received.authenticated) return null
  const legacy = request.path.startsWith('/api/v1/invoices')
  return legacy && !switches.legacyIdempotency ? null : key
}

interface KeyedRequest {
  readonly request: WireRequest
  readonly received: Received
  readonly conditions: Conditions
  readonly key: string
}

async function answerUnderKey(counter: Counter, keyed: KeyedRequest): Promise<WireAnswer> {
  const { switches } = counter.desk
  if (Buffer.byteLength(keyed.key, 'utf8') > longestKey) {
    return errorAnswer(invalidRequest(`Idempotency-Key must have at most ${longestKey} bytes`), switches)
  }
  const verdict = takeKey(counter, keyed)
  if (verdict.kind === 'fresh') return workUnderKey(counter, keyed)
  if (verdict.kind === 'replay') return withHeaders(verdict.answer, { 'idempotent-replayed': 'true' })
  return errorAnswer(keyErrors[verdict.kind], switches)
}

const keyErrors: Readonly<Record<'mismatch' | 'in_progress', WhopError>> = {
  mismatch: {
    ...errorOf(400, 'The idempotency key was used for another request'),
    code: 'idempotency_key_mismatch',
  },
  in_progress: {
    ...errorOf(409, 'The first request with this idempotency key is in progress'),
    code: 'idempotency_request_in_progress',
  },
}

/** Documented: method, path, query, body and version make a request the same. */
function takeKey({ keys, desk }: Counter, { request, received, key }: KeyedRequest): KeyVerdict {
  const { method, path, query, body } = request
  const fingerprint = JSON.stringify([method, path, query, body, received.version])
  return keys.take(received.company.name, key, fingerprint, desk.surroundings.clock.now())
}

async function workUnderKey({ keys, desk }: Counter, keyed: KeyedRequest): Promise<WireAnswer> {
  let answer: WireAnswer | null = null
  try {
    answer = await work(desk, keyed.request, keyed.received, keyed.conditions)
    return answer
  } finally {
    keys.settle(keyed.received.company.name, keyed.key, answer, desk.surroundings.clock.now())
  }
}

async function work(
  desk: Desk,
  request: WireRequest,
  received: Received,
  conditions: Conditions,
): Promise<WireAnswer> {
  const { switches } = desk
  const read = readBody(request)
  if (!read.ok) return errorAnswer(invalidRequest('The body is not JSON'), switches)
  await conditions.proceed()
  const { company, operation, version, parameters } = received
  const query = new URLSearchParams(request.query)
  const call = { desk, company, operation, version, parameters, query, body: read.body, conditions }
  return replyAnswer(handlers[operation](call), switches)
}
