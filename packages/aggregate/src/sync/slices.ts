import { err, ok } from '@invoice-adapters/core'
import type { Running, Step, SyncAdapter } from './running.ts'
import { walkList } from './walk-list.ts'

/** Whether the list can be cut into parts that a page border hardly ever goes through. */
export function canSlice({ capabilities }: SyncAdapter): boolean {
  const { operations, filters } = capabilities
  return filters.customerId.how === 'native' && operations['customers.list'].supported
}

/**
 * Lists the invoices of each customer by itself: where thousands share one instant, a cursor that is a time shows only the
 * first of them, and a customer rarely has as many as a page holds. A run killed here begins the slices again.
 */
export async function walkSlices(running: Running): Step {
  const { adapter, signal } = running
  running.progress = { ...running.progress, ties: 0 }
  for (let cursor: string | null = null; ; ) {
    const customers = await adapter.customers.list(cursor === null ? {} : { cursor }, { signal })
    if (customers.isErr()) return err(customers.error)
    for (const { id } of customers.value.customers) {
      running.progress = {
        ...running.progress,
        cursor: null,
        lastTime: null,
        lastId: null,
        pagesWithoutNews: 0,
      }
      const walked = await walkList(running, { customerId: id })
      if (walked.isErr()) return walked
    }
    cursor = customers.value.nextCursor
    if (cursor === null) break
  }
  // Every part was read whole, so what the walks missed of one another is explained.
  if (running.progress.ties === 0) running.progress = { ...running.progress, surprises: 0 }
  return ok(undefined)
}
