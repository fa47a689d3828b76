import { type Collection, createCollection, type Stored, type Surroundings } from '../frame.ts'
import type { InvoiceChange, Organization, StoredCustomer, StoredInvoice } from './entities.ts'
import { ledgerStatusOf, projectCustomer, projectInvoice } from './ledger-projection.ts'

interface Shelf {
  readonly invoices: Collection<StoredInvoice>
  readonly customers: Collection<StoredCustomer>
  readonly invoiceNumbers: Set<string>
  /** Ids of customers by the organization's own id. */
  readonly ownIds: Map<string, string>
}

/** All that Commet stores. Every commit goes through here and is told to the ledger. */
export interface CommetStore {
  /** In the order of foundation; the first is the default. */
  readonly organizations: readonly Organization[]
  found(organization: Organization): void
  invoices(account: string): Collection<StoredInvoice>
  customers(account: string): Collection<StoredCustomer>
  /** By public id, or where `externalToo` by the organization's own id. */
  findCustomer(account: string, id: string, externalToo: boolean): StoredCustomer | undefined
  findByOwnId(account: string, ownId: string): StoredCustomer | undefined
  putCustomer(customer: StoredCustomer, operation: string | null): void
  hasInvoiceNumber(account: string, number: string): boolean
  /** Adds or replaces; returns what is stored now, with the change in its history. */
  commit(change: InvoiceChange): StoredInvoice
  /** A write that leaves no trace on the record itself. */
  noteWrite(account: string, operation: string, id: string): void
  clear(): void
}

export function createStore({ clock, ledger }: Surroundings): CommetStore {
  const organizations: Organization[] = []
  const shelves = new Map<string, Shelf>()
  const shelf = (account: string): Shelf => shelfOf(shelves, account)
  const noteWrite: CommetStore['noteWrite'] = (account, operation, id) =>
    ledger.noteWrite({ at: clock.iso(), vendor: 'commet', account, operation, id })
  const tellLedger = (invoice: StoredInvoice): void => {
    const customer = shelf(invoice.account).customers.get(invoice.customerId)
    if (customer !== undefined) ledger.putInvoice(projectInvoice(invoice, customer))
  }

  return {
    organizations,
    found: (organization) => void organizations.push(organization),
    invoices: (account) => shelf(account).invoices,
    customers: (account) => shelf(account).customers,
    findCustomer: (account, id, externalToo) => findCustomer(shelf(account), id, externalToo),
    findByOwnId: (account, ownId) => {
      const { customers, ownIds } = shelf(account)
      return customers.get(ownIds.get(ownId) ?? '')
    },
    hasInvoiceNumber: (account, number) => shelf(account).invoiceNumbers.has(number),
    putCustomer(customer, operation) {
      const { customers, invoices, ownIds } = shelf(customer.account)
      const before = customers.get(customer.id)
      put(customers, customer)
      if (before !== undefined && before.externalId !== null) ownIds.delete(before.externalId)
      if (customer.externalId !== null) ownIds.set(customer.externalId, customer.id)
      ledger.putCustomer(projectCustomer(customer))
      if (before !== undefined) {
        for (const invoice of invoices.ordered) if (invoice.customerId === customer.id) tellLedger(invoice)
      }
      if (operation !== null) noteWrite(customer.account, operation, customer.id)
    },
    commit(change) {
      const { invoices, invoiceNumbers } = shelf(change.invoice.account)
      const stored = withHistory(change, invoices.get(change.invoice.id))
      put(invoices, stored)
      invoiceNumbers.add(stored.invoiceNumber)
      tellLedger(stored)
      if (change.by !== 'seed') noteWrite(stored.account, change.operation, stored.id)
      return stored
    },
    noteWrite,
    clear() {
      organizations.length = 0
      shelves.clear()
    },
  }
}

function shelfOf(shelves: Map<string, Shelf>, account: string): Shelf {
  const existing = shelves.get(account)
  if (existing !== undefined) return existing
  const created: Shelf = {
    invoices: createCollection(),
    customers: createCollection(),
    invoiceNumbers: new Set(),
    ownIds: new Map(),
  }
  shelves.set(account, created)
  return created
}

function put<T extends Stored>(collection: Collection<T>, record: T): void {
  if (collection.get(record.id) === undefined) collection.insert(record)
  else collection.replace(record)
}

function findCustomer(shelf: Shelf, id: string, externalToo: boolean): StoredCustomer | undefined {
  const { customers, ownIds } = shelf
  return customers.get(id) ?? (externalToo ? customers.get(ownIds.get(id) ?? '') : undefined)
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
