import type { Result } from '@invoice-adapters/core'
import type { InvoiceStore } from './store.ts'
import type { StoreError } from './store-error.ts'
import type { EventTable } from './tables.ts'

export type ClaimedEvent = Pick<
  EventTable,
  'account_key' | 'invoice_id' | 'event_key' | 'type' | 'origin' | 'at'
> & {
  /** The present reading as JSON; null: gone. */
  content: string | null
}

/** Takes waiting events, so that no other consumer gets them meanwhile. */
export function claimEvents(
  store: InvoiceStore,
  limit: number,
  claimMs: number,
): Promise<Result<ClaimedEvent[], StoreError>> {
  return store.database.transact('claimEvents', async (tables) => {
    const now = Date.now()
    const waiting = tables
      .selectFrom('events')
      .select(['account_key', 'invoice_id', 'event_key', 'type', 'origin', 'at'])
      .where('delivered', '=', 0)
      .where('claimed_until_ms', '<=', now)
      .orderBy('account_key')
      .orderBy('seq')
      .limit(limit)
    const events = await (store.database.facts.rowLocks
      ? waiting.forUpdate().skipLocked()
      : waiting
    ).execute()
    const claimed: ClaimedEvent[] = []
    for (const event of events) {
      await tables
        .updateTable('events')
        .set({ claimed_until_ms: now + claimMs })
        .where('account_key', '=', event.account_key)
        .where('invoice_id', '=', event.invoice_id)
        .where('event_key', '=', event.event_key)
        .execute()
      const reading = await tables
        .selectFrom('invoices as i')
        .innerJoin('readings as r', (join) =>
          join
            .onRef('r.account_key', '=', 'i.account_key')
            .onRef('r.invoice_id', '=', 'i.invoice_id')
            .onRef('r.seq', '=', 'i.seq'),
        )
        .select('r.content')
        .where('i.account_key', '=', event.account_key)
        .where('i.invoice_id', '=', event.invoice_id)
        .executeTakeFirst()
      claimed.push({ ...event, content: reading?.content ?? null })
    }
    return claimed
  })
}

export function finishEvent(store: InvoiceStore, event: ClaimedEvent): Promise<Result<void, StoreError>> {
  return updateEvent(store, event, { delivered: 1 })
}

/** Waits again, at once. */
export function releaseEvent(store: InvoiceStore, event: ClaimedEvent): Promise<Result<void, StoreError>> {
  return updateEvent(store, event, { claimed_until_ms: 0 })
}

function updateEvent(
  store: InvoiceStore,
  { account_key, invoice_id, event_key }: ClaimedEvent,
  changes: Partial<EventTable>,
): Promise<Result<void, StoreError>> {
  return store.database.attempt('updateEvent', async (tables) => {
    await tables
      .updateTable('events')
      .set(changes)
      .where('account_key', '=', account_key)
      .where('invoice_id', '=', invoice_id)
      .where('event_key', '=', event_key)
      .execute()
  })
}
