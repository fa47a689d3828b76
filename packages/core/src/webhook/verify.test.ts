import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { base64Bytes, bodyBytes, headerOf, hexBytes, verifyHmacSha256 } from './verify.ts'

const key = new TextEncoder().encode('whsec_example')
const payload = bodyBytes('{"event":"invoice.created"}')
const hex = createHmac('sha256', key).update(payload).digest('hex')

it('accepts the signature of the raw body and nothing else', async () => {
  const signature = hexBytes(hex)!
  expect(await verifyHmacSha256({ key, payload, signature })).toBe(true)
  expect(await verifyHmacSha256({ key, payload: bodyBytes('{"event": "invoice.created"}'), signature })).toBe(
    false,
  )
  expect(await verifyHmacSha256({ key: bodyBytes('other'), payload, signature })).toBe(false)
  expect(await verifyHmacSha256({ key, payload, signature: signature.slice(1) })).toBe(false)
  expect(await verifyHmacSha256({ key, payload, signature: new Uint8Array() })).toBe(false)
})

it('reads hex in either case and refuses what is not hex', () => {
  expect(hexBytes('00fF')).toEqual(Uint8Array.of(0, 255))
  for (const wrong of ['', '0', 'zz', '0x00', 'sha256=00']) expect(hexBytes(wrong)).toBeNull()
  expect(base64Bytes('AAE=')).toEqual(Uint8Array.of(0, 1))
  expect(base64Bytes('~')).toBeNull()
})

it('finds a header whatever its case and its container', () => {
  expect(headerOf(new Headers({ 'X-Signature': 'a' }), 'x-signature')).toBe('a')
  expect(headerOf({ 'X-Signature': 'a' }, 'x-signature')).toBe('a')
  expect(headerOf({ 'x-signature': ['a', 'b'] }, 'X-Signature')).toBeNull()
  expect(headerOf({ 'x-signature': '' }, 'X-Signature')).toBeNull()
  expect(headerOf({}, 'X-Signature')).toBeNull()
})
