import { describe, expect, it, vi } from 'vitest'
import { counted, openTokenWorld as open, start, type TokenStep } from '../test/token-world.ts'
import { secret } from '../test/wire-recorder.ts'
import { expiryOf } from './token/request.ts'

describe('expires_in', () => {
  it.each([
    ['an instant', 1_785_000_000, 1_785_000_000_000],
    ['a duration', 600, start + 600_000],
    ['nothing', undefined, start + 3_600_000],
    ['null', null, start + 3_600_000],
    ['zero', 0, start],
  ])('%s', (_, value, expected) => {
    expect(expiryOf(value, start)).toBe(expected)
  })
})

describe('a token', () => {
  it.each([
    ['a duration', 3600],
    ['an instant', start / 1000 + 3600],
    ['no figure', undefined],
  ])('is used again, and renewed a minute before its end, told by %s', async (_, expires_in) => {
    const world = open((__, count) => Response.json({ access_token: `tok_${count}`, expires_in }))
    for (const after of [0, 1_000_000, 3_539_999, 3_540_000]) {
      world.clock.now = start + after
      expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    }
    expect(world.tokens).toEqual(['tok_1', 'tok_1', 'tok_1', 'tok_2'])
    expect(world.forms).toHaveLength(2)
  })

  it('that looks expired when it comes is used once: clocks differ', async () => {
    const world = open((__, count) =>
      Response.json({ access_token: `tok_${count}`, expires_in: 1_000_000_001 }),
    )
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect(world.tokens).toEqual(['tok_1', 'tok_2'])
  })

  it('is asked for once by fifty calls at a time', async () => {
    const world = open()
    const results = await Promise.all(Array.from({ length: 50 }, () => world.adapter.get('inv_7QkRt')))
    expect(results.every((result) => result.isOk())).toBe(true)
    expect(world.forms).toHaveLength(1)
  })

  it('is renewed once for fifty calls when it was revoked', async () => {
    const world = open()
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    world.revoked.add('tok_1')
    const results = await Promise.all(Array.from({ length: 50 }, () => world.adapter.get('inv_7QkRt')))
    expect(results.every((result) => result.isOk())).toBe(true)
    expect(world.forms).toHaveLength(2)
  })

  it('that is revoked in the middle of a listing is renewed, and no page is lost', async () => {
    const world = open()
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = (await world.adapter.list(cursor ? { cursor } : {}))._unsafeUnwrap()
      ids.push(...page.recordIds)
      cursor = page.nextCursor ?? undefined
      if (ids.length === 2) world.revoked.add('tok_1')
    } while (cursor)
    expect(ids).toEqual(['inv_1', 'inv_2', 'inv_3', 'inv_4', 'inv_5'])
    expect(world.tokens).toEqual(['tok_1', 'tok_1', 'tok_1', 'tok_2', 'tok_2', 'tok_2'])
    expect(world.forms).toHaveLength(2)
  })
})

describe('credentials', () => {
  it('are asked for once, and once more when they are refused', async () => {
    let valid = 'old-secret'
    let asked = 0
    const issue: TokenStep = (form, count) =>
      form.get('client_secret') === valid
        ? counted(form, count)
        : Response.json({ detail: 'bad client' }, { status: 401 })
    const clientSecret = () => {
      asked += 1
      return valid
    }
    const world = open(issue, { clientSecret })
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    valid = 'new-secret'
    world.revoked.add('tok_1')
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect(asked).toBe(2)
    expect(world.forms.map((form) => new URLSearchParams(form).get('client_secret'))).toEqual([
      'old-secret',
      'old-secret',
      'new-secret',
    ])
  })

  it.each([
    ['nothing', () => ''],
    ['no text', () => 5 as never],
    ['a line break', () => 'a\nb'],
    ['an exception', () => Promise.reject(new Error('vault says shh-9'))],
  ])('a function that gives %s is unauthenticated, and nothing is sent', async (_, clientSecret) => {
    const world = open(counted, { clientSecret })
    const error = (await world.adapter.get('inv_7QkRt'))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'unauthenticated', operation: 'get' })
    expect(JSON.stringify(error)).not.toContain('shh-9')
    expect([...world.forms, ...world.tokens]).toEqual([])
  })
})

const never = () => new Promise<Response>(() => undefined)
const status =
  (code: number, body: unknown = { detail: `no, ${secret}` }) =>
  () =>
    Response.json(body, { status: code })

describe('a token endpoint', () => {
  it.each<[string, TokenStep, string, boolean]>([
    ['401', status(401), 'unauthenticated', false],
    ['403', status(403), 'unauthenticated', false],
    ['404', status(404), 'unauthenticated', false],
    ['422', status(422), 'unauthenticated', false],
    ['429', status(429), 'rate_limited', true],
    ['500', status(500), 'unavailable', true],
    ['503', status(503), 'unavailable', true],
    ['a page of HTML', () => new Response('<html>'), 'unexpected_response', false],
    ['an empty body', () => new Response(''), 'unexpected_response', false],
    ['null', status(200, null), 'unexpected_response', false],
    ['no token', status(200, { token_type: 'Bearer' }), 'unexpected_response', false],
    ['a number as token', status(200, { access_token: 7 }), 'unexpected_response', false],
    ['an empty token', status(200, { access_token: '' }), 'unexpected_response', false],
    ['a token with a line break', status(200, { access_token: 'a\r\nx: y' }), 'unexpected_response', false],
    [
      'a lifetime in words',
      status(200, { access_token: 'tok', expires_in: 'soon' }),
      'unexpected_response',
      false,
    ],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      'unexpected_response',
      false,
    ],
    ['no answer', never, 'timeout', true],
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'network', true],
  ])('with %s: nothing else is sent, by read or write', async (_, issue, kind, retryable) => {
    const world = open(issue, { timeout: { attemptMs: 20, totalMs: 40 } })
    const calls = [world.adapter.get('inv_7QkRt'), world.adapter.setStatus('inv_7QkRt', 'paid')]
    for (const result of await Promise.all<(typeof calls)[number]>(calls)) {
      expect(result._unsafeUnwrapErr()).toMatchObject({ kind, retryable })
    }
    expect(world.tokens).toEqual([])
    expect(JSON.stringify([await world.adapter.check(), world.events])).not.toContain(secret)
  })

  it('is tried again while it is down', async () => {
    const issue: TokenStep = (form, count) =>
      count < 3 ? Response.json({}, { status: 503 }) : counted(form, count)
    const world = open(issue, { retry: { attempts: 3, firstDelayMs: 1 } })
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect(world.tokens).toEqual(['tok_3'])
  })

  it('says which host was asked when it refuses the client', async () => {
    const world = open(status(401), { environment: 'production' })
    const error = (await world.adapter.get('inv_7QkRt'))._unsafeUnwrapErr()
    expect(error.message).toMatch(/production host; each environment has credentials of its own/)
  })

  it('is waited for no longer by a caller who gives up, and the others get the token', async () => {
    let release: (response: Response) => void = () => undefined
    const world = open(
      () =>
        new Promise((resolve) => {
          release = resolve
        }),
    )
    const stop = new AbortController()
    const impatient = world.adapter.get('inv_7QkRt', { signal: stop.signal })
    const patient = world.adapter.get('inv_7QkRt')
    await vi.waitFor(() => expect(world.forms).toHaveLength(1), { interval: 1 })
    stop.abort()
    expect((await impatient)._unsafeUnwrapErr().kind).toBe('aborted')
    release(Response.json({ access_token: 'tok_late' }))
    expect((await patient).isOk()).toBe(true)
    expect(world.forms).toHaveLength(1)
  })
})
