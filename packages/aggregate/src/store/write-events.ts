import type { Transaction } from 'kysely'
import { type EventOfInvoice, eventOfType, eventsOfChange, type StoredEventType } from './event-keys.ts'
import type { Incoming } from './rows.ts'
import type { EventTable, StoreTables } from './tables.ts'

/** A vendor's own message about an invoice that is read now. */
export interface NativeEvent {
  invoiceId: string
  type: StoredEventType
  /** RFC 3339, UTC; null where the vendor does not say. */
  at: string | null
}

type NewEvent = Pick<EventTable, 'invoice_id' | 'event_key' | 'type' | 'origin' | 'at'>

/**
 * What the application is to be told. Changes that a sync finds are told from the first full walk on: before it,
 * everything would be new.
 */
export function newEvents(
  incoming: readonly Incoming[],
  afterFirstWalk: boolean,
  native: readonly NativeEvent[] = [],
): NewEvent[] {
  return incoming.flatMap((one) => {
    const told = native.filter(({ invoiceId }) => invoiceId === one.invoice.source.id)
    const messages = told.map((message) => toRow(one, eventOfType(message.type, one), 'native', message.at))
    const seen = afterFirstWalk ? eventsOfChange(one).map((event) => toRow(one, event, 'observed', null)) : []
    return [...messages, ...seen]
  })
}

function toRow(
  { invoice }: Incoming,
  { type, key }: EventOfInvoice,
  origin: EventTable['origin'],
  at: string | null,
): NewEvent {
  return { invoice_id: invoice.source.id, event_key: key, type, origin, at: at ?? invoice.source.readAt }
}

/** The first to tell of an event is the one who tells it: another row of its key is left out. */
export async function writeEvents(
  tables: Transaction<StoreTables>,
  state: { key: string; seq: number },
  events: readonly NewEvent[],
): Promise<void> {
  for (const event of events) {
    state.seq += 1
    await tables
      .insertInto('events')
      .values({
        ...event,
        account_key: state.key,
        seq: state.seq,
        delivered: 0,
        claimed_until_ms: 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
