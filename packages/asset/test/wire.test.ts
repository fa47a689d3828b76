import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dialects, endpoints, shapes } from './endpoints.ts'
import { businessId, wireInvoice } from './wire-objects.ts'
import { adapterFor, answer, answerBeside, answerToken, origin } from './wire-recorder.ts'

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

for (const endpoint of endpoints) {
  const make = (options = {}) => adapterFor(shapes[endpoint.dialect], options)

  describe(endpoint.name, () => {
    it('sends exactly this', async () => {
      const tokens = answerToken()
      answerBeside(endpoint)
      const recorded = answer(endpoint.method, endpoint.path, { json: endpoint.json })
      const result = await endpoint.call(make())
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(tokens).toHaveLength(1)
      expect(recorded).toEqual([
        {
          method: endpoint.method,
          path: endpoint.path,
          body: endpoint.body,
          headers: {
            authorization: 'Bearer tok_first_9d3e',
            accept: 'application/json',
            ...(endpoint.body === null ? {} : { 'content-type': 'application/json' }),
            ...(endpoint.namesUser ? { 'x-user-id': 'clerk 7' } : {}),
          },
        },
      ])
    })

    it('names no user where none is given', async () => {
      answerToken()
      answerBeside(endpoint)
      const recorded = answer(endpoint.method, endpoint.path, { json: endpoint.json })
      const result = await endpoint.call(make({ userId: undefined }))
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(recorded[0]?.headers).not.toHaveProperty('x-user-id')
    })

    it(
      endpoint.write === 'once'
        ? 'waits for a 429 and sends the same bytes'
        : 'sends the same bytes when it repeats',
      async () => {
        answerToken()
        answerBeside(endpoint)
        const busy = { status: 429, json: { detail: 'slower' }, headers: { 'retry-after': '0.001' } }
        const down = { status: 503, json: { detail: 'later' } }
        const replies = [busy, ...(endpoint.write === 'once' ? [] : [down]), { json: endpoint.json }]
        const recorded = answer(endpoint.method, endpoint.path, replies)
        const retry = { attempts: 3, firstDelayMs: 1, maximumDelayMs: 50 }
        const result = await endpoint.call(make({ retry }))
        expect(result.isOk() ? 'ok' : result.error).toBe('ok')
        expect(recorded).toHaveLength(replies.length)
        for (const repeated of recorded) expect(repeated).toEqual(recorded[0])
      },
    )
  })
}

describe.each(dialects)('POST /v0/auth/token · %s', (dialect) => {
  it('sends exactly this', async () => {
    const tokens = answerToken()
    answer('GET', `/v0/business/${businessId}/invoice?page_size=1`, { json: { data: [] } })
    const adapter = adapterFor(shapes[dialect], { scope: 'invoice:create ledger:read' })
    expect((await adapter.check())._unsafeUnwrap()).toEqual({
      mode: 'test',
      accountId: businessId,
      accountName: null,
    })
    expect(tokens).toEqual([
      {
        method: 'POST',
        path: '/v0/auth/token',
        body: `grant_type=client_credentials&client_id=client-41&client_secret=shh-client-secret-77&business_id=${businessId}&expires_in=3600&scope=invoice%3Acreate+ledger%3Aread`,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      },
    ])
  })
})

describe('ids and texts', () => {
  const seenBy = (id: string) => {
    const seen: string[] = []
    const fetch: typeof globalThis.fetch = async (url) => {
      seen.push(String(url))
      const token = { access_token: 'tok_a', expires_in: 3600 }
      return Response.json(
        String(url).endsWith('/token') ? token : { data: wireInvoice('amount-lines', { id }) },
      )
    }
    return { seen, adapter: adapterFor('amount', { fetch }) }
  }

  it.each([
    ['inv/1 ä', 'inv%2F1%20%C3%A4'],
    ['inv?x=1#y', 'inv%3Fx%3D1%23y'],
    ['../customers', '..%2Fcustomers'],
    ['%2e%2e', '%252e%252e'],
    ['inv_東京', 'inv_%E6%9D%B1%E4%BA%AC'],
  ])('%s goes into the path as %s', async (id, escaped) => {
    const { adapter, seen } = seenBy(id)
    expect((await adapter.get(id))._unsafeUnwrap().source.id).toBe(id)
    expect(seen).toEqual([
      `${origin}/v0/auth/token`,
      `${origin}/v0/business/${businessId}/invoice/${escaped}`,
    ])
  })

  it.each(['', '.', '..', 'a\nb', '\ud800', 5, null, undefined])(
    '%j is no id, and nothing is sent',
    async (id) => {
      const fetch = () => Promise.reject(new Error('sent'))
      const adapter = adapterFor('amount', { fetch })
      const given = id as string
      const money = { externalId: 'k', amount: 1, currency: 'USD' }
      const calls = [
        adapter.get(given),
        adapter.setStatus(given, 'paid'),
        adapter.changeLines(given, { remove: ['inl_1'] }),
        adapter.recordPayment(given, money),
        adapter.refund(given, { ...money, method: 'ach' }),
        adapter.listRefunds(given),
        adapter.customers.get(given),
      ]
      for (const result of await Promise.all<(typeof calls)[number]>(calls)) {
        expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'id' }] })
      }
    },
  )

  it('refuses another invoice than the one that was asked for', async () => {
    const { adapter } = seenBy('inv_other')
    const error = (await adapter.get('inv_7QkRt'))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'unexpected_response', fields: [{ field: 'id' }] })
  })
})
