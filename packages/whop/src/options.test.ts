import { describe, expect, it } from 'vitest'
import { createWhopAdapter, type WhopAdapterOptions } from './index.ts'
import { parseOptions } from './options.ts'

const never = () => {
  throw new Error('a request was sent')
}

const good: WhopAdapterOptions = {
  account: 'main',
  apiKey: 'apik_1',
  companyId: 'biz_1',
  environment: 'sandbox',
  fetch: never as typeof fetch,
}

describe('options', () => {
  it.each([
    [{ apikey: 'apik_1' }, 'apikey'],
    [{ apiKey: undefined }, 'apiKey'],
    [{ apiKey: '' }, 'apiKey'],
    [{ apiKey: 'line\nbreak_secret_9' }, 'apiKey'],
    [{ apiKey: 'two words_secret_9' }, 'apiKey'],
    [{ apiKey: 'ä' }, 'apiKey'],
    [{ apiKey: 5 }, 'apiKey'],
    [{ account: '' }, 'account'],
    [{ companyId: undefined }, 'companyId'],
    [{ companyId: '' }, 'companyId'],
    [{ companyId: 'prod_1' }, 'companyId'],
    [{ environment: undefined }, 'environment'],
    [{ environment: 'live' }, 'environment'],
    [{ apiVersion: '2026-10-24' }, 'apiVersion'],
    [{ productId: 'plan_1' }, 'productId'],
    [{ collection: 'invoice' }, 'collection'],
    [{ dueInDays: -1 }, 'dueInDays'],
    [{ dueInDays: 1.5 }, 'dueInDays'],
    [{ webhookSecrets: [] }, 'webhookSecrets'],
    [{ webhookSecrets: [''] }, 'webhookSecrets.0'],
    [{ baseUrl: 'http://api.whop.com/api/v1' }, 'baseUrl'],
    [{ baseUrl: 'api.whop.com' }, 'baseUrl'],
    [{ baseUrl: 'https://key@api.whop.com' }, 'baseUrl'],
    [{ timeout: { attemptMs: 0 } }, 'timeout.attemptMs'],
  ])('%j is refused, naming %s, without the value', (changes, field) => {
    const made = createWhopAdapter({ ...good, ...changes } as WhopAdapterOptions)
    const error = made._unsafeUnwrapErr()
    expect(error.kind).toBe('invalid_input')
    expect(error.fields.map((problem) => problem.field)).toContain(field)
    expect(JSON.stringify(error)).not.toContain('secret_9')
  })

  it('fill in the defaults, and the environment decides host and mode', () => {
    expect(parseOptions(good)._unsafeUnwrap()).toMatchObject({
      apiVersion: '2026-10-15-1',
      baseUrl: 'https://sandbox-api.whop.com/api/v1',
      mode: 'test',
      productId: null,
      collection: 'send_invoice',
      dueInDays: null,
      webhookSecrets: [],
    })
    const live = { ...good, environment: 'production', apiVersion: '2026-07-20' } as const
    expect(parseOptions(live)._unsafeUnwrap()).toMatchObject({
      apiVersion: '2026-07-20',
      baseUrl: 'https://api.whop.com/api/v1',
      mode: 'live',
    })
    expect(parseOptions({ ...live, baseUrl: 'http://127.0.0.1:80/api/v1/' })._unsafeUnwrap()).toMatchObject({
      baseUrl: 'http://127.0.0.1:80/api/v1',
      mode: 'live',
    })
  })

  it.each([undefined, null, 5, 'apik_1', []])('%j as options is refused', (options) => {
    expect(createWhopAdapter(options as never).isErr()).toBe(true)
  })
})

describe('a credential function', () => {
  it.each([
    ['nothing', () => ''],
    ['no text', () => 5 as never],
    ['a line break', () => 'apik\n_secret_9'],
    ['an exception', () => Promise.reject(new Error('vault says apik_secret_9'))],
  ])('that gives %s is unauthenticated, and nothing is sent', async (_, apiKey) => {
    const adapter = createWhopAdapter({ ...good, apiKey })._unsafeUnwrap()
    const error = (await adapter.get('inv_1'))._unsafeUnwrapErr()
    expect(error.kind).toBe('unauthenticated')
    expect(JSON.stringify(error)).not.toContain('secret_9')
  })
})
