import type { HttpFailure } from '@invoice-adapters/core/authoring'
import { describe, expect, it } from 'vitest'
import { isStillRunning, readErrorBody, toWhopError, waitInMessage } from './errors.ts'

const context = { provider: 'whop', account: 'main', operation: 'get', requestId: 'req_5' }

function failure(httpStatus: number, json: unknown, headers: Record<string, string> = {}): HttpFailure {
  const text = json === undefined ? '<html></html>' : JSON.stringify(json)
  const rest = { requestId: 'req_5', operation: 'get', effect: 'read' } as const
  return { httpStatus, headers: new Headers(headers), text, json, ...rest }
}

/** Written from the vendor's pages; the status is one that does not decide by itself. */
const kindOfCode: [string, string][] = [
  ['idempotency_key_mismatch', 'conflict'],
  ['idempotency_request_in_progress', 'conflict'],
  ['rate_limit_exceeded', 'rate_limited'],
  ['gone', 'retired'],
]

const kindOfStatus: [number, string][] = [
  [400, 'refused'],
  [401, 'unauthenticated'],
  [402, 'refused'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [405, 'unexpected_response'],
  [408, 'timeout'],
  [409, 'conflict'],
  [410, 'retired'],
  [413, 'refused'],
  [418, 'unexpected_response'],
  [422, 'refused'],
  [429, 'rate_limited'],
  [500, 'unavailable'],
  [503, 'unavailable'],
]

describe('error table', () => {
  it.each(kindOfCode)('the code %s is %s whatever the status, as code and as type', (code, kind) => {
    for (const error of [
      { code, message: 'no' },
      { type: code, message: 'no' },
      { code, type: 'other' },
    ]) {
      for (const json of [{ error }, error]) {
        const found = toWhopError(failure(418, json), context)
        expect([found.kind, found.cause?.code, found.requestId]).toEqual([kind, code, 'req_5'])
      }
    }
  })

  it.each(kindOfStatus)(
    'the status %i decides where the code is unknown or there is none',
    (status, kind) => {
      const bodies = [
        undefined,
        null,
        'text',
        [],
        {},
        { error: 'text' },
        { error: { code: 'invalid_request' } },
        { error: null },
      ]
      for (const json of bodies) expect(toWhopError(failure(status, json), context).kind).toBe(kind)
    },
  )

  it('names the fields that the sentence names, and decides nothing by them', () => {
    const told = (message: string) => toWhopError(failure(422, { error: { code: 'x', message } }), context)
    expect(told('due_date must be in the future')).toMatchObject({ fields: [{ field: 'dueAt' }] })
    expect(told('Missing required parameter: account_id')).toMatchObject({ fields: [{ field: 'companyId' }] })
    expect(told('line_items do not add up to the currency amount')).toMatchObject({
      fields: [{ field: 'lines' }, { field: 'currency' }],
    })
    expect(told('No.')).toMatchObject({ kind: 'refused', fields: [] })
  })

  it('says that an answer is a kept one', () => {
    const body = { error: { code: 'x', message: 'no' } }
    const replayed = toWhopError(failure(422, body, { 'idempotent-replayed': 'true' }), context)
    expect(replayed.message).toContain('kept answer')
    expect(toWhopError(failure(422, body), context).message).not.toContain('kept answer')
  })

  it('reads a plain text, a bare body and nothing', () => {
    expect(readErrorBody({ error: 'text' })).toEqual({ code: null, message: 'text' })
    expect(readErrorBody({ message: 'text' })).toEqual({ code: null, message: 'text' })
    expect(readErrorBody(undefined)).toEqual({ code: null, message: null })
    expect(readErrorBody({ error: { code: 5, message: {} } })).toEqual({ code: null, message: null })
  })

  it('knows when another request with the key is running', () => {
    const running = { error: { code: 'idempotency_request_in_progress' } }
    expect(isStillRunning(failure(409, running))).toBe(true)
    expect(isStillRunning(failure(409, { error: { code: 'x' } }))).toBe(false)
    expect(isStillRunning(failure(409, undefined))).toBe(false)
  })
})

describe('the wait in the message', () => {
  it.each([
    ['Rate limit exceeded. Please retry in 12 seconds.', 12_000],
    ['try again in 1 second', 1000],
    ['Wait 0.5s', 500],
    ['limit is 600 requests; retry after 3 seconds', 3000],
    ['Retry in 2 minutes', 120_000],
    ['slow down', null],
    ['600 requests a minute', null],
    [null, null],
  ])('%s is %s', (message, ms) => {
    const json = { error: { type: 'rate_limit_exceeded', message } }
    expect(waitInMessage(failure(429, json))).toBe(ms)
    expect(waitInMessage(failure(503, json))).toBeNull()
  })
})
