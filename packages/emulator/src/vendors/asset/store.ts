import { type Collection, createCollection, type Stored, type Surroundings } from '../frame.ts'
import type {
  Business,
  InvoiceChange,
  StoredCreditMemo,
  StoredCustomer,
  StoredInvoice,
  StoredLedger,
  StoredRefund,
  StoredTransaction,
} from './entities.ts'
import { ledgerStatusOf, projectCustomer, projectInvoice } from './ledger-projection.ts'

/** The books of one business. */
export interface Books {
  readonly invoices: Collection<StoredInvoice>
  readonly customers: Collection<StoredCustomer>
  readonly ledgers: Collection<StoredLedger>
  readonly transactions: Collection<StoredTransaction>
  readonly refunds: Collection<StoredRefund>
  readonly creditMemos: Collection<StoredCreditMemo>
  readonly invoiceNumbers: Set<string>
  /** Ids of customers by external id; the first of several wins. */
  readonly externalIds: Map<string, string>
}

/** All that Asset stores. Every commit goes through here and is told to the ledger. */
export interface AssetStore {
  /** In the order of foundation; the first is the default. */
  readonly businesses: readonly Business[]
  found(business: Business): void
  business(name: string): Business
  books(account: string): Books
  customerByExternalId(account: string, externalId: string): StoredCustomer | undefined
  putCustomer(customer: StoredCustomer, operation: string | null): void
  /** Adds or replaces a record that the shared ledger does not know, and notes the write. */
  put<T extends Stored & { readonly account: string }>(
    collection: Collection<T>,
    record: T,
    operation: string | null,
  ): void
  /** Adds or replaces; returns what is stored now, with the change in its history. */
  commit(change: InvoiceChange): StoredInvoice
  clear(): void
}

export function createStore({ clock, ledger }: Surroundings): AssetStore {
  const businesses: Business[] = []
  const shelf = new Map<string, Books>()
  const books = (account: string): Books => booksOf(shelf, account)
  const business = (name: string): Business => {
    const known = businesses.find((candidate) => candidate.name === name)
    if (known === undefined) throw new RangeError(`Asset has no account ${name}`)
    return known
  }
  const noteWrite = (account: string, operation: string, id: string): void =>
    ledger.noteWrite({ at: clock.iso(), vendor: 'asset', account, operation, id })
  const tellLedger = (invoice: StoredInvoice): void => {
    const customer = books(invoice.account).customers.get(invoice.customerId)
    if (customer !== undefined) {
      ledger.putInvoice(projectInvoice(invoice, customer, business(invoice.account)))
    }
  }

  return {
    businesses,
    found: (founded) => void businesses.push(founded),
    business,
    books,
    customerByExternalId(account, externalId) {
      const { customers, externalIds } = books(account)
      return customers.get(externalIds.get(externalId) ?? '')
    },
    putCustomer(customer, operation) {
      const { customers, invoices, externalIds } = books(customer.account)
      const isNew = customers.get(customer.id) === undefined
      add(customers, customer)
      const { externalId } = customer
      if (externalId !== null && !externalIds.has(externalId)) externalIds.set(externalId, customer.id)
      ledger.putCustomer(projectCustomer(customer))
      if (!isNew) {
        for (const invoice of invoices.ordered) if (invoice.customerId === customer.id) tellLedger(invoice)
      }
      if (operation !== null) noteWrite(customer.account, operation, customer.id)
    },
    put(collection, record, operation) {
      add(collection, record)
      if (operation !== null) noteWrite(record.account, operation, record.id)
    },
    commit(change) {
      const { invoices, invoiceNumbers } = books(change.invoice.account)
      const stored = withHistory(change, invoices.get(change.invoice.id))
      add(invoices, stored)
      invoiceNumbers.add(stored.number)
      tellLedger(stored)
      if (change.by !== 'seed') noteWrite(stored.account, change.operation, stored.id)
      return stored
    },
    clear() {
      businesses.length = 0
      shelf.clear()
    },
  }
}

function booksOf(shelf: Map<string, Books>, account: string): Books {
  const existing = shelf.get(account)
  if (existing !== undefined) return existing
  const created: Books = {
    invoices: createCollection(),
    customers: createCollection(),
    ledgers: createCollection(),
    transactions: createCollection(),
    refunds: createCollection(),
    creditMemos: createCollection(),
    invoiceNumbers: new Set(),
    externalIds: new Map(),
  }
  shelf.set(account, created)
  return created
}

function add<T extends Stored>(collection: Collection<T>, record: T): void {
  if (collection.get(record.id) === undefined) collection.insert(record)
  else collection.replace(record)
}

function withHistory(change: InvoiceChange, before: StoredInvoice | undefined): StoredInvoice {
  const { invoice, event, by } = change
  if (by === 'seed') return invoice
  const entry = {
    at: new Date(invoice.updatedAtMs).toISOString(),
    event,
    from: before === undefined ? null : ledgerStatusOf[before.status],
    to: ledgerStatusOf[invoice.status],
    by,
  }
  return { ...invoice, history: [...(before?.history ?? []), entry] }
}
