import type { Surroundings } from '../frame.ts'
import type { CommetStore } from './store.ts'

/** guess: counted per organization, formatted as in the samples. Numbers that were seeded are passed over. */
export function nextInvoiceNumber(
  { store, surroundings }: { store: CommetStore; surroundings: Surroundings },
  account: string,
): string {
  const series = `commet invoice number ${account}`
  for (;;) {
    const number = `INV-${String(surroundings.ids.count(series)).padStart(4, '0')}`
    if (!store.hasInvoiceNumber(account, number)) return number
  }
}
