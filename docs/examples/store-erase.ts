import { erasePersonalData, type InvoiceStore, type StoreError } from '@invoice-adapters/aggregate/store'
import type { Result } from '@invoice-adapters/core'

/** A customer asks to be forgotten: every stored reading loses the person and keeps its amounts. Gives how many did. */
export async function forget(store: InvoiceStore, customerId: string): Promise<Result<number, StoreError>> {
  const customer = { provider: 'commet', account: 'acme', customerId }
  return (await erasePersonalData(store, customer)).map(({ readings }) => readings)
}
