import type { Conditions, WireAnswer, WireRequest } from '../frame.ts'
import { errorAnswer, replyAnswer, withHeaders } from './answers.ts'
import type { Desk } from './call.ts'
import type { AssetError } from './errors.ts'
import { handlers } from './handlers.ts'
import type { RateLimiter, RateVerdict } from './rate-limit.ts'
import { admit, businessAskedFor, findRoute, type MatchedRoute, readBody, tenantOf } from './reception.ts'
import { answerToken } from './token-endpoint.ts'
import type { Tokens } from './tokens.ts'

export interface Counter {
  readonly desk: Desk
  readonly tokens: Tokens
  readonly limiter: RateLimiter
}

/** One request from rate limit to answer. guess: the order of the checks. */
export async function answerRequest(
  counter: Counter,
  request: WireRequest,
  conditions: Conditions,
): Promise<WireAnswer> {
  const { switches } = counter.desk
  const rate = countRequest(counter, request)
  if (rate?.refused === true) return rateLimited(counter, rate, rate.retryAfterSeconds)

  const match = findRoute(request, switches)
  const answer =
    'status' in match ? errorAnswer(match, switches) : await answerRoute(counter, request, match, conditions)
  return rate === null ? answer : withHeaders(answer, rate.headers)
}

/** Counts against the tenant and, apart from it, against the business. */
export function countRequest({ desk, tokens, limiter }: Counter, request: WireRequest): RateVerdict | null {
  const { store, surroundings } = desk
  const tenant = tenantOf(request, { store, tokens })
  const business = tenant === undefined ? undefined : businessAskedFor(request, tenant, store)
  const keys = [
    ...(tenant === undefined ? [] : [`tenant ${tenant.name}`]),
    ...(business === undefined ? [] : [`business ${business.name}`]),
  ]
  return limiter.count(keys, surroundings.clock.now())
}

const tooMany: AssetError = { status: 429, message: 'Rate limit exceeded, try again later' }

/** A 429. `retryAfterSeconds` null: no such header, whatever the switch says. */
export function rateLimited(
  { desk }: Counter,
  rate: RateVerdict | null,
  retryAfterSeconds: number | null,
): WireAnswer {
  const { switches } = desk
  const answer = withHeaders(errorAnswer(tooMany, switches), rate?.headers ?? {})
  return switches.retryAfter && retryAfterSeconds !== null
    ? withHeaders(answer, { 'retry-after': String(retryAfterSeconds) })
    : answer
}

async function answerRoute(
  { desk, tokens }: Counter,
  request: WireRequest,
  match: MatchedRoute,
  conditions: Conditions,
): Promise<WireAnswer> {
  const { store, switches, surroundings } = desk
  const { name } = match.route
  if (name === 'get_token') {
    await conditions.proceed()
    return replyAnswer(answerToken(request, { store, tokens, switches }), switches)
  }
  const nowMs = (): number => surroundings.clock.now()
  const business = admit(request, match, { store, tokens, switches, nowMs })
  if ('status' in business) return errorAnswer(business, switches)
  const read = readBody(request)
  if (!read.ok) return errorAnswer({ status: 422, message: 'The body is not JSON' }, switches)
  await conditions.proceed()
  const reply = handlers[name]({
    desk,
    business,
    operation: name,
    parameters: match.parameters,
    query: new URLSearchParams(request.query),
    body: read.body,
    conditions,
  })
  return replyAnswer(reply, switches)
}
