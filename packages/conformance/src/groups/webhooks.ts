import type { InvoiceEvent, WebhookDelivery } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { Harness, SignatureVariant, WebhookSource } from '../harness.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { withoutRequest } from '../requests.ts'
import { seededOne } from '../seeding.ts'

/** How a delivery that does not verify may be refused. */
const refusals = ['unauthenticated', 'forbidden', 'invalid_input', 'refused'] as const

function sourceOf(bench: Bench): WebhookSource {
  const { webhooks } = bench.world
  ensure(webhooks !== null, 'the harness makes no deliveries, and says that it can')
  return webhooks
}

function firstEvent({ capabilities }: Pick<Harness, 'capabilities'>): string {
  return capabilities.webhooks?.events[0]?.provider ?? ''
}

async function deliver(
  bench: Bench,
  signature: SignatureVariant = 'good',
  event = 'event-1',
): Promise<WebhookDelivery> {
  const [known] = await bench.world.oracle.invoices()
  const facts = known ?? (await seededOne(bench))
  return sourceOf(bench).delivery({ providerType: firstEvent(bench), invoiceId: facts.id, signature, event })
}

async function readGood(bench: Bench, delivery: WebhookDelivery): Promise<InvoiceEvent> {
  return okOf(await bench.adapter.webhooks.read(delivery), 'webhooks.read')
}

type WebhookTest = Omit<KitTest, 'operations' | 'unprovable'> & { variant?: SignatureVariant }

/** Every test here reads deliveries that the harness has to make. */
function webhookTest({ variant, ...test }: WebhookTest): KitTest {
  return {
    ...test,
    operations: ['webhooks.read'],
    unprovable: ({ facts }) => {
      if (facts.signatures.length === 0) return 'the harness makes no deliveries'
      return variant !== undefined && !facts.signatures.includes(variant)
        ? `the harness makes no delivery that is ${variant}`
        : null
    },
  }
}

const eachEvent = webhookTest({
  name: 'each-event-has-its-meaning',
  promise:
    'every event of the vendor is read as the data says, and names the invoice and the vendor’s own word',
  async run(bench) {
    const facts = await seededOne(bench)
    for (const { provider, canonical } of bench.capabilities.webhooks?.events ?? []) {
      const wanted = {
        providerType: provider,
        invoiceId: facts.id,
        signature: 'good',
        event: provider,
      } as const
      const event = await readGood(bench, await sourceOf(bench).delivery(wanted))
      ensureEqual([event.type, event.providerType], [canonical, provider], 'type and providerType')
      ensureEqual(
        [event.provider, event.account],
        [bench.adapter.provider, bench.adapter.account],
        'provider and account',
      )
      if (canonical !== 'other') ensureEqual(event.invoiceId, facts.id, `invoiceId of ${provider}`)
      ensure(event.deliveryId.length > 0, 'the deliveryId is empty')
      ensure(event.mode === null || event.mode === bench.world.oracle.mode, `mode is ${String(event.mode)}`)
      ensure(event.at === null || !Number.isNaN(Date.parse(event.at)), `at is ${String(event.at)}`)
    }
  },
})

const sendsNothing = webhookTest({
  name: 'reading-sends-nothing',
  promise: 'a delivery is verified and read without a request',
  async run(bench) {
    const delivery = await deliver(bench)
    okOf(
      await withoutRequest(bench, 'webhooks.read', () => bench.adapter.webhooks.read(delivery)),
      'webhooks.read',
    )
  },
})

const bytesAndText = webhookTest({
  name: 'bytes-and-text-are-one',
  promise: 'the raw body may come as bytes or as text, and the headers in any letter case or as Headers',
  async run(bench) {
    const { headers, body } = await deliver(bench)
    const plain = Object.fromEntries(headers instanceof Headers ? headers : Object.entries(headers))
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
    const upper = Object.fromEntries(
      Object.entries(plain).map(([name, value]) => [name.toUpperCase(), value]),
    )
    const standard = new Headers(Object.entries(plain).map(([name, value]) => [name, String(value)]))
    const expected = await readGood(bench, { headers, body })
    for (const form of [
      { headers: plain, body: bytes },
      { headers: upper, body },
      { headers: standard, body },
    ]) {
      ensureEqual(await readGood(bench, form), expected, 'the event')
    }
  },
})

const alteredText = webhookTest({
  name: 'any-change-of-the-body-is-refused',
  promise: 'a body changed by one character, even a space, does not verify',
  async run(bench) {
    const { headers, body } = await deliver(bench)
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
    for (const changed of [`${text} `, text.replace('{', '{ '), text.slice(0, -1), '', '{}']) {
      errorOf(
        await bench.adapter.webhooks.read({ headers, body: changed }),
        'webhooks.read of a changed body',
        ...refusals,
      )
    }
  },
})

function refusalTest(variant: SignatureVariant, name: string, promise: string): KitTest {
  return webhookTest({
    name,
    promise,
    variant,
    async run(bench) {
      errorOf(await bench.adapter.webhooks.read(await deliver(bench, variant)), 'webhooks.read', ...refusals)
    },
  })
}

const old: KitTest = {
  ...refusalTest(
    'old',
    'old-delivery-is-refused',
    'where the signature covers the time, a delivery signed a day ago is refused',
  ),
  inapplicable: ({ webhooks }) =>
    webhooks?.signsTime === true ? null : 'the signature does not cover the time',
}

const rotated = webhookTest({
  name: 'both-secrets-verify-while-rotating',
  promise: 'with two secrets given, a delivery signed with either verifies; with one, only its own',
  variant: 'previous_secret',
  async run(bench) {
    const current = await deliver(bench, 'good', 'event-current')
    const previous = await deliver(bench, 'previous_secret', 'event-previous')
    const rotating = bench.worker({ webhookSecret: 'rotated' })
    for (const delivery of [current, previous])
      okOf(await rotating.webhooks.read(delivery), 'webhooks.read with two secrets')
    errorOf(await bench.adapter.webhooks.read(previous), 'webhooks.read with one secret', ...refusals)
  },
})

const unheardEvent = webhookTest({
  name: 'unheard-event-is-other',
  promise:
    'an event nobody has heard of, well signed, is no error: its word is kept and it claims to be none of the known ones',
  async run(bench) {
    const facts = await seededOne(bench)
    const wanted = {
      providerType: 'invoice.teleported',
      invoiceId: facts.id,
      signature: 'good',
      event: 'new',
    } as const
    const event = await readGood(bench, await sourceOf(bench).delivery(wanted))
    ensureEqual(event.providerType, 'invoice.teleported', 'providerType')
    ensure(event.type === 'other' || event.type === 'changed', `type is ${event.type}`)
  },
})

const sameEventSameId = webhookTest({
  name: 'one-event-one-delivery-id',
  promise: 'deliveries of one event have one deliveryId, those of two events have two',
  async run(bench) {
    const ids: string[] = []
    for (const event of ['event-1', 'event-1', 'event-2']) {
      ids.push((await readGood(bench, await deliver(bench, 'good', event))).deliveryId)
    }
    ensureEqual([ids[0] === ids[1], ids[1] === ids[2]], [true, false], 'whether the ids are the same')
  },
})

export const webhooksGroup: Group = () => [
  eachEvent,
  sendsNothing,
  bytesAndText,
  alteredText,
  refusalTest('altered_body', 'altered-body-is-refused', 'a body that is not the signed one does not verify'),
  refusalTest(
    'wrong_secret',
    'wrong-secret-is-refused',
    'a delivery signed with another secret does not verify',
  ),
  refusalTest(
    'missing_signature',
    'missing-signature-is-refused',
    'a delivery without a signature is refused, never just read',
  ),
  old,
  rotated,
  unheardEvent,
  sameEventSameId,
]
