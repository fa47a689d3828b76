import type { WebhookCapabilities } from '@invoice-adapters/core'
import { documented, sources } from './sources.ts'

/** Nothing is sent when a draft is changed, opens or is deleted, nor when an invoice is mailed again. */
export const webhooks: WebhookCapabilities = {
  events: [
    { provider: 'invoice.created', canonical: 'created' },
    { provider: 'invoice.paid', canonical: 'paid' },
    { provider: 'invoice.past_due', canonical: 'past_due' },
    { provider: 'invoice.voided', canonical: 'voided' },
    { provider: 'invoice.marked_uncollectible', canonical: 'uncollectible' },
  ],
  neverSent: ['refunded', 'changed'],
  signsTime: true,
  ...documented(
    `${sources.clientWebhooks} (events and time; that the key is the secret's raw bytes is concluded)`,
  ),
}
