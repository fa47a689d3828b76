import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { type DeliveryRules, isSignedByAny, openDelivery } from './open-delivery.ts'
import { bodyBytes, maximumDeliveryBytes } from './verify.ts'

const context = { provider: 'example', account: 'acme', operation: 'webhooks.read' }

function open(body: string | Uint8Array, rules: Partial<DeliveryRules<{ event: string }>> = {}) {
  const envelope = z.object({ event: z.string() })
  return openDelivery(
    { headers: {}, body },
    { context, secrets: ['s'], doubt: () => null, envelope, ...rules },
  )
}

it('gives the envelope of a verified delivery, as text and as bytes', async () => {
  for (const body of ['{"event":"paid"}', bodyBytes('{"event":"paid"}')]) {
    expect((await open(body))._unsafeUnwrap()).toEqual({ event: 'paid' })
  }
})

it('takes bytes in whatever view, and says of a parsed body that it cannot be verified', async () => {
  const bytes = bodyBytes('{"event":"paid"}')
  const given: unknown[] = [bytes.buffer, new DataView(bytes.buffer), Buffer.from(bytes)]
  for (const body of given) expect((await open(body as Uint8Array)).isOk()).toBe(true)
  for (const body of [{ event: 'paid' }, undefined, null, 5]) {
    const error = (await open(body as unknown as string))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'body' }] })
    expect(error.message).toContain('parsed before')
  }
})

it('reads nothing without a secret or when it is too large', async () => {
  const doubt = (): never => expect.unreachable()
  const fields = async (...given: Parameters<typeof open>) => (await open(...given))._unsafeUnwrapErr()
  expect(await fields('{}', { secrets: [], doubt })).toMatchObject({
    kind: 'invalid_input',
    fields: [{ field: 'webhookSecrets' }],
  })
  expect(await fields('x'.repeat(maximumDeliveryBytes + 1), { doubt })).toMatchObject({
    kind: 'invalid_input',
    fields: [{ field: 'body' }],
  })
})

it('believes nothing that is doubted, whatever it says', async () => {
  const error = (await open('{"event":"paid"}', { doubt: () => 'no header' }))._unsafeUnwrapErr()
  expect(error.kind).toBe('unauthenticated')
  expect(error.message).toBe('the delivery is not verified: no header')
})

it.each([
  ['not json', 'body'],
  ['[]', 'body'],
  ['{"event":1}', 'body.event'],
])('a verified %s is no event', async (body, field) => {
  expect((await open(body))._unsafeUnwrapErr()).toMatchObject({
    kind: 'unexpected_response',
    fields: [{ field }],
  })
})

it('takes any secret with any signature, and none without', async () => {
  const payload = bodyBytes('body')
  const signed = new Uint8Array(createHmac('sha256', 'new').update(payload).digest())
  const other = new Uint8Array(32)
  expect(await isSignedByAny(['old', 'new'], payload, [other, signed])).toBe(true)
  expect(await isSignedByAny(['old'], payload, [other, signed])).toBe(false)
  expect(await isSignedByAny(['new'], payload, [])).toBe(false)
  expect(await isSignedByAny([], payload, [signed])).toBe(false)
})
