import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import {
  askForToken,
  assetEmulator,
  callerFor,
  callerWith,
  createOne,
  item,
  sandbox,
} from './asset-support.ts'

describe('the rate limit', () => {
  it('tells its state in three headers on every answer', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    const answer = await call('GET', '/invoice')
    expect(answer.headers.get('x-ratelimit-limit')).toBe('300')
    // The token call counted as well.
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('298')
    expect(answer.headers.get('x-ratelimit-reset')).toBe(String(Math.ceil(emulator.clock.now() / 1000) + 60))
    const stranger = callerWith(emulator, null, emulator.asset.account().businessId)
    expect((await stranger('GET', '/invoice')).headers.get('x-ratelimit-remaining')).toBe('300')
    expect((await call('GET', '/nothing')).headers.get('x-ratelimit-remaining')).toBe('297')
  })

  it('refuses the call too many, until the window ends', async () => {
    const emulator = assetEmulator({ rateLimit: { requests: 3, windowSeconds: 60 } })
    const call = await callerFor(emulator)
    for (const _ of [1, 2]) expect((await call('GET', '/invoice')).status).toBe(200)
    const refused = await call('GET', '/invoice')
    expect(refused).toMatchObject({ status: 429, body: { detail: 'Rate limit exceeded, try again later' } })
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(refused.headers.has('retry-after')).toBe(false)
    emulator.clock.advance(60_000)
    expect((await call('GET', '/invoice')).status).toBe(200)
  })

  it('sends Retry-After by switch, and is off by switch', async () => {
    const polite = assetEmulator({ rateLimit: { requests: 1, windowSeconds: 60 }, retryAfter: true })
    const call = await callerFor(polite)
    expect((await call('GET', '/invoice')).headers.get('retry-after')).toBe('60')
    const free = assetEmulator({ rateLimit: null })
    const answer = await (await callerFor(free))('GET', '/invoice')
    expect(answer.headers.has('x-ratelimit-limit')).toBe(false)
  })

  it('counts per tenant, and apart from it per business', async () => {
    const emulator = createEmulator({
      asset: { rateLimit: { requests: 4, windowSeconds: 60 } },
      data: {
        accounts: [
          { vendor: 'asset', name: 'one', tenant: 'group' },
          { vendor: 'asset', name: 'two', tenant: 'group' },
          { vendor: 'asset', name: 'other' },
        ],
      },
    })
    const one = await callerFor(emulator)
    const two = await callerFor(emulator, {}, emulator.asset.account('two'))
    const other = await callerFor(emulator, {}, emulator.asset.account('other'))
    expect((await one('GET', '/invoice')).status).toBe(200)
    expect((await two('GET', '/invoice')).status).toBe(200)
    expect((await two('GET', '/invoice')).status).toBe(429)
    expect((await other('GET', '/invoice')).status).toBe(200)
  })
})

describe('faults', () => {
  it('come in the vendor’s manner', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    emulator.faults.add({ vendor: 'asset', fault: { kind: 'status', status: 503, message: 'Busy' } })
    emulator.faults.add({ vendor: 'asset', after: 1, fault: { kind: 'rate_limit', retryAfterSeconds: 7 } })
    expect(await call('GET', '/invoice')).toMatchObject({ status: 503, body: { detail: 'Busy' } })
    const limited = await call('GET', '/invoice')
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe('7')
    expect(limited.headers.get('x-ratelimit-limit')).toBe('300')
  })

  it('can hide failures inside a success', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    emulator.faults.add({ operation: 'create_invoices', fault: { kind: 'success_false' } })
    expect(await call('POST', '/invoice', [item(emulator)])).toMatchObject({
      status: 200,
      body: { data: [], errors: [{ invoice_number: 'INV-001' }] },
    })
    expect(emulator.ledger.invoices()).toEqual([])
  })

  it('commit although the connection drops, and hide what is new', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    emulator.faults.add({ operation: 'create_invoices', fault: { kind: 'drop_after_commit' } })
    emulator.faults.add({ operation: 'create_invoices', fault: { kind: 'hide_new_records', listCalls: 1 } })
    await expect(call('POST', '/invoice', [item(emulator)])).rejects.toThrow('fetch failed')
    expect((await call('GET', '/invoice')).body.data).toEqual([])
    expect((await call('GET', '/invoice')).body.data).toMatchObject([{ number: 'INV-001' }])
  })

  it('change records of an answer', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    await createOne(emulator, call)
    emulator.faults.add({
      operation: 'list_invoices',
      fault: { kind: 'patch_record', set: { status: 'frozen', 'lines.0.amount': '1.00' }, drop: ['source'] },
    })
    const [invoice] = (await call('GET', '/invoice')).body.data
    expect(invoice).toMatchObject({ status: 'frozen', lines: [{ amount: '1.00' }] })
    expect(invoice).not.toHaveProperty('source')
  })

  it('know whose request it is', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    await call('GET', '/invoice')
    expect(emulator.requests.map(({ account, operation }) => [account, operation])).toEqual([
      ['books', 'get_token'],
      ['books', 'list_invoices'],
    ])
  })
})

describe('over a socket', () => {
  it('the same books are served', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    const { id } = await createOne(emulator, call)
    const { asset, close } = await emulator.listen()
    try {
      const account = emulator.asset.account()
      const form = new URLSearchParams({ client_id: account.clientId, client_secret: account.clientSecret })
      const token = await fetch(`${asset}/v0/auth/token`, { method: 'POST', body: form })
      const { access_token } = (await token.json()) as { access_token: string }
      const answer = await fetch(`${asset}/v0/business/${account.businessId}/invoice/${id}`, {
        headers: { authorization: `Bearer ${access_token}` },
      })
      expect(await answer.json()).toMatchObject({ data: { id } })
    } finally {
      await close()
    }
  })
})

describe('what is not there', () => {
  it.each([
    ['DELETE', '/invoice/x', 405],
    ['GET', '/invoice/inv_unknown', 404],
    ['GET', '/invoices', 404],
    ['GET', '/credit-memo', 404],
  ])('%s %s is %d', async (method, path, status) => {
    const emulator = assetEmulator({ generation: 'C' })
    expect((await (await callerFor(emulator))(method, path)).status).toBe(status)
  })

  it('a body that is no JSON, and a token call by GET', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    expect((await call('POST', '/invoice', '[{')).status).toBe(422)
    expect((await emulator.asset.fetch(`${sandbox}/v0/auth/token`)).status).toBe(405)
    expect((await askForToken(emulator, emulator.asset.account())).status).toBe(200)
  })
})
