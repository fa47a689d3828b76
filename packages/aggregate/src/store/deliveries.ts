import type { InvoiceEvent, Result } from '@invoice-adapters/core'
import type { Kysely } from 'kysely'
import { toInstant } from './instants.ts'
import type { InvoiceStore } from './store.ts'
import type { StoreError } from './store-error.ts'
import type { DeliveryTable, StoreTables } from './tables.ts'

/** How often an invoice is read for a delivery before that is left to the next sync for good. */
export const mostAttempts = 20

export type PendingDelivery = Pick<DeliveryTable, 'delivery_id' | 'type' | 'at' | 'attempts'>

/** Stores a delivery once, and gives what is still to be done for it. Nothing of the body is kept but its ids. */
export function storeDelivery(
  store: InvoiceStore,
  key: string,
  event: InvoiceEvent,
): Promise<Result<DeliveryTable['state'], StoreError>> {
  const aboutAnInvoice = event.invoiceId !== null && event.type !== 'other'
  return store.database.transact('storeDelivery', async (tables) => {
    await tables
      .insertInto('deliveries')
      .values({
        account_key: key,
        delivery_id: event.deliveryId,
        received_at: toInstant(store.now()),
        invoice_id: event.invoiceId,
        type: event.type,
        provider_type: event.providerType,
        at: event.at,
        state: aboutAnInvoice ? 'pending' : 'ignored',
        attempts: 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { state } = await tables
      .selectFrom('deliveries')
      .select('state')
      .where('account_key', '=', key)
      .where('delivery_id', '=', event.deliveryId)
      .executeTakeFirstOrThrow()
    return state
  })
}

/** Invoices that a delivery was about and that were not read since. */
export function pendingInvoices(store: InvoiceStore, key: string): Promise<Result<string[], StoreError>> {
  return store.database.attempt('pendingInvoices', async (tables) => {
    const rows = await tables
      .selectFrom('deliveries')
      .select('invoice_id')
      .distinct()
      .where('account_key', '=', key)
      .where('state', '=', 'pending')
      .orderBy('invoice_id')
      .execute()
    return rows.flatMap(({ invoice_id }) => invoice_id ?? [])
  })
}

export function pendingDeliveries(
  store: InvoiceStore,
  key: string,
  invoiceId: string,
): Promise<Result<PendingDelivery[], StoreError>> {
  return store.database.attempt('pendingDeliveries', (tables) =>
    tables
      .selectFrom('deliveries')
      .select(['delivery_id', 'type', 'at', 'attempts'])
      .where('account_key', '=', key)
      .where('invoice_id', '=', invoiceId)
      .where('state', '=', 'pending')
      .orderBy('delivery_id')
      .execute(),
  )
}

export async function finishDeliveries(
  tables: Kysely<StoreTables>,
  key: string,
  deliveries: readonly PendingDelivery[],
): Promise<void> {
  for (const { delivery_id } of deliveries) {
    await tables
      .updateTable('deliveries')
      .set({ state: 'done' })
      .where('account_key', '=', key)
      .where('delivery_id', '=', delivery_id)
      .execute()
  }
}

/** They stay pending, unless it was tried too often. */
export async function countAttempt(
  tables: Kysely<StoreTables>,
  key: string,
  deliveries: readonly PendingDelivery[],
): Promise<void> {
  for (const { delivery_id, attempts } of deliveries) {
    await tables
      .updateTable('deliveries')
      .set({ attempts: attempts + 1, state: attempts + 1 >= mostAttempts ? 'ignored' : 'pending' })
      .where('account_key', '=', key)
      .where('delivery_id', '=', delivery_id)
      .execute()
  }
}
