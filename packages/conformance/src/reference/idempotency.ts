import { type Answer, failed } from './exchange.ts'

interface Kept {
  request: string
  /** Null while the first request with the key still runs. */
  answer: Answer | null
}

/** Recognises repeated writes by their key, for ever. */
export interface Idempotency {
  /** What a request with this key is answered without any work; null: the work is to be done. */
  known(key: string | null, request: string): Answer | null
  begin(key: string | null, request: string): void
  finish(key: string | null, answer: Answer): void
}

export function createIdempotency(): Idempotency {
  const keys = new Map<string, Kept>()
  return {
    known(key, request) {
      const kept = key === null ? undefined : keys.get(key)
      if (kept === undefined) return null
      if (kept.request !== request) return failed(409, 'key_taken', 'the key was used for another request')
      if (kept.answer === null) return failed(409, 'in_progress', 'the first request with the key still runs')
      return { ...kept.answer, headers: { ...kept.answer.headers, 'idempotent-replayed': 'true' } }
    },
    begin(key, request) {
      if (key !== null) keys.set(key, { request, answer: null })
    },
    finish(key, answer) {
      const kept = key === null ? undefined : keys.get(key)
      // A refusal is not kept: the same request may be good later.
      if (key !== null && kept !== undefined && answer.status >= 300) keys.delete(key)
      else if (kept !== undefined) kept.answer = structuredClone(answer)
    },
  }
}
