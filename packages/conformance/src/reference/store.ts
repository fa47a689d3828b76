import type { ReferenceCustomer, ReferenceInvoice, ReferenceRefund } from './records.ts'

export interface ReferenceClock {
  /** Milliseconds since 1970. */
  now(): number
  advance(milliseconds: number): void
}

/** What the vendor holds, with every earlier version of each invoice. */
export interface ReferenceStore {
  clock: ReferenceClock
  /** The present instant as RFC 3339. */
  instant(): string
  /** Counted: `inv_1`, `inv_2`, and so on for each prefix. */
  nextId(prefix: string): string
  put(invoice: ReferenceInvoice): void
  remove(id: string): void
  get(id: string): ReferenceInvoice | undefined
  /** The version before the last one, where there is one. */
  before(id: string): ReferenceInvoice | undefined
  /** In the order of their creation, the oldest first. */
  invoices(): ReferenceInvoice[]
  customers: Map<string, ReferenceCustomer>
  refunds: ReferenceRefund[]
}

const firstInstant = Date.parse('2026-01-15T09:00:00.000Z')

export function createStore(startsAt: number = firstInstant): ReferenceStore {
  let now = startsAt
  const counts = new Map<string, number>()
  const versions = new Map<string, ReferenceInvoice[]>()
  return {
    clock: {
      now: () => now,
      advance(milliseconds) {
        now += milliseconds
      },
    },
    instant: () => new Date(now).toISOString(),
    nextId(prefix) {
      const count = (counts.get(prefix) ?? 0) + 1
      counts.set(prefix, count)
      return `${prefix}_${count}`
    },
    put(invoice) {
      versions.set(invoice.id, [...(versions.get(invoice.id) ?? []), structuredClone(invoice)])
    },
    remove: (id) => void versions.delete(id),
    get: (id) => structuredClone(versions.get(id)?.at(-1)),
    before: (id) => structuredClone(versions.get(id)?.at(-2)),
    invoices() {
      const latest = [...versions.values()].flatMap((all) => all.slice(-1))
      return structuredClone(latest).sort(
        (one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt),
      )
    },
    customers: new Map(),
    refunds: [],
  }
}
