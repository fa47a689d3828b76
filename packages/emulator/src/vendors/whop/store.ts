import type { Surroundings } from '../frame.ts'
import type {
  Company,
  InvoiceChange,
  StoredAddress,
  StoredInvoice,
  StoredMember,
  StoredPayment,
  StoredPlan,
  StoredProduct,
} from './entities.ts'
import { type InvoiceWhole, ledgerStatusOf, projectInvoice, projectMember } from './ledger-projection.ts'
import { createShelf, put, type Shelf } from './shelves.ts'

/** All that Whop stores. Every commit goes through here and is told to the ledger. */
export interface WhopStore {
  /** In the order of foundation; the first is the default. */
  readonly companies: readonly Company[]
  found(company: Company): void
  shelf(account: string): Shelf
  /** An invoice with what belongs to it. */
  whole(invoice: StoredInvoice): InvoiceWhole
  putPlan(plan: StoredPlan): void
  putProduct(product: StoredProduct, operation: string | null): void
  putMember(member: StoredMember, operation: string | null): void
  putPayment(payment: StoredPayment): void
  putAddress(address: StoredAddress): void
  /** Adds or replaces; returns what is stored now, with the change in its history. */
  commit(change: InvoiceChange): StoredInvoice
  /** A write that leaves no trace on the record itself. */
  noteWrite(account: string, operation: string, id: string): void
  clear(): void
}

export function createStore({ clock, ledger }: Surroundings): WhopStore {
  const companies: Company[] = []
  const shelves = new Map<string, Shelf>()
  const shelf = (account: string): Shelf => {
    const existing = shelves.get(account) ?? createShelf()
    shelves.set(account, existing)
    return existing
  }
  const whole = (invoice: StoredInvoice): InvoiceWhole => wholeOf(shelf(invoice.account), invoice)
  const noteWrite: WhopStore['noteWrite'] = (account, operation, id) =>
    ledger.noteWrite({ at: clock.iso(), vendor: 'whop', account, operation, id })
  const tellLedger = (invoice: StoredInvoice): void => {
    if (invoice.deleted) ledger.removeInvoice({ vendor: 'whop', account: invoice.account, id: invoice.id })
    else ledger.putInvoice(projectInvoice(whole(invoice)))
  }
  const tellWhere = (account: string, concerned: (invoice: StoredInvoice) => boolean): void => {
    for (const invoice of shelf(account).invoices.ordered) if (concerned(invoice)) tellLedger(invoice)
  }

  return {
    companies,
    found: (company) => void companies.push(company),
    shelf,
    whole,
    putPlan: (plan) => put(shelf(plan.account).plans, plan),
    putAddress: (address) => put(shelf(address.account).addresses, address),
    putProduct(product, operation) {
      put(shelf(product.account).products, product)
      if (operation !== null) noteWrite(product.account, operation, product.id)
    },
    putMember(member, operation) {
      put(shelf(member.account).members, member)
      ledger.putCustomer(projectMember(member))
      tellWhere(member.account, (invoice) => invoice.memberId === member.id)
      if (operation !== null) noteWrite(member.account, operation, member.id)
    },
    putPayment(payment) {
      put(shelf(payment.account).payments, payment)
      const invoice = shelf(payment.account).invoices.get(payment.invoiceId)
      if (invoice !== undefined) tellLedger(invoice)
    },
    commit(change) {
      const { invoices, invoiceNumbers } = shelf(change.invoice.account)
      const stored = withHistory(change, invoices.get(change.invoice.id))
      put(invoices, stored)
      invoiceNumbers.add(stored.number)
      tellLedger(stored)
      if (change.by !== 'seed') noteWrite(stored.account, change.operation, stored.id)
      return stored
    },
    noteWrite,
    clear() {
      companies.length = 0
      shelves.clear()
    },
  }
}

function wholeOf(shelf: Shelf, invoice: StoredInvoice): InvoiceWhole {
  const plan = shelf.plans.get(invoice.planId)
  if (plan === undefined) throw new Error(`the invoice ${invoice.id} has no plan`)
  return {
    invoice,
    plan,
    member: invoice.memberId === null ? undefined : shelf.members.get(invoice.memberId),
    payment: invoice.paymentId === null ? undefined : shelf.payments.get(invoice.paymentId),
  }
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
