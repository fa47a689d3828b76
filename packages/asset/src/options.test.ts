import { describe, expect, it } from 'vitest'
import { plainOptions, secret } from '../test/wire-recorder.ts'
import { type AssetAdapterOptions, createAssetAdapter } from './index.ts'
import { parseOptions } from './options.ts'

const never = () => {
  throw new Error('a request was sent')
}

const good: AssetAdapterOptions = { ...plainOptions, fetch: never as typeof fetch }

describe('options', () => {
  it.each([
    [{ clientid: 'x' }, 'clientid'],
    [{ clientId: undefined }, 'clientId'],
    [{ clientId: '' }, 'clientId'],
    [{ clientId: 'two words' }, 'clientId'],
    [{ clientSecret: undefined }, 'clientSecret'],
    [{ clientSecret: '' }, 'clientSecret'],
    [{ clientSecret: `${secret}\n` }, 'clientSecret'],
    [{ clientSecret: 7 }, 'clientSecret'],
    [{ businessId: undefined }, 'businessId'],
    [{ businessId: '' }, 'businessId'],
    [{ businessId: 'inv_1' }, 'businessId'],
    [{ businessId: 'biz_a/../b' }, 'businessId'],
    [{ environment: undefined }, 'environment'],
    [{ environment: 'live' }, 'environment'],
    [{ currency: undefined }, 'currency'],
    [{ currency: '' }, 'currency'],
    [{ currency: 'xau' }, 'currency'],
    [{ lineShape: 'amount-lines' }, 'lineShape'],
    [{ ledgerId: '' }, 'ledgerId'],
    [{ ledgerId: '..' }, 'ledgerId'],
    [{ dueInDays: -1 }, 'dueInDays'],
    [{ dueInDays: 1.5 }, 'dueInDays'],
    [{ userId: '' }, 'userId'],
    [{ userId: 'a\r\nb' }, 'userId'],
    [{ scope: '' }, 'scope'],
    [{ scope: ' a' }, 'scope'],
    [{ tokenCache: {} }, 'tokenCache'],
    [{ tokenCache: { get: never } }, 'tokenCache'],
    [{ lookBeforeCreate: 'never' }, 'lookBeforeCreate'],
    [{ baseUrl: 'http://api.getasset.com' }, 'baseUrl'],
    [{ baseUrl: 'api.getasset.com' }, 'baseUrl'],
    [{ baseUrl: 'https://key@api.getasset.com' }, 'baseUrl'],
    [{ baseUrl: 'https://api.getasset.com' }, 'baseUrl'],
    [{ environment: 'production', baseUrl: 'https://api.sandbox.getasset.com/' }, 'baseUrl'],
    [{ account: '' }, 'account'],
    [{ account: undefined }, 'account'],
    [{ timeout: { attemptMs: 0 } }, 'timeout.attemptMs'],
    [{ retry: { attempts: 0 } }, 'retry.attempts'],
    [{ raw: 'yes' }, 'raw'],
  ])('%j is refused, naming %s, without the value', (changes, field) => {
    const made = createAssetAdapter({ ...good, ...changes } as AssetAdapterOptions)
    const error = made._unsafeUnwrapErr()
    expect(error.kind).toBe('invalid_input')
    expect(error.fields.map((problem) => problem.field)).toContain(field)
    expect(JSON.stringify(error)).not.toContain(secret)
  })

  it('fills in the defaults', () => {
    const { account, clientId, clientSecret, businessId, environment } = good
    const least = { account, clientId, clientSecret, businessId, environment, currency: 'usd' }
    expect(parseOptions(least)._unsafeUnwrap()).toMatchObject({
      dialect: 'amount-lines',
      mode: 'test',
      baseUrl: 'https://api.sandbox.getasset.com',
      currency: 'USD',
      minorUnitDigits: 2,
      ledgerId: null,
      dueInDays: null,
      userId: null,
      scope: null,
      tokenCache: null,
      lookBeforeCreate: 'full',
    })
    const all = { lineShape: 'unit_price', environment: 'production', currency: 'JPY' } as const
    expect(parseOptions({ ...least, ...all })._unsafeUnwrap()).toMatchObject({
      dialect: 'unit-price-lines',
      mode: 'live',
      baseUrl: 'https://api.getasset.com',
      minorUnitDigits: 0,
    })
    const local = { environment: 'production', baseUrl: 'http://127.0.0.1:80/a/' } as const
    expect(parseOptions({ ...least, ...local })._unsafeUnwrap()).toMatchObject({
      mode: 'live',
      baseUrl: 'http://127.0.0.1:80/a',
    })
  })

  it.each([undefined, null, 5, 'client', []])('%j as options is refused', (options) => {
    expect(createAssetAdapter(options as never).isErr()).toBe(true)
  })
})
