import { addExactly } from './currencies.ts'
import type {
  Ledger,
  LedgerCustomer,
  LedgerFilter,
  LedgerInvoice,
  LedgerTotal,
  LedgerWrite,
  PayableInterval,
} from './ledger-facts.ts'

/** The ledger with what only a vendor's store may do. */
export interface WritableLedger extends Ledger {
  putInvoice(invoice: LedgerInvoice): void
  /** For what the vendor forgets, such as a deleted draft. Its writes stay on record. */
  removeInvoice(owned: Owned): void
  putCustomer(customer: LedgerCustomer): void
  noteWrite(write: LedgerWrite): void
  clear(): void
}

interface Owned {
  readonly vendor: string
  readonly account: string
  readonly id: string
}

const keyOf = (owned: Owned): string => JSON.stringify([owned.vendor, owned.account, owned.id])

const passes =
  (filter: LedgerFilter = {}) =>
  (owned: Owned): boolean =>
    (filter.vendor === undefined || filter.vendor === owned.vendor) &&
    (filter.account === undefined || filter.account === owned.account)

export function createLedger(): WritableLedger {
  const invoices = new Map<string, LedgerInvoice>()
  const customers = new Map<string, LedgerCustomer>()
  const writes: LedgerWrite[] = []

  const invoicesOf = (filter?: LedgerFilter): LedgerInvoice[] => [...invoices.values()].filter(passes(filter))
  // Ids are unique within an account only.
  const keysById = new Map<string, Set<string>>()
  const invoice = (id: string, filter?: LedgerFilter): LedgerInvoice | undefined =>
    [...(keysById.get(id) ?? [])]
      .map((key) => invoices.get(key))
      .find((candidate) => candidate !== undefined && passes(filter)(candidate))

  return {
    invoices: invoicesOf,
    invoice,
    customers: (filter) => [...customers.values()].filter(passes(filter)),
    totals: (filter) => totalsOf(invoicesOf(filter)),
    payableDuring(id, filter) {
      const found = invoice(id, filter)
      return found === undefined ? [] : payableIntervals(found)
    },
    writes,
    putInvoice(fact) {
      invoices.set(keyOf(fact), fact)
      keysById.set(fact.id, (keysById.get(fact.id) ?? new Set()).add(keyOf(fact)))
    },
    removeInvoice(owned) {
      invoices.delete(keyOf(owned))
      keysById.get(owned.id)?.delete(keyOf(owned))
    },
    putCustomer: (fact) => void customers.set(keyOf(fact), fact),
    noteWrite: (write) => void writes.push(write),
    clear() {
      invoices.clear()
      keysById.clear()
      customers.clear()
      writes.length = 0
    },
  }
}

function totalsOf(invoices: readonly LedgerInvoice[]): readonly LedgerTotal[] {
  const groups = new Map<string, LedgerTotal>()
  for (const invoice of invoices) {
    const { vendor, account, currency, status } = invoice
    const key = JSON.stringify([vendor, account, currency, status])
    const sum = groups.get(key)
    groups.set(key, {
      vendor,
      account,
      currency,
      status,
      count: (sum?.count ?? 0) + 1,
      subtotal: addExactly(sum?.subtotal ?? 0, invoice.subtotal),
      discount: addExactly(sum?.discount ?? 0, invoice.discount),
      credit: addExactly(sum?.credit ?? 0, invoice.credit),
      tax: addExactly(sum?.tax ?? 0, invoice.tax),
      total: addExactly(sum?.total ?? 0, invoice.total),
    })
  }
  return [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, total]) => total)
}

function payableIntervals(invoice: LedgerInvoice): readonly PayableInterval[] {
  const intervals: PayableInterval[] = []
  let openSince: string | null = null
  for (const entry of invoice.history) {
    if (entry.to === 'open' && openSince === null) openSince = entry.at
    if (entry.to !== 'open' && openSince !== null) {
      intervals.push({ from: openSince, to: entry.at })
      openSince = null
    }
  }
  return openSince === null ? intervals : [...intervals, { from: openSince, to: null }]
}
