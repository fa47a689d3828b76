import type {
  AccountEvidence,
  AgingBucket,
  AgingTable,
  CustomerOfReport,
  Report,
  Sum,
  Unit,
} from '@invoice-adapters/aggregate'
import {
  type Invoice,
  type InvoiceError,
  type InvoiceStatus,
  isPayable,
  statusAt,
} from '@invoice-adapters/core'
import { createFormatting, type Formatting } from './format.ts'
import type { ReportPageSettings } from './settings.ts'

/** What every section works from. */
export interface PageFacts {
  title: string
  report: Report
  asOfMs: number
  format: Formatting
  /** Null: none were given. */
  invoices: readonly ListedInvoice[] | null
  /** Null: none were given. */
  accounts: readonly AccountEvidence[] | null
  dueNext: number
  /** The name to show for a customer. */
  customerName(customer: CustomerOfReport): string
}

/** An invoice with its status at the instant of the report. */
export interface ListedInvoice {
  invoice: Invoice
  unit: Unit
  status: InvoiceStatus
  payable: boolean
}

export function gatherFacts(report: Report, settings: ReportPageSettings): PageFacts {
  const asOfMs = Date.parse(report.asOf)
  return {
    title: settings.title ?? 'Invoices',
    report,
    asOfMs,
    format: createFormatting(settings.locale),
    invoices: settings.invoices?.map((invoice) => listed(invoice, asOfMs)) ?? null,
    accounts: settings.accounts ?? null,
    dueNext: settings.dueNext ?? 10,
    customerName: createNaming(settings.customers ?? []),
  }
}

function createNaming(customers: readonly CustomerOfReport[]): PageFacts['customerName'] {
  const keyOf = ({ provider, account, id }: CustomerOfReport): string =>
    JSON.stringify([provider, account, id])
  const names = new Map(customers.map((customer) => [keyOf(customer), customer.name]))
  return (customer) => customer.name ?? names.get(keyOf(customer)) ?? customer.id ?? 'customer not told'
}

/** The customer of an invoice, as the report tells customers apart. */
export function customerOf({ source, customer }: Invoice): CustomerOfReport {
  return { provider: source.provider, account: source.account, id: customer.id, name: customer.name }
}

function listed(invoice: Invoice, asOfMs: number): ListedInvoice {
  const { currency, minorUnitDigits, source } = invoice
  const status = statusAt(invoice, asOfMs)
  const unit = { currency, minorUnitDigits, mode: source.mode }
  return { invoice, unit, status, payable: isPayable(status) }
}

export function unitKey({ currency, minorUnitDigits, mode }: Unit): string {
  return JSON.stringify([currency, minorUnitDigits, mode])
}

const notLate: ReadonlySet<string> = new Set(['current', 'no due date', 'credit notes'])

export function lateBuckets(table: AgingTable): AgingBucket[] {
  return table.buckets.filter(({ name }) => !notLate.has(name))
}

export function overdueOf(table: AgingTable): Sum {
  const overdue: Sum = { count: 0, amount: 0n, unknown: 0 }
  for (const { count, amount, unknown } of lateBuckets(table)) {
    overdue.count += count
    overdue.amount += amount
    overdue.unknown += unknown
  }
  return overdue
}

/** Buckets worth a row: the classic ones always, the others where there is something in them. */
export function shownBuckets(table: AgingTable): AgingBucket[] {
  return table.buckets.filter(({ name, count }) => count > 0 || name === 'current' || !notLate.has(name))
}

export interface FailedAccount {
  error: InvoiceError
  /** Invoices that were read before it failed; null: not told. */
  read: number | null
}

/** Accounts of which something is missing altogether, each failure once. */
export function failedAccounts({ report, accounts }: PageFacts): FailedAccount[] {
  const told = (accounts ?? []).flatMap(({ failure, invoices }) =>
    failure === null ? [] : [{ error: failure, read: invoices }],
  )
  const keyOf = ({ provider, account, kind, message }: InvoiceError): string =>
    JSON.stringify([provider, account, kind, message])
  const known = new Set(told.map(({ error }) => keyOf(error)))
  const others = report.failures.filter(
    (error) => error.kind !== 'unreadable_record' && !known.has(keyOf(error)),
  )
  return [...told, ...others.map((error) => ({ error, read: null }))]
}

export function unreadableRecords({
  failures,
}: Report): Extract<InvoiceError, { kind: 'unreadable_record' }>[] {
  return failures.filter((error) => error.kind === 'unreadable_record')
}

/** Rows of one unit together, in the order in which the units first appear. */
export function byUnit<Row extends Unit>(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(unitKey(row))
    if (group === undefined) groups.set(unitKey(row), [row])
    else group.push(row)
  }
  return [...groups.values()]
}
