import type { InvoiceError } from '@invoice-adapters/core'
import type { Answer } from '@invoice-adapters/tooling/wire-recorder'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, endpoints, shapes } from './endpoints.ts'
import { adapterFor, answer, answerBeside, answerToken, secret } from './wire-recorder.ts'

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

const told = (status: number, detail: unknown = 'told by the vendor, with tok_first_9d3e'): Answer => ({
  status,
  json: { detail },
})

const fields = [{ type: 'missing', loc: ['body', 0, 'number'], msg: 'Field required', input: {} }]

/** An answer, and the kind it must become at a read and at a write. */
const failures: { what: string; reply: Answer; read: string; write: string }[] = [
  { what: '400', reply: told(400), read: 'refused', write: 'refused' },
  { what: '403', reply: told(403), read: 'forbidden', write: 'forbidden' },
  { what: '404', reply: told(404), read: 'not_found', write: 'not_found' },
  { what: '409', reply: told(409), read: 'conflict', write: 'conflict' },
  { what: '410', reply: told(410), read: 'retired', write: 'retired' },
  { what: '422 with a text', reply: told(422), read: 'refused', write: 'refused' },
  { what: '422 with a list', reply: told(422, fields), read: 'refused', write: 'refused' },
  {
    what: '422 with an error and a message',
    reply: { status: 422, json: { error: { message: 'told by the vendor' } } },
    read: 'refused',
    write: 'refused',
  },
  {
    what: '429',
    reply: { ...told(429), headers: { 'retry-after': '7' } },
    read: 'rate_limited',
    write: 'rate_limited',
  },
  {
    what: '429 with the reset of the limit',
    reply: { ...told(429), headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1784073607' } },
    read: 'rate_limited',
    write: 'rate_limited',
  },
  { what: '500', reply: told(500), read: 'unavailable', write: 'outcome_unknown' },
  { what: '418', reply: told(418), read: 'unexpected_response', write: 'unexpected_response' },
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
    what: '200 with an error',
    reply: { json: { detail: 'broken inside' } },
    read: 'unexpected_response',
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
    what: '200 with empty data',
    reply: { json: { data: {} } },
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
  const make = (options = {}) => adapterFor(shapes[endpoint.dialect], options)

  describe(endpoint.name, () => {
    it.each(failures)('$what is told by its kind', async ({ what, reply, read, write }) => {
      answerToken()
      answerBeside(unchanged(endpoint))
      const recorded = answer(endpoint.method, endpoint.path, reply)
      const result = await endpoint.call(make())
      expect(result.isErr() ? 'failed' : JSON.stringify(result.value)).toBe('failed')
      const error: InvoiceError = result._unsafeUnwrapErr()
      expect(error.kind).toBe(endpoint.write === false ? read : write)
      expect(recorded).toHaveLength(1)
      expect(JSON.stringify(error)).not.toMatch(new RegExp(`tok_first_9d3e|${secret}|client-41`))
      expect(error).toMatchObject({ provider: 'asset', account: 'main' })
      if (what.startsWith('429')) expect(error).toMatchObject({ retryAfterMs: 7000, retryable: true })
      if (error.kind === 'outcome_unknown') expect(error.retryable).toBe(false)
      if (what === '422 with a list')
        expect(error).toMatchObject({ fields: [{ field: '0.number', message: 'Field required' }] })
      if (what.startsWith('422')) expect(error.message).toMatch(/told by the vendor|Field required/)
    })

    it('a token that was revoked is replaced, once', async () => {
      const tokens = answerToken([
        { json: { access_token: 'tok_1', expires_in: 3600 } },
        { json: { access_token: 'tok_2', expires_in: 3600 } },
      ])
      answerBeside(endpoint)
      const recorded = answer(endpoint.method, endpoint.path, [told(401), { json: endpoint.json }])
      const result = await endpoint.call(make())
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(tokens).toHaveLength(2)
      expect(recorded.map((request) => request.headers.authorization)).toEqual([
        'Bearer tok_1',
        'Bearer tok_2',
      ])
      expect(recorded[1]?.body).toBe(recorded[0]?.body)
    })

    it('401 for the new token as well is unauthenticated', async () => {
      const tokens = answerToken([{ json: { access_token: 'tok_1' } }, { json: { access_token: 'tok_2' } }])
      answerBeside(endpoint)
      const recorded = answer(endpoint.method, endpoint.path, told(401), { always: true })
      const error = (await endpoint.call(make()))._unsafeUnwrapErr()
      expect(error.kind).toBe('unauthenticated')
      expect(recorded).toHaveLength(2)
      expect(tokens).toHaveLength(2)
    })
  })
}

/** The record as it was: a change that failed does not show. */
function unchanged(endpoint: Endpoint): Pick<Endpoint, 'beside'> {
  return { beside: endpoint.beside.map((one) => ({ ...one, inTurn: one.inTurn.slice(0, 1) })) }
}
