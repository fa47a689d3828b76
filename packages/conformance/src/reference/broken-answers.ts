import type { Fault, RecordChange } from '../faults.ts'
import { type Answer, failed, isRecord } from './exchange.ts'

const tooManyBytes = 17 * 1024 * 1024

/** What is answered in place of the vendor's own, or null where the fault leaves it alone. */
export function insteadOf(
  fault: Fault,
  credential: string,
): { answer: Response; afterCommit: boolean } | null {
  switch (fault.kind) {
    case 'status': {
      const headers =
        fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }
      return {
        answer: responseOf({ ...failed(fault.status, codeOf(fault.status), 'as told'), headers }),
        afterCommit: fault.afterCommit === true,
      }
    }
    case 'echoed_credential': {
      const answer = failed(401, 'bad_key', `the key ${credential} is not good`)
      return { answer: responseOf(answer), afterCommit: false }
    }
    case 'not_json':
      return instead('<html><body>Bad Gateway</body></html>', { status: fault.status ?? 200 })
    case 'empty_body':
      return instead('', { status: 200 })
    case 'redirect':
      return instead('', { status: 302, headers: { location: 'https://elsewhere.example/' } })
    case 'failure_in_success':
      return instead('{"error":{"code":"refused","message":"inside a success"}}', { status: 200 })
    case 'huge_body':
      return instead(`{"padding":"${'x'.repeat(tooManyBytes)}"}`, { status: 200 })
    default:
      return null
  }
}

function instead(body: string, init: ResponseInit): { answer: Response; afterCommit: boolean } {
  return { answer: new Response(body, init), afterCommit: false }
}

const codes: Readonly<Record<number, string>> = {
  401: 'bad_key',
  403: 'not_allowed',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  429: 'slow_down',
}

function codeOf(status: number): string {
  return codes[status] ?? (status >= 500 ? 'server_error' : 'refused')
}

export function responseOf({ status, body, headers = {} }: Answer): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** A 200 answer whose connection ends in the middle. */
export function cutShort(whole: string): Response {
  const half = new TextEncoder().encode(whole.slice(0, Math.ceil(whole.length / 2)))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(half),
    pull: (controller) => controller.error(connectionError('UND_ERR_SOCKET')),
  })
  return new Response(body, { status: 200 })
}

/** What the platform's fetch rejects with. */
export function connectionError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

/** The body with the one record changed, wherever in it the record stands. */
export function withRecordChanged(body: unknown, id: string, change: RecordChange): unknown {
  if (Array.isArray(body)) return body.map((entry) => withRecordChanged(entry, id, change))
  if (!isRecord(body)) return body
  if (body.id === id) return changed(body, change)
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, withRecordChanged(value, id, change)]),
  )
}

function changed(record: Record<string, unknown>, change: RecordChange): Record<string, unknown> {
  if (change === 'extra_field') return { ...record, hologram: { colour: 'red' } }
  if (change === 'wrong_type') return { ...record, total: 'a lot' }
  if (change === 'unknown_value') {
    const lines = Array.isArray(record.lines) ? record.lines : undefined
    return {
      ...record,
      collection: 'by_pigeon',
      ...(lines && { lines: lines.map((line) => ({ ...line, kind: 'hologram' })) }),
    }
  }
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'customer'))
}
