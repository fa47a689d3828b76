import { describe, expect, it } from 'vitest'
import { counted, openTokenWorld as open, start } from '../../test/token-world.ts'
import type { TokenCache } from '../index.ts'

describe('a cache of tokens', () => {
  function sharedCache(isAsync: boolean) {
    const kept = new Map<string, { accessToken: string; expiresAt: number }>()
    const cache: TokenCache = {
      get: (key) => (isAsync ? Promise.resolve(kept.get(key)) : kept.get(key)),
      set: (key, token) => {
        kept.set(key, token)
      },
    }
    return { kept, cache }
  }

  it.each([true, false])('is shared by adapters (async: %s)', async (isAsync) => {
    const { cache, kept } = sharedCache(isAsync)
    const first = open(counted, { tokenCache: cache })
    const second = open(counted, { tokenCache: cache })
    expect((await first.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect((await second.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect([...first.forms, ...second.forms]).toHaveLength(1)
    expect([...kept.keys()].join()).toMatch(/^[0-9a-f]{64}$/)
    const otherBusiness = open(counted, { tokenCache: cache, businessId: 'biz_other' })
    expect((await otherBusiness.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect(otherBusiness.forms).toHaveLength(1)
  })

  it('never gives a refused token again, and takes one that another process has renewed', async () => {
    const { cache, kept } = sharedCache(true)
    const world = open(counted, { tokenCache: cache })
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    world.revoked.add('tok_1')
    const [key = ''] = kept.keys()
    kept.set(key, { accessToken: 'tok_other', expiresAt: start + 3_600_000 })
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect(world.tokens.at(-1)).toBe('tok_other')
    expect(world.forms).toHaveLength(1)
    world.revoked.add('tok_other')
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect(world.tokens.at(-1)).toBe('tok_2')
    expect(kept.get(key)?.accessToken).toBe('tok_2')
  })

  it.each<[string, TokenCache]>([
    [
      'throws',
      {
        get: () => {
          throw new Error('cache')
        },
        set: () => {
          throw new Error('cache')
        },
      },
    ],
    ['rejects', { get: () => Promise.reject(new Error('x')), set: () => Promise.reject(new Error('x')) }],
    ['holds nonsense', { get: () => ({ accessToken: 5 }) as never, set: () => undefined }],
    ['holds text', { get: () => 'tok' as never, set: () => undefined }],
    ['holds an expired one', { get: () => ({ accessToken: 'tok_x', expiresAt: 5 }), set: () => undefined }],
  ])('that %s is an empty one', async (_, tokenCache) => {
    const world = open(counted, { tokenCache })
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect((await world.adapter.get('inv_7QkRt')).isOk()).toBe(true)
    expect(world.forms).toHaveLength(1)
  })
})
