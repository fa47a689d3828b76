import { err, type InvoiceAdapter, type InvoiceError, ok, type Result } from '@invoice-adapters/core'
import { accountKey } from '../store/account-key.ts'
import {
  countAttempt,
  finishDeliveries,
  type PendingDelivery,
  pendingDeliveries,
} from '../store/deliveries.ts'
import type { StoredEventType } from '../store/event-keys.ts'
import { toInstant } from '../store/instants.ts'
import type { InvoiceStore } from '../store/store.ts'
import type { StoreError } from '../store/store-error.ts'
import type { NativeEvent } from '../store/write-events.ts'
import { type ReadingBatch, writeReadings } from '../store/write-readings.ts'

export type ReadingAdapter = Pick<InvoiceAdapter, 'provider' | 'account' | 'get'>

/**
 * Reads an invoice once for all deliveries about it that wait by now, and tells the application of them. What the deliveries
 * said is not used for its state: they come late, doubled and in any order.
 */
export async function readDelivered(
  adapter: ReadingAdapter,
  store: InvoiceStore,
  invoiceId: string,
  signal: AbortSignal,
): Promise<Result<void, InvoiceError | StoreError>> {
  const key = accountKey(adapter)
  const waiting = await pendingDeliveries(store, key, invoiceId)
  if (waiting.isErr()) return err(waiting.error)
  if (waiting.value.length === 0) return ok(undefined)
  const readAt = toInstant(store.now())
  const read = await adapter.get(invoiceId, { signal })
  if (read.isErr() && read.error.kind !== 'not_found') return giveBack(store, key, waiting.value, read.error)
  const batch: ReadingBatch = read.isOk()
    ? { invoices: [read.value], native: waiting.value.map((delivery) => nativeEvent(invoiceId, delivery)) }
    : { invoices: [], gone: [{ invoiceId, readAt }] }
  const written = await writeReadings(store, key, batch, async (tables, counts) => {
    // News of an invoice that is neither there nor known: single reads may lag behind the message.
    if (read.isErr() && counts.gone === 0) await countAttempt(tables, key, waiting.value)
    else await finishDeliveries(tables, key, waiting.value)
  })
  if (written.isErr()) return err(written.error)
  const isKnown = written.value.kind === 'written' && written.value.counts.gone > 0
  return read.isErr() && !isKnown ? err(read.error) : ok(undefined)
}

async function giveBack(
  store: InvoiceStore,
  key: string,
  deliveries: readonly PendingDelivery[],
  error: InvoiceError,
): Promise<Result<void, InvoiceError | StoreError>> {
  const counted = await store.database.attempt('countAttempt', (tables) =>
    countAttempt(tables, key, deliveries),
  )
  return counted.isErr() ? err(counted.error) : err(error)
}

function nativeEvent(invoiceId: string, { type, at }: PendingDelivery): NativeEvent {
  return { invoiceId, type: type as StoredEventType, at }
}
