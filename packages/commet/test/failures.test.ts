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

const coded = (status: number, code: string): Answer => ({
  status,
  json: { success: false, error: { type: 'x', code, message: 'told by the vendor, key ck_live_4f' } },
})

/** An answer, and the kind it must become at a read and at a write. */
const failures: { what: string; reply: Answer; read: string; write: string }[] = [
  { what: '401', reply: coded(401, 'unauthorized'), read: 'unauthenticated', write: 'unauthenticated' },
  { what: '403', reply: coded(403, 'forbidden'), read: 'forbidden', write: 'forbidden' },
  { what: '404', reply: coded(404, 'not_found'), read: 'not_found', write: 'not_found' },
  { what: '404 of the call', reply: coded(404, 'endpoint_not_available'), read: 'retired', write: 'retired' },
  { what: '409', reply: coded(409, 'duplicate'), read: 'conflict', write: 'conflict' },
  {
    what: '409 that has not ended',
    reply: coded(409, 'idempotency_in_progress'),
    read: 'conflict',
    write: 'outcome_unknown',
  },
  { what: '410', reply: coded(410, 'endpoint_deprecated'), read: 'retired', write: 'retired' },
  { what: '422', reply: coded(422, 'validation_error'), read: 'refused', write: 'refused' },
  {
    what: '429',
    reply: { ...coded(429, 'rate_limited'), headers: { 'retry-after': '7' } },
    read: 'rate_limited',
    write: 'rate_limited',
  },
  { what: '500', reply: coded(500, 'internal_error'), read: 'unavailable', write: 'outcome_unknown' },
  {
    what: '502 in HTML',
    reply: { status: 502, text: '<html>Bad gateway</html>' },
    read: 'unavailable',
    write: 'outcome_unknown',
  },
  {
    what: '404 in HTML',
    reply: { status: 404, text: '<html>Not here</html>' },
    read: 'not_found',
    write: 'not_found',
  },
  {
    what: '200 in HTML',
    reply: { text: '<html>Log in</html>' },
    read: 'unexpected_response',
    write: 'outcome_unknown',
  },
  { what: '200 without a body', reply: { text: '' }, read: 'unexpected_response', write: 'outcome_unknown' },
  {
    what: '200 with success false',
    reply: { json: { success: false } },
    read: 'unexpected_response',
    write: 'outcome_unknown',
  },
  {
    what: '200 with success false and a code',
    reply: { ...coded(200, 'validation_error') },
    read: 'refused',
    write: 'refused',
  },
  {
    what: '200 with success false, broken',
    reply: { ...coded(200, 'internal_error') },
    read: 'unavailable',
    write: 'outcome_unknown',
  },
  {
    what: '200 of another type',
    reply: { json: [1, 2] },
    read: 'unexpected_response',
    write: 'outcome_unknown',
  },
  { what: '200 with null', reply: { json: null }, read: 'unexpected_response', write: 'outcome_unknown' },
  {
    what: '200 with an empty envelope',
    reply: { json: { success: true, data: {} } },
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

for (const endpoint of endpoints) {
  describe(endpoint.name, () => {
    it.each(failures)('$what is told by its kind', async ({ what, reply, read, write }) => {
      answerBeside(unchanged(endpoint))
      const recorded = answer(endpoint.method, endpoint.path, reply)
      const result = await endpoint.call(adapterFor(endpoint.version))
      expect(result.isErr() ? 'failed' : JSON.stringify(result.value)).toBe('failed')
      const error: InvoiceError = result._unsafeUnwrapErr()
      expect(error.kind).toBe(endpoint.isWrite ? write : read)
      expect(recorded).toHaveLength(1)
      expect(JSON.stringify(error)).not.toContain('ck_live_4f')
      expect(error).toMatchObject({ provider: 'commet', account: 'main' })
      if (what === '429') expect(error).toMatchObject({ retryAfterMs: 7000, retryable: true })
      if (write === 'outcome_unknown' && endpoint.isWrite) expect(error.retryable).toBe(false)
    })

    it('asks a credential function once more after 401, and only once', async () => {
      let asked = 0
      const apiKey = () => {
        asked += 1
        return `ck_live_${asked}`
      }
      answerBeside(endpoint)
      const refused = coded(401, 'unauthorized')
      const recorded = answer(endpoint.method, endpoint.path, [refused, { json: endpoint.json }])
      const result = await endpoint.call(adapterFor(endpoint.version, { apiKey }))
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(recorded.map((request) => request.headers['x-api-key'])).toEqual(['ck_live_1', 'ck_live_2'])
      expect(asked).toBe(2)
    })
  })
}

/** The record as it was: a status change that failed does not show. */
function unchanged(endpoint: Endpoint): Pick<Endpoint, 'beside'> {
  return { beside: endpoint.beside.map((one) => ({ ...one, inTurn: one.inTurn.slice(0, 1) })) }
}
