import { err, type Invoice, ok, type Result } from '@invoice-adapters/core'
import { type AccountName, accountName } from '../store/account-key.ts'
import { readContent } from '../store/content.ts'
import type { StoredEventType } from '../store/event-keys.ts'
import { type ClaimedEvent, claimEvents, finishEvent, releaseEvent } from '../store/events.ts'
import type { InvoiceStore } from '../store/store.ts'
import type { StoreError } from '../store/store-error.ts'

/** Something that happened to an invoice, told once. */
export interface CanonicalEvent extends AccountName {
  /** The same if it is ever handed over again, after a crash between handling and noting it. */
  id: string
  type: StoredEventType
  /** `native`: the vendor said so. `observed`: a sync found it, which is how it is known where a vendor sends nothing. */
  origin: 'native' | 'observed'
  invoiceId: string
  /** RFC 3339, UTC: the vendor's instant of the event, else when it was read. */
  at: string
  /** As it is stored now, which may be later than the event; null: gone at the vendor, or damaged in the store. */
  invoice: Invoice | null
}

export interface EventsDelivered {
  delivered: number
  /** Handed over, and the handler failed; they come again. */
  failed: number
}

export interface DeliverSettings {
  /** Most events in one call; default 100. */
  limit?: number
  /** How long a handler may take for all of them, in milliseconds, before another consumer gets them; default 60,000. */
  claimMs?: number
}

/**
 * Hands waiting events to the handler, in the order in which each account's became known, and notes each once it is handled. A
 * handler that rejects gets the event again with a later call. Several consumers may call it at once.
 */
export async function deliverEvents(
  store: InvoiceStore,
  handler: (event: CanonicalEvent) => void | Promise<void>,
  settings: DeliverSettings = {},
): Promise<Result<EventsDelivered, StoreError>> {
  const claimed = await claimEvents(store, settings.limit ?? 100, settings.claimMs ?? 60_000)
  if (claimed.isErr()) return err(claimed.error)
  const counts: EventsDelivered = { delivered: 0, failed: 0 }
  for (const event of claimed.value) {
    const handled = await isHandled(handler, event)
    const noted = handled ? await finishEvent(store, event) : await releaseEvent(store, event)
    if (noted.isErr()) return err(noted.error)
    if (handled) counts.delivered += 1
    else counts.failed += 1
  }
  return ok(counts)
}

async function isHandled(
  handler: (event: CanonicalEvent) => void | Promise<void>,
  event: ClaimedEvent,
): Promise<boolean> {
  try {
    await handler(toCanonical(event))
    return true
  } catch {
    return false
  }
}

function toCanonical({
  account_key,
  invoice_id,
  event_key,
  type,
  origin,
  at,
  content,
}: ClaimedEvent): CanonicalEvent {
  return {
    ...accountName(account_key),
    id: `${account_key}/${invoice_id}/${event_key}`,
    type: type as StoredEventType,
    origin,
    invoiceId: invoice_id,
    at,
    invoice: content === null ? null : readContent(content),
  }
}
