import { isRecord, type WireAnswer, type WireRequest } from '../frame.ts'
import type { Reply } from './call.ts'
import { type AssetError, errorBody } from './errors.ts'
import type { AssetSwitches } from './switches.ts'

const json = (status: number, body: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

export function errorAnswer(error: AssetError, switches: AssetSwitches): WireAnswer {
  return json(error.status, errorBody(error, switches.errorEnvelope))
}

export function replyAnswer(reply: Reply, switches: AssetSwitches): WireAnswer {
  return reply.kind === 'error' ? errorAnswer(reply.error, switches) : json(reply.status, reply.value)
}

export function withHeaders(answer: WireAnswer, headers: Readonly<Record<string, string>>): WireAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

/** The records of an answer: one or many in `data`, or a bare object such as a token. */
export function recordsIn(body: unknown): readonly Record<string, unknown>[] {
  if (!isRecord(body)) return []
  const { data } = body
  if (Array.isArray(data)) return data.filter(isRecord)
  return [isRecord(data) ? data : body]
}

export function continuesList(request: WireRequest): boolean {
  return new URLSearchParams(request.query).has('page_token')
}
