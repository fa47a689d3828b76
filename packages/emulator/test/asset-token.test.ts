import { describe, expect, it } from 'vitest'
import { type AssetSwitches, createEmulator } from '../src/index.ts'
import { askForToken, assetEmulator, callerWith, sandbox } from './asset-support.ts'

const now = Date.parse('2026-07-15T09:00:00.000Z') / 1000

const twoTenants = () =>
  createEmulator({
    data: {
      accounts: [
        { vendor: 'asset', name: 'one', tenant: 'group' },
        { vendor: 'asset', name: 'two', tenant: 'group' },
        { vendor: 'asset', name: 'alien' },
        { vendor: 'asset', name: 'real', mode: 'live' },
      ],
    },
  })

describe('the token endpoint', () => {
  it('answers a token with the instant of its end, in the newest manner', async () => {
    const emulator = assetEmulator()
    const answer = await askForToken(emulator, emulator.asset.account(), { expires_in: '60' })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: now + 60,
    })
  })

  it.each<[AssetSwitches['tokenExpiresIn'], number | undefined]>([
    ['instant', now + 3600],
    ['duration', 3600],
    ['absent', undefined],
  ])('tells the lifetime as %s by switch', async (tokenExpiresIn, expected) => {
    const emulator = assetEmulator({ tokenExpiresIn })
    const { body } = await askForToken(emulator, emulator.asset.account())
    expect(body.expires_in).toBe(expected)
  })

  it('shortens a lifetime beyond the longest', async () => {
    const emulator = assetEmulator({ longestTokenSeconds: 100 })
    const { body } = await askForToken(emulator, emulator.asset.account(), { expires_in: '86400' })
    expect(body.expires_in).toBe(now + 100)
  })

  it('puts resources into the audience', async () => {
    const emulator = assetEmulator()
    const form = new URLSearchParams([
      ['resource', 'https://one.example'],
      ['resource', 'https://two.example'],
    ])
    const { body } = await askForToken(emulator, emulator.asset.account(), form)
    const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())
    expect(claims).toMatchObject({ aud: ['https://one.example', 'https://two.example'], exp: now + 3600 })
  })

  it.each([
    ['another grant', { grant_type: 'password' }, 'grant_type'],
    ['no lifetime', { expires_in: '0' }, 'expires_in'],
    ['a lifetime that is no number', { expires_in: 'long' }, 'expires_in'],
    ['an unknown scope', { scope: 'invoice:read planet:destroy' }, 'scope'],
    ['a scope without action', { scope: 'invoice' }, 'scope'],
    ['a relative resource', { resource: '/v0' }, 'resource'],
    ['a resource with a fragment', { resource: 'https://x.example/#a' }, 'resource'],
  ])('refuses %s', async (_name, fields, field) => {
    const emulator = assetEmulator({ errorEnvelope: 'detail_list' })
    const answer = await askForToken(emulator, emulator.asset.account(), fields as Record<string, string>)
    expect(answer).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', field] }] } })
  })

  it('takes a form, not JSON, and wants both credentials', async () => {
    const emulator = assetEmulator()
    const { clientId, clientSecret } = emulator.asset.account()
    const post = async (body: string, type: string) =>
      (
        await emulator.asset.fetch(`${sandbox}/v0/auth/token`, {
          method: 'POST',
          headers: { 'content-type': type },
          body,
        })
      ).status
    const json = JSON.stringify({ client_id: clientId, client_secret: clientSecret })
    expect(await post(json, 'application/json')).toBe(422)
    const form = 'application/x-www-form-urlencoded; charset=utf-8'
    expect(await post(`client_id=${clientId}&client_secret=${clientSecret}`, form)).toBe(200)
    expect(await post(`client_id=${clientId}`, form)).toBe(422)
    expect(await post(`client_id=${clientId}&client_secret=wrong`, form)).toBe(401)
    expect(await post(`client_id=nobody&client_secret=${clientSecret}`, form)).toBe(401)
  })

  it('narrows to a business of the tenant only', async () => {
    const emulator = twoTenants()
    const one = emulator.asset.account('one')
    const ask = async (id: string) => (await askForToken(emulator, one, { business_id: id })).status
    expect(await ask(emulator.asset.account('two').businessId)).toBe(200)
    expect(await ask(emulator.asset.account('alien').businessId)).toBe(403)
    expect(await ask('biz_unknown')).toBe(404)
  })

  it.each(['detail', 'error', 'message'] as const)('wraps errors in %s by switch', async (errorEnvelope) => {
    const emulator = assetEmulator({ errorEnvelope })
    emulator.asset.account().rotateSecret()
    const stale = { ...emulator.asset.account(), clientSecret: 'old' }
    expect(await askForToken(emulator, stale)).toMatchObject({
      status: 401,
      body: { [errorEnvelope]: 'Invalid client credentials' },
    })
  })

  it('fails on demand, as documented', async () => {
    const emulator = assetEmulator()
    emulator.faults.add({ operation: 'get_token', fault: { kind: 'status', status: 503 } })
    expect(await askForToken(emulator, emulator.asset.account())).toMatchObject({
      status: 503,
      body: { detail: 'Made to happen: 503' },
    })
  })
})

describe('a token', () => {
  const listStatus = async (
    emulator: ReturnType<typeof twoTenants>,
    token: string | null,
    business = emulator.asset.account().businessId,
    origin = sandbox,
  ) => (await callerWith(emulator, token, business, origin)('GET', '/invoice')).status

  it('is needed, and must be one that was given', async () => {
    const emulator = assetEmulator()
    expect(await listStatus(emulator, null)).toBe(401)
    expect(await listStatus(emulator, 'made.up.token')).toBe(401)
  })

  it('ends on the clock of the emulator', async () => {
    const emulator = assetEmulator()
    const { body } = await askForToken(emulator, emulator.asset.account(), { expires_in: '60' })
    emulator.clock.advance(59_000)
    expect(await listStatus(emulator, body.access_token)).toBe(200)
    emulator.clock.advance(1_000)
    expect(await listStatus(emulator, body.access_token)).toBe(401)
  })

  it('can be revoked, apart from a change of the secret', async () => {
    const emulator = assetEmulator()
    const account = emulator.asset.account()
    const before = account.clientSecret
    const { body } = await askForToken(emulator, account)
    const secret = account.rotateSecret()
    expect(secret).not.toBe(before)
    expect(account.clientSecret).toBe(secret)
    expect(await listStatus(emulator, body.access_token)).toBe(200)
    account.revokeTokens()
    expect(await listStatus(emulator, body.access_token)).toBe(401)
    expect((await askForToken(emulator, account)).status).toBe(200)
    emulator.reset()
    expect(account.clientSecret).toBe(before)
  })

  it('reaches every business of its tenant, or the one it was narrowed to', async () => {
    const emulator = twoTenants()
    const one = emulator.asset.account('one')
    const two = emulator.asset.account('two')
    expect(two.clientId).toBe(one.clientId)
    const wide = (await askForToken(emulator, one)).body.access_token
    expect(await listStatus(emulator, wide, two.businessId)).toBe(200)
    expect(await listStatus(emulator, wide, emulator.asset.account('alien').businessId)).toBe(403)
    expect(await listStatus(emulator, wide, 'biz_unknown')).toBe(404)
    const narrow = (await askForToken(emulator, one, { business_id: one.businessId })).body.access_token
    expect(await listStatus(emulator, narrow, one.businessId)).toBe(200)
    expect(await listStatus(emulator, narrow, two.businessId)).toBe(403)
  })

  it('does what its scopes say; without scopes everything', async () => {
    const emulator = assetEmulator()
    const account = emulator.asset.account()
    const { body } = await askForToken(emulator, account, { scope: 'invoice:read ledger:read' })
    const call = callerWith(emulator, body.access_token, account.businessId)
    expect((await call('GET', '/invoice')).status).toBe(200)
    expect((await call('GET', '/ledger')).status).toBe(200)
    expect(await call('POST', '/invoice', [])).toMatchObject({
      status: 403,
      body: { detail: 'The token lacks the scope invoice:create' },
    })
    expect((await call('GET', '/customers')).status).toBe(403)
  })

  it('belongs to one environment', async () => {
    const emulator = twoTenants()
    const real = emulator.asset.account('real')
    const one = emulator.asset.account('one')
    const live = 'https://api.getasset.com'
    expect(real).toMatchObject({ environment: 'production', mode: 'live' })
    expect(one).toMatchObject({ environment: 'sandbox', mode: 'sandbox' })
    expect((await askForToken(emulator, real, {}, sandbox)).status).toBe(401)
    expect((await askForToken(emulator, one, {}, live)).status).toBe(401)
    const token = (await askForToken(emulator, real, {}, live)).body.access_token
    expect(await listStatus(emulator, token, real.businessId, live)).toBe(200)
    expect(await listStatus(emulator, token, real.businessId, sandbox)).toBe(401)
    expect(await listStatus(emulator, token, real.businessId, 'http://127.0.0.1:1')).toBe(200)
  })
})
