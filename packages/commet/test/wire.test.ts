import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from './endpoints.ts'
import { wireInvoice } from './wire-objects.ts'
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
const createKey = 'inv-1df8ed8ea0fd926ea2d80c1101f75190'
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
          'x-api-key': 'ck_live_4f',
          'commet-version': endpoint.version,
          accept: 'application/json',
          ...(endpoint.body === null ? {} : { 'content-type': 'application/json' }),
        },
      })
      if (endpoint.method === 'GET') expect(key).toBeUndefined()
      else
        expect(key).toMatch(
          endpoint.name.startsWith('POST /invoices ·') ? new RegExp(`^${createKey}$`) : singleUseKey,
        )
    })

    it('sends the same bytes under the same key when it repeats', async () => {
      answerBeside(endpoint)
      const replies = [
        { status: 503, json: { success: false, error: { code: 'internal_error', message: 'later' } } },
        { status: 429, json: { error: { code: 'rate_limited' } }, headers: { 'retry-after': '0.001' } },
        { json: endpoint.json },
      ]
      const recorded = answer(endpoint.method, endpoint.path, replies)
      const retry = { attempts: 3, firstDelayMs: 1, maximumDelayMs: 50 }
      const result = await endpoint.call(adapterFor(endpoint.version, { retry }))
      expect(result.isOk() ? 'ok' : result.error).toBe('ok')
      expect(recorded).toHaveLength(3)
      expect(recorded[1]).toEqual(recorded[0])
      expect(recorded[2]).toEqual(recorded[0])
    })
  })
}

describe('ids and texts', () => {
  it.each([
    ['inv/1 ä', 'inv%2F1%20%C3%A4'],
    ['inv?x=1#y', 'inv%3Fx%3D1%23y'],
    ['../customers', '..%2Fcustomers'],
    ['%2e%2e', '%252e%252e'],
    ['inv_東京', 'inv_%E6%9D%B1%E4%BA%AC'],
  ])('%s goes into the path as %s', async (id, escaped) => {
    const seen: string[] = []
    const fetch: typeof globalThis.fetch = async (url) => {
      seen.push(String(url))
      return Response.json(wireInvoice({ id }))
    }
    const adapter = adapterFor('2026-07-31', { fetch })
    expect((await adapter.get(id))._unsafeUnwrap().source.id).toBe(id)
    expect(seen).toEqual([`https://commet.co/api/v1/invoices/${escaped}`])
  })

  it.each(['', '.', '..', 'a\nb', '\ud800', 5, null, undefined])(
    '%j is no id, and nothing is sent',
    async (id) => {
      const fetch = () => Promise.reject(new Error('sent'))
      const adapter = adapterFor('2026-07-31', { fetch })
      const calls = [
        adapter.get(id as string),
        adapter.setStatus(id as string, 'paid'),
        adapter.send(id as string),
        adapter.pdf(id as string),
        adapter.customers.get(id as string),
      ]
      for (const result of await Promise.all(calls)) {
        expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'id' }] })
      }
    },
  )

  it('refuses another invoice than the one that was asked for', async () => {
    const fetch = async () => Response.json(wireInvoice({ id: 'inv_other' }))
    const error = (await adapterFor('2026-07-31', { fetch }).get('inv_7Qk'))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'unexpected_response', fields: [{ field: 'id' }] })
  })
})
