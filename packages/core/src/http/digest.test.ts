import { expect, it } from 'vitest'
import { callerKey, contentDigest, sha256Hex, stableJson } from './digest.ts'

it('gives the known digest of a text', async () => {
  expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it('gives equal content equal text whatever the order of keys', async () => {
  expect(stableJson({ b: 1, a: { d: [1, undefined], c: undefined } })).toBe('{"a":{"d":[1,null]},"b":1}')
  expect(await contentDigest({ a: 1, b: 2 })).toBe(await contentDigest({ b: 2, a: 1 }))
  expect(await contentDigest({ a: 1 })).not.toBe(await contentDigest({ a: 2 }))
})

it('makes a key that depends on every part of it and on nothing else', async () => {
  const parts = { provider: 'commet', account: 'acme', operation: 'create', externalId: 'order-1' }
  const key = await callerKey(parts)
  expect(key).toMatch(/^inv-[0-9a-f]{32}$/)
  expect(await callerKey({ ...parts })).toBe(key)
  for (const part of Object.keys(parts)) expect(await callerKey({ ...parts, [part]: 'other' })).not.toBe(key)
  // The parts are told apart: moving a character from one to the next gives another key.
  expect(await callerKey({ ...parts, account: 'acmec', operation: 'reate' })).not.toBe(key)
})
