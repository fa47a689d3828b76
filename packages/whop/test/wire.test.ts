import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from './endpoints.ts'
import { wireInvoice, wirePlan } from './wire-objects.ts'
import { adapterFor, answer, answerBeside, prefix } from './wire-recorder.ts'

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

/** The caller's key of the create below, computed apart from the adapter. */
const createKey = 'inv-7e90af096ca7cd5c786c641f52f14d87'
const singleUseKey = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

for (const endpoint of endpoints) {
  describe(endpoint.name, () => {
    it('sends exactly this', async () => {
      answerBeside(endpoint)
      const recorded = answer(endpoint.method, endpoint.path, { json: endpoint.json })
      const result = await endpoint.call(adapterFor(endpoint.version))
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(recorded).toHaveLength(1)
      const [request] = recorded
      const { 'idempotency-key': key, ...headers } = request?.headers ?? {}
      expect({ ...request, headers }).toEqual({
        method: endpoint.method,
        path: prefix + endpoint.path,
        body: endpoint.body,
        headers: {
          authorization: 'Bearer apik_4f',
          'api-version-date': endpoint.version,
          accept: 'application/json',
          ...(endpoint.body === null ? {} : { 'content-type': 'application/json' }),
        },
      })
      if (endpoint.method !== 'POST') expect(key).toBeUndefined()
      else if (endpoint.path === '/invoices') expect(key).toBe(createKey)
      else expect(key).toMatch(singleUseKey)
    })

    it('sends the same bytes under the same key when it repeats', async () => {
      answerBeside(endpoint)
      const replies = [
        ...(endpoint.repeats ? [{ status: 503, json: { error: { code: 'x', message: 'later' } } }] : []),
        {
          status: 429,
          json: { error: { type: 'rate_limit_exceeded', message: 'Try again in 0.004 seconds.' } },
        },
        { json: endpoint.json },
      ]
      const recorded = answer(endpoint.method, endpoint.path, replies)
      const retry = { attempts: 3, firstDelayMs: 1, maximumDelayMs: 50 }
      const result = await endpoint.call(adapterFor(endpoint.version, { retry }))
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(recorded).toHaveLength(replies.length)
      for (const request of recorded) expect(request).toEqual(recorded[0])
    })
  })
}

describe('ids and texts', () => {
  it.each([
    ['inv/1 ä', 'inv%2F1%20%C3%A4'],
    ['inv?x=1#y', 'inv%3Fx%3D1%23y'],
    ['../members', '..%2Fmembers'],
    ['%2e%2e', '%252e%252e'],
    ['inv_東京', 'inv_%E6%9D%B1%E4%BA%AC'],
  ])('%s goes into the path as %s', async (id, escaped) => {
    const seen: string[] = []
    const fetch: typeof globalThis.fetch = async (url) => {
      seen.push(String(url))
      return Response.json(String(url).includes('/plans/') ? wirePlan() : wireInvoice({ id }))
    }
    const adapter = adapterFor('2026-10-15-1', { fetch })
    expect((await adapter.get(id))._unsafeUnwrap().source.id).toBe(id)
    expect(seen[0]).toBe(`https://api.whop.com/api/v1/invoices/${escaped}`)
  })

  it.each(['', '.', '..', 'a\nb', '\ud800', 5, null, undefined])(
    '%j is no id, and nothing is sent',
    async (given) => {
      const id = given as string
      const adapter = adapterFor('2026-10-15-1', { fetch: () => Promise.reject(new Error('sent')) })
      const calls = [
        adapter.get(id),
        adapter.setStatus(id, 'paid'),
        adapter.update(id, { memo: 'x' }),
        adapter.finalize(id),
        adapter.delete(id),
        adapter.send(id),
        adapter.customers.get(id),
      ]
      for (const result of await Promise.all(calls)) {
        expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'id' }] })
      }
    },
  )

  it('an id of the native API is refused by name, and nothing is sent', async () => {
    const adapter = adapterFor('2026-10-15-1', { fetch: () => Promise.reject(new Error('sent')) })
    const calls = [
      adapter.get('pay_1'),
      adapter.setStatus('pay_1', 'void'),
      adapter.update('pay_1', { memo: 'x' }),
      adapter.finalize('pay_1'),
      adapter.delete('pay_1'),
      adapter.send('pay_1'),
      adapter.dryRun.setStatus('pay_1', 'void'),
    ]
    for (const result of await Promise.all(calls)) {
      expect(result._unsafeUnwrapErr()).toMatchObject({
        kind: 'unsupported',
        reason: expect.stringContaining('native API'),
        retryable: false,
      })
    }
  })

  it('refuses another invoice than the one that was asked for', async () => {
    const fetch = async () => Response.json(wireInvoice({ id: 'inv_other' }))
    const error = (await adapterFor('2026-10-15-1', { fetch }).get('inv_7Qk'))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'unexpected_response', fields: [{ field: 'id' }] })
  })

  it('the sandbox has a host of its own', async () => {
    const seen: string[] = []
    const fetch: typeof globalThis.fetch = async (url) => {
      seen.push(String(url))
      return Response.json({ data: [], page_info: { end_cursor: null, has_next_page: false } })
    }
    const adapter = adapterFor('2026-07-20', { fetch, environment: 'sandbox' })
    expect((await adapter.check())._unsafeUnwrap()).toEqual({
      mode: 'test',
      accountId: 'biz_Ab1',
      accountName: null,
    })
    expect(seen).toEqual(['https://sandbox-api.whop.com/api/v1/invoices?company_id=biz_Ab1&first=1'])
  })
})
