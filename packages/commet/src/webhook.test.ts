import { createHmac } from 'node:crypto'
import type { WebhookDelivery } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { readWebhook } from './webhook.ts'

const settings = { account: 'main', secrets: ['whsec_old', 'whsec_new'] }
const signed = (body: string | Uint8Array, secret = 'whsec_new') =>
  createHmac('sha256', secret).update(body).digest('hex')

function delivery(body: string, headers: Record<string, string> = {}): WebhookDelivery {
  return { body, headers: { 'X-Commet-Signature': signed(body), ...headers } }
}

function envelope(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id: 'whev_31',
    event: 'invoice.voided',
    timestamp: '2026-07-15T10:00:00.123Z',
    organizationId: 'org_1',
    mode: 'sandbox',
    apiVersion: '2026-07-31',
    data: { invoiceId: 'inv_7Qk', total: 8250 },
    ...changes,
  })
}

async function kindOf(given: WebhookDelivery, secrets = settings.secrets): Promise<string> {
  const read = await readWebhook(given, { ...settings, secrets })
  return read.isOk() ? 'ok' : read.error.kind
}

describe('a signed delivery', () => {
  it('is news about an invoice', async () => {
    expect((await readWebhook(delivery(envelope()), settings))._unsafeUnwrap()).toEqual({
      provider: 'commet',
      account: 'main',
      type: 'voided',
      providerType: 'invoice.voided',
      invoiceId: 'inv_7Qk',
      at: '2026-07-15T10:00:00.123Z',
      deliveryId: 'whev_31',
      mode: 'test',
    })
  })

  it.each([
    ['invoice.created', 'created'],
    ['invoice.voided', 'voided'],
    ['invoice.overdue', 'past_due'],
    ['invoice.upcoming', 'other'],
    ['payment.received', 'paid'],
    ['payment.recovered', 'paid'],
    ['payment_link.completed', 'paid'],
    ['payment.refunded', 'refunded'],
    ['payment.failed', 'changed'],
    ['payment.retry_failed', 'changed'],
    ['payment.disputed', 'changed'],
    ['payment.dispute_resolved', 'changed'],
    ['checkout.ready', 'changed'],
    ['invoice.reissued', 'changed'],
  ])('%s is %s; where it names no invoice, one about a payment is other', async (event, type) => {
    const inTable = event.startsWith('invoice.') && event !== 'invoice.reissued'
    const named = await readWebhook(delivery(envelope({ event })), settings)
    expect(named._unsafeUnwrap().type).toBe(type)
    for (const data of [{ invoiceId: null }, {}, null, 'x', undefined]) {
      const nameless = await readWebhook(delivery(envelope({ event, data })), settings)
      expect(nameless._unsafeUnwrap()).toMatchObject({
        type: inTable ? type : 'other',
        invoiceId: null,
      })
    }
  })

  it('keeps one delivery id for every delivery of one event', async () => {
    const old = envelope({ id: undefined, mode: undefined, apiVersion: undefined })
    const read = async (headers: Record<string, string>) =>
      (await readWebhook(delivery(old, headers), settings))._unsafeUnwrap()
    expect(await read({ 'x-commet-event-id': 'whev_9' })).toMatchObject({ deliveryId: 'whev_9', mode: null })
    const digest = (await read({})).deliveryId
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect((await read({ 'x-commet-timestamp': '2026-07-16T00:00:00Z' })).deliveryId).toBe(digest)
  })

  it('verifies as bytes, in either case of hex, by any of the secrets', async () => {
    const body = envelope()
    expect(await kindOf({ body, headers: { 'x-commet-signature': signed(body).toUpperCase() } })).toBe('ok')
    expect(
      await kindOf({ body, headers: new Headers({ 'X-COMMET-SIGNATURE': signed(body, 'whsec_old') }) }),
    ).toBe('ok')
    const bytes = new TextEncoder().encode(body)
    expect(await kindOf({ body: bytes, headers: { 'x-commet-signature': signed(bytes) } })).toBe('ok')
  })
})

describe('any other delivery', () => {
  const body = envelope()
  it.each<[string, WebhookDelivery]>([
    ['without signature', { body, headers: {} }],
    ['with an empty signature', { body, headers: { 'x-commet-signature': '' } }],
    ['with two signatures', { body, headers: { 'x-commet-signature': [signed(body), signed(body)] } }],
    ['with a prefix', { body, headers: { 'x-commet-signature': `sha256=${signed(body)}` } }],
    ['with half a signature', { body, headers: { 'x-commet-signature': signed(body).slice(0, 32) } }],
    ['signed with another secret', { body, headers: { 'x-commet-signature': signed(body, 'whsec_x') } }],
    ['with a changed body', { body: `${body} `, headers: { 'x-commet-signature': signed(body) } }],
    ['not JSON and not signed', { body: '<html>', headers: { 'x-commet-signature': 'zz' } }],
  ])('%s is unauthenticated', async (_, given) => {
    expect(await kindOf(given)).toBe('unauthenticated')
  })

  it.each(['', 'null', '[]', '{}', '{"event":5}', '<html>', '"x"'])(
    'signed, with the body %j, is no event',
    async (text) => {
      expect(await kindOf(delivery(text))).toBe('unexpected_response')
    },
  )

  it('of ten megabytes is refused unread', async () => {
    const huge = 'x'.repeat(10 * 1024 * 1024)
    const read = await readWebhook({ body: huge, headers: {} }, settings)
    expect(read._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'body' }] })
  })

  it('cannot be judged without a secret', async () => {
    const read = await readWebhook(delivery(body), { account: 'main', secrets: [] })
    expect(read._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_input',
      fields: [{ field: 'webhookSecrets' }],
    })
  })
})
