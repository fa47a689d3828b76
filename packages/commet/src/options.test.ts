import { describe, expect, it } from 'vitest'
import { type CommetAdapterOptions, createCommetAdapter } from './index.ts'
import { parseOptions } from './options.ts'

const never = () => {
  throw new Error('a request was sent')
}

const good: CommetAdapterOptions = { account: 'main', apiKey: 'ck_live_1', fetch: never as typeof fetch }

describe('options', () => {
  it.each([
    [{ apikey: 'ck_1' }, 'apikey'],
    [{ apiKey: undefined }, 'apiKey'],
    [{ apiKey: '' }, 'apiKey'],
    [{ apiKey: 'sk_live_1' }, 'apiKey'],
    [{ apiKey: 'ck_' }, 'apiKey'],
    [{ apiKey: 'ck_line\nbreak' }, 'apiKey'],
    [{ apiKey: 'ck_ä' }, 'apiKey'],
    [{ apiKey: 5 }, 'apiKey'],
    [{ account: '' }, 'account'],
    [{ account: undefined }, 'account'],
    [{ apiVersion: '2026-05-25' }, 'apiVersion'],
    [{ currency: 'eth' }, 'currency'],
    [{ currency: '' }, 'currency'],
    [{ webhookSecrets: [] }, 'webhookSecrets'],
    [{ webhookSecrets: [''] }, 'webhookSecrets.0'],
    [{ webhookSecrets: 'whsec_1' }, 'webhookSecrets'],
    [{ baseUrl: 'http://commet.co/api/v1' }, 'baseUrl'],
    [{ baseUrl: 'commet.co' }, 'baseUrl'],
    [{ baseUrl: 'https://key@commet.co' }, 'baseUrl'],
    [{ timeout: { attemptMs: 0 } }, 'timeout.attemptMs'],
    [{ retry: { attempts: 0 } }, 'retry.attempts'],
    [{ raw: 'yes' }, 'raw'],
  ])('%j is refused, naming %s, without the value', (changes, field) => {
    const made = createCommetAdapter({ ...good, ...changes } as CommetAdapterOptions)
    const error = made._unsafeUnwrapErr()
    expect(error.kind).toBe('invalid_input')
    expect(error.fields.map((problem) => problem.field)).toContain(field)
    expect(JSON.stringify(error)).not.toContain('sk_live_1')
  })

  it('fills in the defaults', () => {
    expect(parseOptions(good)._unsafeUnwrap()).toMatchObject({
      apiVersion: '2026-07-11',
      baseUrl: 'https://commet.co/api/v1',
      currency: null,
      webhookSecrets: [],
    })
    const all = { apiVersion: '2026-07-31', currency: 'eur', baseUrl: 'http://127.0.0.1:80/api/' } as const
    expect(parseOptions({ ...good, ...all })._unsafeUnwrap()).toMatchObject({
      apiVersion: '2026-07-31',
      baseUrl: 'http://127.0.0.1:80/api',
      currency: 'EUR',
    })
  })

  it.each([undefined, null, 5, 'ck_1', []])('%j as options is refused', (options) => {
    expect(createCommetAdapter(options as never).isErr()).toBe(true)
  })
})

describe('a credential function', () => {
  it.each([
    ['another vendor’s key', () => 'sk_live_1'],
    ['nothing', () => ''],
    ['no text', () => 5 as never],
    ['an exception', () => Promise.reject(new Error('vault says ck_secret_9'))],
  ])('that gives %s is unauthenticated, and nothing is sent', async (_, apiKey) => {
    const adapter = createCommetAdapter({ ...good, apiKey })._unsafeUnwrap()
    const error = (await adapter.get('inv_1'))._unsafeUnwrapErr()
    expect(error.kind).toBe('unauthenticated')
    expect(JSON.stringify(error)).not.toMatch(/sk_live_1|ck_secret_9/)
  })
})
