import { type Collection, createCollection, type Stored } from '../frame.ts'
import type {
  StoredAddress,
  StoredInvoice,
  StoredMember,
  StoredPayment,
  StoredPlan,
  StoredProduct,
} from './entities.ts'

/** All records of one company. */
export interface Shelf {
  readonly invoices: Collection<StoredInvoice>
  readonly plans: Collection<StoredPlan>
  readonly products: Collection<StoredProduct>
  readonly members: Collection<StoredMember>
  readonly payments: Collection<StoredPayment>
  readonly addresses: Collection<StoredAddress>
  readonly invoiceNumbers: Set<string>
}

export function createShelf(): Shelf {
  return {
    invoices: createCollection(),
    plans: createCollection(),
    products: createCollection(),
    members: createCollection(),
    payments: createCollection(),
    addresses: createCollection(),
    invoiceNumbers: new Set(),
  }
}

/** Adds or replaces. */
export function put<T extends Stored>(collection: Collection<T>, record: T): void {
  if (collection.get(record.id) === undefined) collection.insert(record)
  else collection.replace(record)
}
