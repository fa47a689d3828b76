import { createHmac } from 'node:crypto'
import type { WebhookDelivery } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { token, wireInvoice } from '../test/wire-objects.ts'
import { readWebhook, type WebhookSettings } from './webhook.ts'

const now = 1_795_176_000
const secret = 'ws_0a/invented+secret_9'

const settings: WebhookSettings = {
  account: 'main',
  companyId: 'biz_Ab1',
  mode: 'live',
  secrets: ['ws_another', secret],
  now: () => now * 1000,
}

function event(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id: 'msg_31',
    api_version: 'v1',
    api_version_date: null,
    type: 'invoice.paid',
    timestamp: '2026-11-20T11:59:58.000Z',
    company_id: 'biz_Ab1',
    data: wireInvoice({ status: 'paid' }),
    ...changes,
  })
}

function mac(body: string, at: number, key: string | Buffer = secret, id = 'msg_31'): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
}

function delivery(body: string, at = now, signature = mac(body, at)): WebhookDelivery {
  return {
    headers: { 'webhook-id': 'msg_31', 'webhook-timestamp': String(at), 'webhook-signature': signature },
    body,
  }
}

async function outcome(given: WebhookDelivery): Promise<string> {
  const result = await readWebhook(given, settings)
  return result.isOk() ? result.value.type : result.error.kind
}

describe('a delivery', () => {
  it('is read when it is signed', async () => {
    const result = await readWebhook(delivery(event()), settings)
    expect(result._unsafeUnwrap()).toEqual({
      provider: 'whop',
      account: 'main',
      type: 'paid',
      providerType: 'invoice.paid',
      invoiceId: 'inv_7Qk',
      at: '2026-11-20T11:59:58.000Z',
      deliveryId: 'msg_31',
      mode: 'live',
    })
    expect(JSON.stringify(result)).not.toContain(token)
  })

  it.each([
    ['invoice.created', 'created'],
    ['invoice.paid', 'paid'],
    ['invoice.past_due', 'past_due'],
    ['invoice.voided', 'voided'],
    ['invoice.marked_uncollectible', 'uncollectible'],
    ['invoice.thawed', 'changed'],
    ['payment.succeeded', 'other'],
    ['membership.activated', 'other'],
  ])('%s is %s', async (type, canonical) => {
    expect(await outcome(delivery(event({ type })))).toBe(canonical)
  })

  it('of another seller is other, and names no invoice', async () => {
    for (const seller of [{ company_id: 'biz_other' }, { account_id: 'biz_other', company_id: undefined }]) {
      const read = (await readWebhook(delivery(event(seller)), settings))._unsafeUnwrap()
      expect([read.type, read.invoiceId]).toEqual(['other', null])
    }
    for (const seller of [{ company_id: null }, { account_id: 'biz_Ab1', company_id: undefined }]) {
      expect(await outcome(delivery(event(seller)))).toBe('paid')
    }
  })

  it.each([
    ['a text', 'text'],
    ['a list', '[]'],
    ['no type', '{"data":{}}'],
  ])('that is %s is signed, and no event', async (_, body) => {
    expect(await outcome(delivery(body))).toBe('unexpected_response')
  })

  it('too large is refused before any work', async () => {
    expect(await outcome({ headers: {}, body: 'x'.repeat(1024 * 1024 + 1) })).toBe('invalid_input')
  })

  it('without a secret in the options is refused, naming the option', async () => {
    const result = await readWebhook(delivery(event()), { ...settings, secrets: [] })
    expect(result._unsafeUnwrapErr()).toMatchObject({ fields: [{ field: 'webhookSecrets' }] })
  })
})

describe('the signature', () => {
  const body = event()
  const bytes = Buffer.from(secret)

  it.each<[string, WebhookDelivery, string]>([
    ['over the raw bytes of the secret', delivery(body), 'paid'],
    ['as bytes', { ...delivery(body), body: new TextEncoder().encode(body) }, 'paid'],
    [
      'in a Headers object',
      { ...delivery(body), headers: new Headers(delivery(body).headers as never) },
      'paid',
    ],
    ['in other letter case', { ...delivery(body), headers: upper(delivery(body)) }, 'paid'],
    ['second of two', delivery(body, now, `${mac(body, now, 'ws_old')} ${mac(body, now)}`), 'paid'],
    ['after one that is no base64', delivery(body, now, `v1,*** ${mac(body, now)}`), 'paid'],
    ['4 min 55 s old', delivery(body, now - 295), 'paid'],
    ['exactly five minutes old', delivery(body, now - 300), 'paid'],
    ['4 min 55 s ahead', delivery(body, now + 295), 'paid'],
    ['6 min old', delivery(body, now - 360), 'unauthenticated'],
    ['6 min ahead', delivery(body, now + 360), 'unauthenticated'],
    [
      'with the base64 of the secret as key',
      delivery(body, now, mac(body, now, bytes.toString('base64'))),
      'unauthenticated',
    ],
    [
      'with the decoded secret as key',
      delivery(body, now, mac(body, now, Buffer.from('invented', 'base64'))),
      'unauthenticated',
    ],
    ['with the prefix stripped', delivery(body, now, mac(body, now, secret.slice(3))), 'unauthenticated'],
    ['of another id', delivery(body, now, mac(body, now, secret, 'msg_32')), 'unauthenticated'],
    ['of another time', delivery(body, now, mac(body, now - 1)), 'unauthenticated'],
    ['of a body changed by one space', { ...delivery(body), body: `${body} ` }, 'unauthenticated'],
    ['of another scheme only', delivery(body, now, mac(body, now).replace('v1,', 'v1a,')), 'unauthenticated'],
    ['cut short', delivery(body, now, mac(body, now).slice(0, 20)), 'unauthenticated'],
    ['empty', delivery(body, now, ''), 'unauthenticated'],
    ['under svix names', { ...delivery(body), headers: svix(delivery(body)) }, 'unauthenticated'],
    [
      'at no time',
      { ...delivery(body), headers: { ...delivery(body).headers, 'webhook-timestamp': 'now' } },
      'unauthenticated',
    ],
    ['of nothing', { headers: {}, body }, 'unauthenticated'],
  ])('%s', async (_, given, kind) => {
    expect(await outcome(given)).toBe(kind)
  })
})

function renamed({ headers }: WebhookDelivery, rename: (name: string) => string): Record<string, string> {
  const entries = Object.entries(headers as Record<string, string>)
  return Object.fromEntries(entries.map(([name, value]) => [rename(name), value]))
}

function upper(given: WebhookDelivery): Record<string, string> {
  return renamed(given, (name) => name.toUpperCase())
}

function svix(given: WebhookDelivery): Record<string, string> {
  return renamed(given, (name) => name.replace('webhook', 'svix'))
}
