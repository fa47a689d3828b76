import { isRecord, type WireAnswer, type WireRequest } from '../frame.ts'
import type { Reply } from './call.ts'
import { type CommetError, errorBody } from './errors.ts'
import { rateLimitHeaders } from './rate-limit.ts'
import type { CommetSwitches } from './switches.ts'
import type { Dialect } from './versions.ts'

const json = (status: number, body: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

export function errorAnswer(error: CommetError, dialect: Dialect, switches: CommetSwitches): WireAnswer {
  return json(error.status, errorBody(error, dialect, switches.errorsSaySuccess))
}

/** A is wrapped, B is bare. */
export function replyAnswer(reply: Reply, dialect: Dialect, switches: CommetSwitches): WireAnswer {
  if (reply.kind === 'error') return errorAnswer(reply.error, dialect, switches)
  if (reply.kind === 'object') {
    const value = withNullMetadata(reply.value, switches)
    return json(reply.status, dialect === 'A' ? { success: true, data: value } : value)
  }
  const cursor =
    reply.nextCursor === null && switches.lastPageCursor === 'absent' ? {} : { nextCursor: reply.nextCursor }
  return json(200, {
    ...(dialect === 'A' ? { success: true } : { object: 'list' }),
    data: reply.items.map((item) => withNullMetadata(item, switches)),
    hasMore: reply.hasMore,
    ...cursor,
  })
}

function withNullMetadata(value: object, switches: CommetSwitches): object {
  if (switches.absentMetadata === 'empty' || !('metadata' in value) || !isRecord(value.metadata)) return value
  return Object.keys(value.metadata).length === 0 ? { ...value, metadata: null } : value
}

/** The 429 headers; null seconds leave Retry-After out. */
export function refusedRateHeaders(
  retryAfterSeconds: number | null,
  switches: CommetSwitches,
): Readonly<Record<string, string>> {
  const seconds = retryAfterSeconds ?? 0
  const family = rateLimitHeaders(switches, switches.rateLimit?.requests ?? 100, 0, seconds)
  return retryAfterSeconds === null ? family : { ...family, 'retry-after': String(seconds) }
}

export function withHeaders(answer: WireAnswer, headers: Readonly<Record<string, string>>): WireAnswer {
  const lowerCase = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return { ...answer, headers: { ...answer.headers, ...lowerCase } }
}

/** The records of an answer, whichever envelope they are in. */
export function recordsIn(body: unknown): readonly Record<string, unknown>[] {
  if (!isRecord(body)) return []
  const { data } = body
  if (Array.isArray(data)) return data.filter(isRecord)
  return [isRecord(data) ? data : body]
}

/** Whether a request goes on with a list. */
export function continuesList(request: WireRequest): boolean {
  return new URLSearchParams(request.query).has('cursor')
}
