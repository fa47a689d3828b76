import { type InvoiceEvent, okAsync, type WebhookDelivery } from '@invoice-adapters/core'
import type { AdapterDefinition } from '@invoice-adapters/core/authoring'
import type { ReferenceAdapterOptions } from '../../src/index.ts'
import { webhookOperations } from '../../src/reference/webhook.ts'
import type { Defect, Plant } from './defect.ts'

type Read = NonNullable<AdapterDefinition['webhooks']>['read']

function reading(change: (read: Read, options: ReferenceAdapterOptions) => Read): Plant {
  return {
    definition: (definition, options) => ({
      ...definition,
      webhooks: { read: change(definition.webhooks!.read, options) },
    }),
  }
}

function textOf(body: WebhookDelivery['body']): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

function unverified(body: WebhookDelivery['body'], account: string): InvoiceEvent {
  const told = JSON.parse(textOf(body)) as { type: string; invoiceId: string | null; id: string }
  const { type: providerType, invoiceId, id: deliveryId } = told
  return {
    provider: 'reference',
    account,
    type: 'changed',
    providerType,
    invoiceId,
    at: null,
    deliveryId,
    mode: 'test',
  }
}

let deliveries = 0

export const webhooks: Defect[] = [
  {
    name: 'a delivery without a signature is just read',
    group: 'webhooks',
    killedBy: 'webhooks/missing-signature-is-refused',
    plant: reading((read) => (delivery) => {
      const signed = new Headers(delivery.headers as Record<string, string>).has('x-reference-signature')
      return signed ? read(delivery) : okAsync(unverified(delivery.body, 'reference'))
    }),
  },
  {
    name: 'the body is parsed and written anew before it is verified',
    group: 'webhooks',
    killedBy: 'webhooks/any-change-of-the-body-is-refused',
    plant: reading((read) => (delivery) => {
      try {
        return read({ ...delivery, body: JSON.stringify(JSON.parse(textOf(delivery.body))) })
      } catch {
        return read(delivery)
      }
    }),
  },
  {
    name: 'any secret will do',
    group: 'webhooks',
    killedBy: 'webhooks/wrong-secret-is-refused',
    plant: reading(
      (read) => (delivery) => read(delivery).orElse(() => okAsync(unverified(delivery.body, 'reference'))),
    ),
  },
  {
    name: 'the time of signing is not looked at',
    group: 'webhooks',
    killedBy: 'webhooks/old-delivery-is-refused',
    plant: {
      definition(definition, { backend }) {
        const read: Read = (delivery) => {
          const seconds = Number(
            new Headers(delivery.headers as Record<string, string>).get('x-reference-time'),
          )
          const secrets = [backend.webhookSecrets.current]
          return webhookOperations({ account: definition.account, secrets, now: () => seconds * 1_000 }).read(
            delivery,
          )
        }
        return { ...definition, webhooks: { read } }
      },
    },
  },
  {
    name: 'a second secret is ignored',
    group: 'webhooks',
    killedBy: 'webhooks/both-secrets-verify-while-rotating',
    plant: {
      options: (options) => ({ ...options, webhookSecrets: [options.backend.webhookSecrets.current] }),
    },
  },
  {
    name: 'every reading of a delivery has an id of its own',
    group: 'webhooks',
    killedBy: 'webhooks/one-event-one-delivery-id',
    plant: reading(
      (read) => (delivery) =>
        read(delivery).map((event) => {
          deliveries += 1
          return { ...event, deliveryId: `${event.deliveryId}-${deliveries}` }
        }),
    ),
  },
  {
    name: 'an event nobody has heard of is taken for a payment',
    group: 'webhooks',
    killedBy: 'webhooks/unheard-event-is-other',
    plant: reading(
      (read) => (delivery) =>
        read(delivery).map((event) =>
          event.providerType === 'invoice.teleported' ? { ...event, type: 'paid' } : event,
        ),
    ),
  },
  {
    name: 'a cancellation is read as a settlement',
    group: 'webhooks',
    killedBy: 'webhooks/each-event-has-its-meaning',
    plant: reading(
      (read) => (delivery) =>
        read(delivery).map((event) => (event.type === 'voided' ? { ...event, type: 'paid' } : event)),
    ),
  },
  {
    name: 'the invoice is fetched while its delivery is read',
    group: 'webhooks',
    killedBy: 'webhooks/reading-sends-nothing',
    plant: {
      definition: (definition) => ({
        ...definition,
        webhooks: {
          read: (delivery) =>
            definition
              .webhooks!.read(delivery)
              .andThen((event) => definition.get(event.invoiceId ?? '', {}).map(() => event)),
        },
      }),
    },
  },
  {
    name: 'headers are found in one letter case only',
    group: 'webhooks',
    killedBy: 'webhooks/bytes-and-text-are-one',
    plant: reading((read) => ({ headers, body }) => {
      if (headers instanceof Headers) return read({ headers, body })
      const exact = Object.fromEntries(
        Object.entries(headers).filter(([name]) => name === name.toLowerCase()),
      )
      return read({ headers: exact, body })
    }),
  },
]
