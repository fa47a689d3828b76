import { describe, expect, it } from 'vitest'
import { whopRoutes } from '../src/index.ts'
import { callerFor, createOne, errorIn, order, whopSetting } from './whop-support.ts'

const spelt = (name: 'company_id' | 'account_id') => order({ account_id: undefined, [name]: 'biz_main' })

describe('the version', () => {
  it.each([
    ['2025-01-01', 'company_id'],
    ['2026-07-20', 'company_id'],
    ['2026-08-25-2', 'company_id'],
    ['2026-09-02-2', 'account_id'],
    ['2026-10-15-1', 'account_id'],
  ] as const)('%s takes %s in bodies and queries, and refuses the other', async (version, name) => {
    const { emulator } = whopSetting()
    const call = callerFor(emulator, { version })
    const other = name === 'company_id' ? 'account_id' : 'company_id'
    expect((await call('POST', '/invoices', spelt(name))).status).toBe(200)
    expect((await call('GET', `/invoices?${name}=biz_main`)).status).toBe(200)
    expect((await call('GET', '/invoices')).status).toBe(200)
    for (const refused of [
      await call('POST', '/invoices', spelt(other)),
      await call('GET', `/invoices?${other}=biz_main`),
    ]) {
      expect(refused.status).toBe(400)
      expect(errorIn(refused).message).toBe(`Missing required parameter: ${name}`)
    }
  })

  it.each([
    ['plans', '2026-06-08', '2026-06-09'],
    ['products', '2026-07-08', '2026-07-18'],
    ['members', '2026-07-22', '2026-07-23'],
  ])('renamed the seller of %s after %s', async (path, before, since) => {
    const { emulator } = whopSetting()
    const statuses = async (version: string) => {
      const call = callerFor(emulator, { version })
      const company = await call('GET', `/${path}?company_id=biz_main`)
      const account = await call('GET', `/${path}?account_id=biz_main`)
      return [company.status, account.status]
    }
    expect(await statuses(before)).toEqual([200, 400])
    expect(await statuses(since)).toEqual([400, 200])
  })

  it('is refused when it is unknown, with a list of those there are', async () => {
    const { emulator } = whopSetting()
    const refused = await callerFor(emulator, { version: '2026-07-19' })('GET', '/invoices')
    expect(refused.status).toBe(400)
    expect(errorIn(refused).message).toMatch(/2025-01-01, .*2026-10-15-1, .*2026-11-17/)
  })

  it.each([
    ['2026-10-24', {}, 501],
    ['2026-11-17', {}, 501],
    ['2026-11-17', { nativeStatus: 404 }, 404],
    // A new key is pinned to the newest version, an old one to none.
    [null, {}, 501],
    [null, { keyPin: null }, 200],
    [null, { keyPin: '2026-07-20' }, 200],
  ] as const)('%s with %j answers %i', async (version, switches, status) => {
    const { emulator } = whopSetting(switches)
    const call = callerFor(emulator, { version })
    expect((await call('GET', '/invoices')).status).toBe(status)
    expect((await call('GET', '/payments')).status).toBe(200)
  })
})

describe('the credential', () => {
  it('must be there and known', async () => {
    const { emulator } = whopSetting()
    for (const apiKey of [null, 'apik_unknown']) {
      const refused = await callerFor(emulator, { apiKey })('GET', '/invoices')
      expect([refused.status, errorIn(refused).code]).toEqual([401, 'unauthorized'])
    }
  })

  it('sees its own company only', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    const { apiKey, companyId } = emulator.whop.account('other')
    const other = callerFor(emulator, { apiKey })
    expect(companyId).toBe('biz_other')
    expect((await other('GET', `/invoices/${String(id)}`)).status).toBe(404)
    expect((await other('GET', '/invoices?account_id=biz_main')).status).toBe(403)
    expect((await other('GET', '/invoices')).body.data).toEqual([])
  })

  it('can be short of scopes', async () => {
    const { call } = whopSetting({ scopes: ['invoice:basic:read', 'invoice:create'] })
    const created = await call('POST', '/invoices', order())
    expect(created.body).toMatchObject({ user: { email: null } })
    const refused = await call('POST', `/invoices/${String(created.body.id)}/void`)
    expect([refused.status, errorIn(refused).code]).toEqual([403, 'forbidden'])
    expect(errorIn(refused).message).toContain('invoice:update')
  })

  it('is not needed to read an invoice by its token', async () => {
    const { emulator, call } = whopSetting()
    const { id, fetch_invoice_token: token } = await createOne(call)
    expect(token).toMatch(/^eyJ/)
    const anybody = callerFor(emulator, { apiKey: null })
    expect((await anybody('GET', `/invoices/${String(token)}`)).body.id).toBe(id)
    expect((await call('GET', `/invoices/${String(token)}`)).body.id).toBe(id)
    expect((await anybody('GET', `/invoices/${String(token)}x`)).status).toBe(401)
    expect((await anybody('POST', `/invoices/${String(token)}/void`)).status).toBe(401)
  })
})

describe('what is not there', () => {
  it.each([
    '/invoices/inv_x',
    '/invoices/pay_x',
    '/plans/plan_x',
    '/payments/pay_x',
    '/products/prod_x',
    '/nowhere',
  ])('answers 404: %s', async (path) => {
    const { call } = whopSetting()
    const answer = await call('GET', path)
    expect([answer.status, errorIn(answer).code]).toEqual([404, 'not_found'])
  })

  it('and JSON that is none answers 400', async () => {
    const { call } = whopSetting()
    expect((await call('POST', '/invoices', '{')).status).toBe(400)
    expect((await call('POST', '/invoices', '[]')).status).toBe(400)
  })
})

describe('an error', () => {
  it.each([
    ['documented', { code: 'not_found' }, { type: 'rate_limit_exceeded' }],
    ['code', { code: 'not_found' }, { code: 'rate_limit_exceeded' }],
    ['type', { type: 'not_found' }, { type: 'rate_limit_exceeded' }],
    [
      'both',
      { code: 'not_found', type: 'not_found' },
      { code: 'rate_limit_exceeded', type: 'rate_limit_exceeded' },
    ],
  ] as const)('names its kind in the field "%s"', async (errorField, missing, limited) => {
    const { emulator, call } = whopSetting({ errorField })
    const message = expect.any(String)
    expect(errorIn(await call('GET', '/invoices/inv_x'))).toEqual({ ...missing, message })
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'rate_limit' } })
    expect(errorIn(await call('GET', '/invoices'))).toEqual({ ...limited, message })
  })
})

describe('the routes', () => {
  it('are data, each with its scope', () => {
    const { emulator } = whopSetting()
    expect(emulator.whop.routes).toBe(whopRoutes)
    expect(whopRoutes.filter(({ path }) => path.startsWith('/api/v1/invoices'))).toHaveLength(9)
    expect(new Set(whopRoutes.map(({ name }) => name)).size).toBe(whopRoutes.length)
  })
})
