import type { Invoice, WebhookEventType } from '@invoice-adapters/core'
import { vendorStatus } from './content.ts'
import { toMs } from './instants.ts'
import type { Incoming } from './rows.ts'

/** Events that are about an invoice. */
export type StoredEventType = Exclude<WebhookEventType, 'other'>

export interface EventOfInvoice {
  type: StoredEventType
  key: string
}

/** The event that a status stands for, once it is reached. */
const typeOfStatus: Readonly<Record<string, StoredEventType>> = {
  paid: 'paid',
  void: 'voided',
  uncollectible: 'uncollectible',
  refunded: 'refunded',
  partially_refunded: 'refunded',
  past_due: 'past_due',
}

/**
 * What happened to the invoice between the stored reading and this one. The key is made of facts of the invoice, so that
 * the vendor's own message about the same thing, before or after, is the same event.
 */
export function eventsOfChange(incoming: Incoming): EventOfInvoice[] {
  const { known, invoice, decision } = incoming
  if (decision !== 'new' && decision !== 'changed') return []
  const status = vendorStatus(invoice)
  const reached = status === known?.status ? undefined : typeOfStatus[status]
  const events = reached === undefined ? [] : [eventOfType(reached, incoming)]
  if (known === undefined) return [eventOfType('created', incoming), ...events]
  if (known.gone === 1 || events.length > 0) return events
  const more = status === 'partially_refunded' ? refundedMore(incoming) : []
  return more.length > 0 ? more : [eventOfType('changed', incoming)]
}

/** One event per due date: by its instant, since a vendor may write one instant in several ways. */
export function pastDueKey(dueMs: number | ''): string {
  return `past_due:${dueMs}`
}

/** The event of a type, as told by a vendor or seen in a reading. */
export function eventOfType(type: StoredEventType, incoming: Incoming): EventOfInvoice {
  if (type === 'past_due') return { type, key: pastDueKey(toMs(incoming.invoice.dueAt) ?? '') }
  return { type, key: [type, ...distinguishing(type, incoming)].join(':') }
}

function distinguishing(
  type: Exclude<StoredEventType, 'past_due'>,
  { invoice, reopened, seq }: Incoming,
): (string | number)[] {
  switch (type) {
    case 'created':
      return []
    case 'paid':
    case 'voided':
    case 'uncollectible':
      return [reopened]
    case 'refunded':
      return [reopened, refundMark(invoice)]
    case 'changed':
      return [seq]
  }
}

/** Each further part of a refund is an event of its own, where its amount is known. */
function refundMark({ amountRefunded, status }: Invoice): string | number {
  return amountRefunded ?? status
}

/** The key decides: with the same amount it is there already. */
function refundedMore(incoming: Incoming): EventOfInvoice[] {
  return incoming.invoice.amountRefunded === null ? [] : [eventOfType('refunded', incoming)]
}
