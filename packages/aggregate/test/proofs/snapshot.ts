import type { InvoiceStore } from '../../src/store/store.ts'
import type { StoreTables } from '../../src/store/tables.ts'
import { must } from '../store/places.ts'

const kept = ['accounts', 'runs', 'readings', 'invoices', 'deliveries', 'events'] as const

/** Everything that webhooks change, to be put back as often as wanted. */
export async function takeSnapshot(store: InvoiceStore): Promise<() => Promise<void>> {
  const rows = new Map<keyof StoreTables, object[]>()
  for (const table of kept) {
    const found = await store.database.attempt('take', (tables) =>
      tables.selectFrom(table).selectAll().execute(),
    )
    rows.set(table, must(found))
  }
  return async () => {
    const restored = await store.database.transact('restore', async (tables) => {
      for (const table of kept) {
        await tables.deleteFrom(table).execute()
        const saved = rows.get(table) ?? []
        if (saved.length > 0)
          await tables
            .insertInto(table)
            .values(saved as never)
            .execute()
      }
    })
    must(restored)
  }
}
