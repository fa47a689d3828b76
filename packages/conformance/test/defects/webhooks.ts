import { type InvoiceEvent, okAsync, type WebhookDelivery } from '@invoice-adapters/core'
import type { AdapterDefinition } from '@invoice-adapters/core/authoring'
import { type Defect, type Plant, rewriting } from './defect.ts'

type Read = NonNullable<AdapterDefinition['webhooks']>['read']

function reading(change: (read: Read, definition: AdapterDefinition) => Read): Plant {
  return rewriting((definition) => ({
    webhooks: { read: (delivery) => change(definition.webhooks!.read, definition)(delivery) },
  }))
}

function textOf(body: WebhookDelivery['body']): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

/** Read as it comes, with no look at the signature. */
function unverified({ body }: WebhookDelivery, { provider, account }: AdapterDefinition): InvoiceEvent {
  const { id } = JSON.parse(textOf(body)) as { id?: string }
  const event = { type: 'changed', providerType: 'changed', invoiceId: null, at: null, mode: null } as const
  return { provider, account, ...event, deliveryId: id ?? 'unsigned' }
}

let deliveries = 0

export const webhooks: Defect[] = [
  {
    name: 'a delivery without a signature is just read',
    group: 'webhooks',
    killedBy: 'webhooks/missing-signature-is-refused',
    plant: reading((read, definition) => (delivery) => {
      const names = [...new Headers(delivery.headers as Record<string, string>).keys()]
      const signed = names.some((name) => name.includes('signature'))
      return signed ? read(delivery) : okAsync(unverified(delivery, definition))
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
      (read, definition) => (delivery) =>
        read(delivery).orElse(() => okAsync(unverified(delivery, definition))),
    ),
  },
  {
    name: 'the time of signing is not looked at',
    group: 'webhooks',
    killedBy: 'webhooks/old-delivery-is-refused',
    plant: rewriting((_definition, { define }) => ({
      webhooks: {
        read: (delivery) => {
          const headers = [...new Headers(delivery.headers as Record<string, string>)]
          const [, seconds] = headers.find(([name]) => /time(stamp)?$/.test(name)) ?? []
          return define({ now: () => Number(seconds) * 1_000 }).webhooks!.read(delivery)
        },
      },
    })),
  },
  {
    name: 'a second secret is ignored',
    group: 'webhooks',
    killedBy: 'webhooks/both-secrets-verify-while-rotating',
    plant: {
      options: (options) => {
        const { webhookSecrets } = options
        return webhookSecrets === undefined
          ? options
          : { ...options, webhookSecrets: webhookSecrets.slice(0, 1) }
      },
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
