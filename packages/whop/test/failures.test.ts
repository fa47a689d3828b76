import type { InvoiceError } from '@invoice-adapters/core'
import type { Answer } from '@invoice-adapters/tooling/wire-recorder'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, endpoints } from './endpoints.ts'
import { adapterFor, answer, answerBeside } from './wire-recorder.ts'

beforeAll(() => {
  nock.disableNetConnect()
})
afterEach(() => {
  nock.cleanAll()
})
afterAll(() => {
  nock.enableNetConnect()
  nock.restore()
})

const coded = (status: number, code: string, message = 'told by the vendor, key apik_4f'): Answer => ({
  status,
  json: { error: { code, message } },
})
const typed = (status: number, type: string, message = 'told by the vendor'): Answer => ({
  status,
  json: { error: { type, message } },
})

interface Failure {
  what: string
  reply: Answer
  /** The kind at a read, and at a write where it is another. */
  read: string
  write?: string
}

const failures: Failure[] = [
  { what: '400', reply: coded(400, 'invalid_request'), read: 'refused' },
  {
    what: '400 of a key that stands for another request',
    reply: coded(400, 'idempotency_key_mismatch'),
    read: 'conflict',
  },
  { what: '401', reply: coded(401, 'unauthorized'), read: 'unauthenticated' },
  { what: '403', reply: coded(403, 'forbidden'), read: 'forbidden' },
  { what: '404', reply: coded(404, 'not_found'), read: 'not_found' },
  { what: '404 in HTML', reply: { status: 404, text: '<html>Not here</html>' }, read: 'not_found' },
  { what: '408', reply: coded(408, 'x'), read: 'timeout', write: 'outcome_unknown' },
  { what: '409', reply: coded(409, 'conflict'), read: 'conflict' },
  {
    what: '409 that has not ended',
    reply: coded(409, 'idempotency_request_in_progress'),
    read: 'conflict',
    write: 'outcome_unknown',
  },
  { what: '410', reply: typed(410, 'gone'), read: 'retired' },
  { what: '422', reply: coded(422, 'invalid_request', 'due_date must lie ahead'), read: 'refused' },
  {
    what: '429',
    reply: typed(429, 'rate_limit_exceeded', 'Too many requests. Please retry in 12 seconds.'),
    read: 'rate_limited',
  },
  { what: '500', reply: coded(500, 'internal_error'), read: 'unavailable', write: 'outcome_unknown' },
  {
    what: '502 in HTML',
    reply: { status: 502, text: '<html>Bad gateway</html>' },
    read: 'unavailable',
    write: 'outcome_unknown',
  },
  {
    what: '200 in HTML',
    reply: { text: '<html>Log in</html>' },
    read: 'unexpected_response',
    write: 'outcome_unknown',
  },
  { what: '200 without a body', reply: { text: '' }, read: 'unexpected_response', write: 'outcome_unknown' },
  { what: '200 with false', reply: { json: false }, read: 'unexpected_response', write: 'outcome_unknown' },
  { what: '200 with null', reply: { json: null }, read: 'unexpected_response', write: 'outcome_unknown' },
  {
    what: '200 of another type',
    reply: { json: [1, 2] },
    read: 'unexpected_response',
    write: 'outcome_unknown',
  },
  {
    what: '200 with an error inside',
    reply: coded(200, 'x'),
    read: 'unexpected_response',
    write: 'outcome_unknown',
  },
  {
    what: '302 to another host',
    reply: { status: 302, text: '', headers: { location: 'https://evil.example/' } },
    read: 'unexpected_response',
    write: 'outcome_unknown',
  },
]

const leavesAGap = new Set(['forbidden', 'not_found'])

for (const endpoint of endpoints) {
  describe(endpoint.name, () => {
    it.each(failures)('$what is told by its kind', async ({ what, reply, read, write = read }) => {
      answerBeside(unchanged(endpoint))
      const recorded = answer(endpoint.method, endpoint.path, reply)
      const result = await endpoint.call(adapterFor(endpoint.version))
      expect(recorded).toHaveLength(1)
      if (endpoint.isPart && leavesAGap.has(read)) {
        const notes = expect.arrayContaining([expect.objectContaining({ code: 'total_unknown' })])
        const gap = endpoint.path.startsWith('/plans')
          ? { total: null, memo: 'Thank you' }
          : { amountPaid: null }
        expect(result._unsafeUnwrap()).toMatchObject({ ...gap, notes })
        return
      }
      expect(result.isErr() ? 'failed' : JSON.stringify(result.value)).toBe('failed')
      const error: InvoiceError = result._unsafeUnwrapErr()
      expect(error.kind).toBe(endpoint.isWrite ? write : read)
      expect(JSON.stringify(error)).not.toContain('apik_4f')
      expect(error).toMatchObject({ provider: 'whop', account: 'main' })
      if (what === '429') expect(error).toMatchObject({ retryAfterMs: 12_000, retryable: true })
      if (what === '422') expect(error).toMatchObject({ fields: [{ field: 'dueAt' }] })
      if (write === 'outcome_unknown' && endpoint.isWrite) expect(error.retryable).toBe(false)
    })

    it('asks a credential function once more after 401, and only once', async () => {
      let asked = 0
      const apiKey = () => {
        asked += 1
        return `apik_${asked}`
      }
      // The endpoint itself comes first: each of the two keys is known to it.
      const refused = coded(401, 'unauthorized')
      answerBeside(endpoint)
      const recorded = answer(endpoint.method, endpoint.path, [refused, { json: endpoint.json }])
      const result = await endpoint.call(adapterFor(endpoint.version, { apiKey }))
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(recorded.map((request) => request.headers.authorization)).toEqual([
        'Bearer apik_1',
        'Bearer apik_2',
      ])
      expect(asked).toBe(2)
    })
  })
}

/** The record as it was: a change that failed does not show. */
function unchanged(endpoint: Endpoint): Pick<Endpoint, 'beside'> {
  return { beside: endpoint.beside.map((one) => ({ ...one, inTurn: one.inTurn.slice(0, 1) })) }
}
