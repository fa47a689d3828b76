import { isRecord, type WireAnswer, type WireRequest } from '../frame.ts'
import type { Reply } from './call.ts'
import { errorBody, errorOf, type WhopError } from './errors.ts'
import type { WhopSwitches } from './switches.ts'

const json = (status: number, body: object | boolean): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

export function errorAnswer(error: WhopError, switches: WhopSwitches): WireAnswer {
  return json(error.status, errorBody(error, switches))
}

export function replyAnswer(reply: Reply, switches: WhopSwitches): WireAnswer {
  switch (reply.kind) {
    case 'error':
      return errorAnswer(reply.error, switches)
    case 'value':
      return json(reply.status, reply.value)
    case 'page':
      return json(200, { data: reply.items, page_info: reply.pageInfo })
  }
}

export function withHeaders(answer: WireAnswer, headers: Readonly<Record<string, string>>): WireAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

/** Documented: the wait is in the message, in words, and there is no Retry-After header. */
export function rateLimited(retryAfterSeconds: number | null, switches: WhopSwitches): WireAnswer {
  const wait = retryAfterSeconds === null ? 'later' : `in ${Math.ceil(retryAfterSeconds)} seconds`
  const answer = errorAnswer(errorOf(429, `Rate limit exceeded. Please try again ${wait}.`), switches)
  if (retryAfterSeconds === null || !switches.retryAfterHeader) return answer
  return withHeaders(answer, { 'retry-after': String(Math.ceil(retryAfterSeconds)) })
}

/** The records of an answer: those of a page, or the one object. */
export function recordsIn(body: unknown): readonly Record<string, unknown>[] {
  if (!isRecord(body)) return []
  return Array.isArray(body.data) ? body.data.filter(isRecord) : [body]
}

/** Whether a request goes on with a list. */
export function continuesList(request: WireRequest): boolean {
  const query = new URLSearchParams(request.query)
  return query.has('after') || query.has('before')
}
