import { createHmac } from 'node:crypto'
import { createEmulator, type WebhookDelivery } from '@invoice-adapters/emulator'
import Whop from '@whop/sdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { world } from '../world.ts'
import { clientVersion, judgedWorld } from './judge.ts'

type Sent = Pick<WebhookDelivery, 'headers' | 'body'>

const start = Date.parse('2026-07-15T09:00:00Z')

// The client asks the clock of the platform, and can be told no other.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: start }))
afterEach(() => vi.useRealTimers())

interface Reading {
  client: { type: string; id: string } | 'refused'
  adapter: { type: string; id: string | null } | 'refused'
}

/** The same delivery to both, who hold the same secret. The client wants it in base64. */
async function read({ headers, body }: Sent, secret: string): Promise<Reading> {
  const webhookKey = Buffer.from(secret, 'utf8').toString('base64')
  const whop = new Whop({ apiKey: 'apik_main', webhookKey })
  const adapter = world(clientVersion).adapter({ webhookSecrets: [secret], now: Date.now })
  const event = (await adapter.webhooks.read({ headers, body })).unwrapOr(null)
  return {
    client: unwrapped(whop, { headers, body }),
    adapter: event === null ? 'refused' : { type: event.providerType, id: event.invoiceId },
  }
}

function unwrapped(whop: Whop, { headers, body }: Sent): Reading['client'] {
  try {
    const { type, data } = whop.webhooks.unwrap(body, { headers: { ...headers } })
    return { type, id: (data as { id: string }).id }
  } catch {
    return 'refused'
  }
}

/** An invoice of each fate, and what Whop tells of it. */
async function deliveries(): Promise<{ secret: string; sent: readonly WebhookDelivery[] }> {
  const { emulator, adapter } = judgedWorld()
  const { outside, webhookSecret, webhooks } = emulator.whop.account()
  for (const fate of ['pay', 'void', 'markUncollectible', 'wait'] as const) {
    const created = await adapter().create({
      externalId: fate,
      customer: { id: 'mber_ada' },
      currency: 'USD',
      lines: [{ description: 'Set-up', amount: 2500 }],
      dueAt: '2026-07-15T09:01:00Z',
    })
    if (fate !== 'wait') outside[fate](created._unsafeUnwrap().invoice.source.id)
  }
  emulator.clock.advance(120_000)
  vi.setSystemTime(emulator.clock.now())
  return { secret: webhookSecret, sent: webhooks.deliveries }
}

describe('what the emulator signs', () => {
  it('is accepted and understood alike by the client’s unwrap and by the adapter', async () => {
    const { secret, sent } = await deliveries()
    expect(new Set(sent.map(({ event }) => event))).toEqual(
      new Set([
        'invoice.created',
        'invoice.paid',
        'invoice.past_due',
        'invoice.voided',
        'invoice.marked_uncollectible',
        'payment.succeeded',
      ]),
    )
    for (const delivery of sent) {
      const { client, adapter } = await read(delivery, secret)
      expect(client).toMatchObject({ type: delivery.event })
      const { type, id } = client as { type: string; id: string }
      // An event about a payment names no invoice of this API.
      expect(adapter).toEqual({ type, id: type.startsWith('invoice.') ? id : null })
    }
  })
})

const secret = 'ws_0a/invented+secret_9'

interface Making {
  id?: string
  /** Seconds from now. */
  at?: number
  body?: string
  key?: string | Buffer
}

const plain = JSON.stringify({
  type: 'invoice.paid',
  timestamp: '2026-07-15T09:00:00.000Z',
  company_id: 'biz_main',
  data: { id: 'inv_1' },
})

function signed({ id = 'msg_31', at = 0, body = plain, key = secret }: Making = {}): Sent {
  const timestamp = String(start / 1000 + at)
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac}`,
  }
  return { headers, body }
}

function withHeader(name: string, change: (value: string) => string): Sent {
  const { headers, body } = signed()
  return { headers: { ...headers, [name]: change(headers[name] ?? '') }, body }
}

function without(name: string): Sent {
  const { headers, body } = signed()
  return { headers: Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name)), body }
}

function renamed(rename: (name: string) => string): Sent {
  const { headers, body } = signed()
  const entries = Object.entries(headers).map(([name, value]) => [rename(name), value])
  return { headers: Object.fromEntries(entries), body }
}

describe('both accept', () => {
  it.each<[string, Sent]>([
    ['what is signed now', signed()],
    ['five minutes of delay', signed({ at: -300 })],
    ['five minutes of haste', signed({ at: 300 })],
    ['names of headers in capitals', renamed((name) => name.toUpperCase())],
    ['a second signature', withHeader('webhook-signature', (value) => `v1,AAAA ${value}`)],
    ['a signature of another kind besides', withHeader('webhook-signature', (value) => `${value} v1a,AAAA`)],
    ['letters beyond ASCII', signed({ body: plain.replace('inv_1', 'inv_ä東') })],
  ])('%s', async (_, sent) => {
    const reading = await read(sent, secret)
    expect(reading.client).not.toBe('refused')
    expect(reading.adapter).toEqual(reading.client)
  })
})

describe('both refuse', () => {
  it.each<[string, Sent]>([
    ['another body', { ...signed(), body: plain.replace('inv_1', 'inv_2') }],
    ['a blank more', { ...signed(), body: `${plain} ` }],
    ['another id', withHeader('webhook-id', () => 'msg_32')],
    ['another time', withHeader('webhook-timestamp', (value) => String(Number(value) + 1))],
    ['no time', withHeader('webhook-timestamp', () => 'now')],
    ['a second too old', signed({ at: -301 })],
    ['a second too early', signed({ at: 301 })],
    ['another secret', signed({ key: 'ws_another' })],
    ['the secret without its prefix', signed({ key: secret.slice(3) })],
    ['the base64 of the secret', signed({ key: Buffer.from(secret).toString('base64') })],
    ['what the secret decodes to', signed({ key: Buffer.from(secret.slice(3), 'base64') })],
    ['a signature of another kind', withHeader('webhook-signature', (value) => value.replace('v1,', 'v2,'))],
    ['a signature that is cut', withHeader('webhook-signature', (value) => value.slice(0, 20))],
    ['an empty signature', withHeader('webhook-signature', () => '')],
    ['names of another kind', renamed((name) => name.replace('webhook', 'svix'))],
    ...['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name): [string, Sent] => [
      `no ${name}`,
      without(name),
    ]),
    ['text that is no JSON', signed({ body: 'paid' })],
  ])('%s', async (_, sent) => {
    expect(await read(sent, secret)).toEqual({ client: 'refused', adapter: 'refused' })
  })

  it('what was altered or is old of the emulator’s own', async () => {
    const { secret: own, sent } = await deliveries()
    const [delivery] = sent.slice(-1)
    const { headers, body } = delivery!
    const both = { client: 'refused', adapter: 'refused' }
    expect(await read({ headers, body: body.replace('biz_main', 'biz_evil') }, own)).toEqual(both)
    expect(await read({ headers, body }, createEmulator().whop.account('other').webhookSecret)).toEqual(both)
    vi.setSystemTime(Date.parse(delivery!.at) + 6 * 60_000)
    expect(await read({ headers, body }, own)).toEqual(both)
  })
})

describe('only the client accepts, since the adapter is stricter with', () => {
  it.each<[string, Sent]>([
    ['a time that is followed by more', withHeader('webhook-timestamp', (value) => `${value}.5`)],
    ['a body that is no event', signed({ body: '{"data":{"id":"inv_1"}}' })],
  ])('%s', async (_, sent) => {
    const { client, adapter } = await read(sent, secret)
    expect([client === 'refused', adapter]).toEqual([false, 'refused'])
  })
})

describe('only the adapter accepts, since it compares bytes and not letters', () => {
  it('a signature without the padding of base64', async () => {
    const sent = withHeader('webhook-signature', (value) => value.replace(/=+$/, ''))
    expect(await read(sent, secret)).toEqual({
      client: 'refused',
      adapter: { type: 'invoice.paid', id: 'inv_1' },
    })
  })
})
