import type { Surroundings } from '../frame.ts'
import type { WhopStore } from './store.ts'

/** Counted per company. guess: the number of a deleted draft is not given again. */
export function nextInvoiceNumber(
  { store, surroundings }: { store: WhopStore; surroundings: Surroundings },
  account: string,
): string {
  const series = `whop invoice number ${account}`
  for (;;) {
    const number = `#${String(surroundings.ids.count(series)).padStart(4, '0')}`
    if (!store.shelf(account).invoiceNumbers.has(number)) return number
  }
}
