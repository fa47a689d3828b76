import { describe, expect, it, vi } from 'vitest'
import { answeredError } from '../src/http/answered-error.ts'
import type { TransportSettings } from '../src/http/transport.ts'
import { fakeVendor, json, once, reading, repeatable, type Step, silence } from './fake-vendor.ts'

describe('what leaves', () => {
  it('escapes ids into single path segments and sends the same bytes again', async () => {
    const { transport, calls } = fakeVendor([json({}, { status: 503 }), json({})])
    const result = await transport.send({
      ...repeatable,
      route: '/things/{id}/act',
      parameters: { id: 'a/b ä?#' },
      query: { s: ['x', 'y'], n: 2, u: undefined },
    })
    expect(result.isOk()).toBe(true)
    expect(calls.map(({ url }) => url)).toEqual(
      Array(2).fill('https://vendor.example/v1/things/a%2Fb%20%C3%A4%3F%23/act?s=x&s=y&n=2'),
    )
    expect(calls.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}'])
    expect(calls[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
    })
  })

  it('refuses an id that would change the path', async () => {
    const { transport, calls } = fakeVendor([json({})])
    for (const id of ['', '.', '..']) {
      const result = await transport.send({ ...reading, route: '/things/{id}', parameters: { id } })
      expect(result.isErr() && result.error.kind).toBe('invalid_input')
    }
    expect(calls).toHaveLength(0)
  })

  it('does not follow a redirect', async () => {
    let mode: string | undefined
    const { transport } = fakeVendor([
      (_, init) => {
        mode = init.redirect
        return json({})
      },
    ])
    expect((await transport.send(reading)).isOk()).toBe(true)
    expect(mode).toBe('manual')
  })
})

describe('credentials', () => {
  it('asks for the credential once more after a 401, and only once', async () => {
    const asked: boolean[] = []
    const headers = async (renew: boolean): Promise<Record<string, string>> => {
      asked.push(renew)
      return { authorization: `Bearer key${asked.length}` }
    }
    const renewed = fakeVendor([json({}, { status: 401 }), json({})], {}, { renewable: true, headers })
    expect((await renewed.transport.send(reading)).isOk()).toBe(true)
    expect(renewed.calls.map((call) => call.headers.authorization)).toEqual(['Bearer key1', 'Bearer key2'])
    expect(asked).toEqual([false, true])
    const hopeless = fakeVendor([json({}, { status: 401 })], {}, { renewable: true })
    const result = await hopeless.transport.send(reading)
    expect(result.isErr() && result.error.kind).toBe('unauthenticated')
    expect(hopeless.calls).toHaveLength(2)
  })

  it('tells of a credential function that fails, without its message', async () => {
    const failing = fakeVendor(
      [json({})],
      {},
      { headers: async () => Promise.reject(new Error('vault said sk_secret_value')) },
    )
    const result = await failing.transport.send(reading)
    expect(result.isErr() && result.error.kind).toBe('unauthenticated')
    expect(JSON.stringify(result)).not.toContain('sk_secret_value')
    expect(failing.calls).toHaveLength(0)
  })

  it('masks a credential that the vendor quotes back', async () => {
    const { transport, events } = fakeVendor([json({ error: 'bad key sk_secret_value' }, { status: 401 })])
    const result = await transport.send(reading)
    expect(JSON.stringify([result, events])).not.toContain('sk_secret_value')
    expect(JSON.stringify(result)).toContain('[secret]')
  })

  it.each([
    ['of the headers', reading, 'sk_secret_value'],
    ['of the body', { ...reading, secrets: ['of the body alone'] }, 'of the body alone'],
  ])(
    'leaves no part of a secret %s where the vendor’s words are cut short',
    async (_where, request, secret) => {
      const error = `${'x'.repeat(280)} ${secret}`
      const cutShort: TransportSettings['toError'] = ({ httpStatus, text }, context) =>
        answeredError({ vendor: 'Fake' }, httpStatus, { code: null, message: text, fields: [] }, context)
      const { transport } = fakeVendor([json({ error }, { status: 401 })], {}, { toError: cutShort })
      const result = await transport.send(request)
      expect(JSON.stringify(result)).toContain('xxxx')
      expect(JSON.stringify(result)).not.toContain(secret.slice(0, 3))
    },
  )
})

describe('limits', () => {
  it('refuses a body beyond the size limit without retrying', async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(32)
    let sent = 0
    const huge: Step = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => (sent++ < 50 ? controller.enqueue(chunk) : controller.close()),
        }),
      )
    const { transport, calls } = fakeVendor([huge], { timeout: { attemptMs: 5000 } })
    const result = await transport.send(reading)
    expect(result.isErr() && result.error.kind).toBe('unexpected_response')
    expect(calls).toHaveLength(1)
    expect(sent).toBeLessThan(25)
  })

  it('does not wait longer than it may, and says how long the vendor asked', async () => {
    const { transport, calls } = fakeVendor([json({}, { status: 429, headers: { 'retry-after': '3600' } })])
    const result = await transport.send(reading)
    expect(result.isErr() && result.error).toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 3_600_000,
      retryable: true,
      requestId: 'req_1',
    })
    expect(calls).toHaveLength(1)
  })

  it('hands on what every answer tells of the limit, beside what a 429 asks for', async () => {
    const seen: unknown[] = []
    const limiter = { acquire: async () => {}, observe: (_: string, told: unknown) => void seen.push(told) }
    const headers = { 'x-left': '3', 'x-until': '1700000060000' }
    const busy = json({}, { status: 429, headers: { ...headers, 'retry-after': '0.01' } })
    const rateLimit = (told: Headers) => ({
      remaining: Number(told.get('x-left')),
      resetAt: Number(told.get('x-until')),
    })
    const { transport } = fakeVendor([busy, json({}, { headers })], { limiter }, { rateLimit })
    expect((await transport.send(reading)).isOk()).toBe(true)
    const told = { remaining: 3, resetAt: 1_700_000_060_000 }
    expect(seen).toEqual([{ ...told, retryAfterMs: 10 }, told])
  })

  it('keeps the time allowed for all attempts', async () => {
    const { transport } = fakeVendor([silence], {
      timeout: { attemptMs: 60, totalMs: 90 },
      retry: { attempts: 10, firstDelayMs: 1 },
    })
    const began = performance.now()
    const result = await transport.send(reading)
    expect(result.isErr() && result.error.kind).toBe('timeout')
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('the caller stops it', () => {
  it('before anything was sent', async () => {
    const { transport, calls } = fakeVendor([json({})])
    const result = await transport.send({ ...once, signal: AbortSignal.abort() })
    expect(result.isErr() && result.error.kind).toBe('aborted')
    expect(calls).toHaveLength(0)
  })

  it.each([
    ['a read', reading, 'aborted'],
    ['a write', once, 'outcome_unknown'],
    ['a repeatable write', repeatable, 'outcome_unknown'],
  ] as const)('in the middle of %s', async (_, request, kind) => {
    const stop = new AbortController()
    const { transport, calls } = fakeVendor([silence], { timeout: { attemptMs: 5000 } })
    const sent = transport.send({ ...request, signal: stop.signal })
    await vi.waitFor(() => expect(calls).toHaveLength(1), { interval: 1 })
    stop.abort()
    const result = await sent
    expect(result.isErr() && result.error.kind).toBe(kind)
    expect(calls).toHaveLength(1)
  })
})

it('an observer that throws changes nothing', async () => {
  const { transport } = fakeVendor([json({ fine: true })], {
    observe: () => {
      throw new Error('observer')
    },
  })
  expect((await transport.send(reading)).isOk()).toBe(true)
})

it('tells what happens as events', async () => {
  const { transport, events } = fakeVendor([json({}, { status: 503 }), json({})])
  const result = await transport.send({ ...reading, route: '/things/{id}', parameters: { id: 'inv_1' } })
  expect(result.isOk()).toBe(true)
  expect(events.map(({ type }) => type)).toEqual(['request', 'response', 'retry', 'request', 'response'])
  expect(JSON.stringify(events)).not.toContain('inv_1')
})
