import type { WebhookCapabilities, WebhookEventSupport, WebhookEventType } from '@invoice-adapters/core'
import { documented, sources } from './sources.ts'

function event(provider: string, canonical: WebhookEventType): WebhookEventSupport {
  return { provider, canonical }
}

/**
 * The events whose data name an invoice. A manual `paid` has no event of its own, and none of them tells that an
 * invoice became uncollectible.
 */
export const webhooks: WebhookCapabilities = {
  events: [
    event('invoice.created', 'created'),
    event('invoice.voided', 'voided'),
    event('invoice.overdue', 'past_due'),
    event('invoice.upcoming', 'other'),
    event('payment.received', 'paid'),
    event('payment.recovered', 'paid'),
    event('payment_link.completed', 'paid'),
    event('payment.refunded', 'refunded'),
    event('payment.failed', 'changed'),
    event('payment.retry_failed', 'changed'),
    event('payment.disputed', 'changed'),
    event('payment.dispute_resolved', 'changed'),
    event('checkout.ready', 'changed'),
  ],
  neverSent: ['uncollectible'],
  signsTime: false,
  ...documented(sources.webhookReference),
}
