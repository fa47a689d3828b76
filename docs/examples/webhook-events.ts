import {
  deliverEvents,
  type EventsDelivered,
  type InvoiceStore,
  type StoreError,
} from '@invoice-adapters/aggregate/store'
import type { Result } from '@invoice-adapters/core'

/** Called by a timer: tells the application what happened, each event once, whoever found it. */
export function tellApplication(
  store: InvoiceStore,
  unlock: (orderId: string, eventId: string) => Promise<void>,
): Promise<Result<EventsDelivered, StoreError>> {
  return deliverEvents(store, async ({ id, type, invoice }) => {
    // A handler that rejects gets the event again; after a crash it may come twice, with the same id.
    if (type === 'paid' && invoice?.externalId) await unlock(invoice.externalId, id)
  })
}
