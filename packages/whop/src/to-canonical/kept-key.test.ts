import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKeptKey, writeKeptKey } from './kept-key.ts'

const content = '0123456789abcdef0123456789abcdef'

describe('the key in the notes', () => {
  it.each(['order-5', 'order 5/ä', 'a=b content=c', '東京', '%41', ' ', '😀', 'content=0'])(
    '%s comes back exactly, as one line',
    (externalId) => {
      const line = writeKeptKey({ externalId, content })
      expect(line).not.toMatch(/[^\x20-\x7e]/)
      expect(readKeptKey(line)).toEqual({ externalId, content })
      expect(readKeptKey(`Call before sending\r\n  ${line} \nthanks`)).toEqual({ externalId, content })
    },
  )

  it.each([
    null,
    undefined,
    '',
    'order-5',
    `invoice-adapters key= content=${content}`,
    'invoice-adapters key=order-5 content=short',
    `invoice-adapters key=%E0%A4%A content=${content}`,
    `not invoice-adapters key=order-5 content=${content}`,
  ])('%j holds none', (notes) => {
    expect(readKeptKey(notes)).toBeNull()
  })

  it('any two keys stay apart', () => {
    const key = fc
      .string({ minLength: 1, maxLength: 255, unit: 'binary' })
      .filter((text) => !/\p{Surrogate}/u.test(text))
    fc.assert(
      fc.property(key, key, (one, other) => {
        const [left, right] = [one, other].map((externalId) => writeKeptKey({ externalId, content }))
        expect(left === right).toBe(one === other)
        expect(readKeptKey(left)?.externalId).toBe(one)
      }),
      { seed: proofSeed(), numRuns: proofSize(300, 20_000) },
    )
  })
})
