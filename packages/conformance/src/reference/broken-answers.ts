import type { RecordChange } from '../faults.ts'
import { type Answer, failed, isRecord } from './exchange.ts'

const codes: Readonly<Record<number, string>> = {
  401: 'bad_key',
  403: 'not_allowed',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  429: 'slow_down',
}

/** The vendor's own error body. */
export function errorBody(status: number, message: string): unknown {
  return failed(status, codeOf(status), message).body
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
