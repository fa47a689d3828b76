import type { Invoice } from '@invoice-adapters/core'
import { addAmount, addSum, byText, emptySum, entryOf, unitKey, unitOf } from './sums.ts'
import type { AgingBucket, AgingTable, CustomerOfReport, Unit } from './types.ts'

const dayMs = 86_400_000

const noDueDate = 'no due date'
const creditNotes = 'credit notes'

/** `[30, 60, 90]` gives current, 1-30, 31-60, 61-90, 90+. */
export function bucketNames(days: readonly number[]): string[] {
  const ranges = days.map((until, index) => `${(days[index - 1] ?? 0) + 1}-${until}`)
  return ['current', ...ranges, `${days.at(-1) ?? 0}+`, noDueDate, creditNotes]
}

/** Whole days after the due date count: due yesterday at noon is one day late today at noon. */
export function bucketOf(invoice: Invoice, asOfMs: number, days: readonly number[]): string {
  if (invoice.kind === 'credit_note') return creditNotes
  if (invoice.dueAt === null) return noDueDate
  const late = Math.ceil((asOfMs - Date.parse(invoice.dueAt)) / dayMs)
  if (late <= 0) return 'current'
  const place = days.findIndex((until) => late <= until)
  return bucketNames(days)[place === -1 ? days.length + 1 : place + 1] ?? noDueDate
}

/** Receivables of payable invoices by how late they are, for all and for each customer. */
export interface Aging {
  /** Only invoices that are payable at the instant. */
  add(invoice: Invoice): void
  /** All customers together, by currency. */
  tables(): AgingTable[]
  /** Per customer, the largest sum first within each currency. */
  customers(): AgingTable[]
}

export function createAging(asOfMs: number, days: readonly number[]): Aging {
  const byUnit = new Map<string, AgingTable>()
  const byCustomer = new Map<string, AgingTable>()
  const makeTable = (unit: Unit, customer: CustomerOfReport | null): AgingTable => ({
    ...unit,
    customer,
    buckets: bucketNames(days).map((name): AgingBucket => ({ name, ...emptySum() })),
    outstanding: emptySum(),
  })
  return {
    add(invoice) {
      const unit = unitOf(invoice)
      const { provider, account } = invoice.source
      const { id, name } = invoice.customer
      const customerKey = JSON.stringify([unitKey(unit), provider, account, id ?? name])
      const bucket = bucketOf(invoice, asOfMs, days)
      const tables = [
        entryOf(byUnit, unitKey(unit), () => makeTable(unit, null)),
        entryOf(byCustomer, customerKey, () => makeTable(unit, { provider, account, id, name })),
      ]
      for (const table of tables) {
        const row = table.buckets.find((one) => one.name === bucket)
        if (row !== undefined) addAmount(row, invoice.amountDue)
      }
    },
    tables: () => [...byUnit.values()].map(withOutstanding).sort(compareUnits),
    customers: () => [...byCustomer.values()].map(withOutstanding).sort(compareCustomers),
  }
}

/** The total is the sum of its rows, so that the two cannot disagree. */
function withOutstanding(table: AgingTable): AgingTable {
  const outstanding = emptySum()
  for (const bucket of table.buckets) addSum(outstanding, bucket)
  return { ...table, outstanding }
}

function compareUnits(one: AgingTable, other: AgingTable): number {
  return byText(unitKey(one), unitKey(other))
}

function compareCustomers(one: AgingTable, other: AgingTable): number {
  const byUnits = compareUnits(one, other)
  if (byUnits !== 0) return byUnits
  const difference = other.outstanding.amount - one.outstanding.amount
  if (difference !== 0n) return difference > 0n ? 1 : -1
  return byText(JSON.stringify(one.customer), JSON.stringify(other.customer))
}
