import {
  type CurrencyTotal,
  type Invoice,
  type InvoiceStatus,
  sameState,
  totalsByCurrency,
} from '@invoice-adapters/core'
import type { LedgerInvoice } from '@invoice-adapters/emulator'

/** One row of the summary: what the invoices of one status come to, per vendor, account and currency. */
export interface SummaryRow {
  vendor: string
  account: string
  currency: string
  status: InvoiceStatus
  count: number
  /** Minor units of those whose total is known. */
  total: bigint
  /** Invoices whose total the vendor does not tell. */
  unknown: number
}

/** What the adapters read, summed per currency; currencies are never added. */
export function summarize(invoices: Invoice[]): SummaryRow[] {
  const groups = new Map<string, Invoice[]>()
  for (const invoice of invoices) {
    const key = JSON.stringify([invoice.source.provider, invoice.source.account, invoice.status])
    groups.set(key, [...(groups.get(key) ?? []), invoice])
  }
  return [...groups.values()]
    .flatMap((group) => totalsByCurrency(group).map((total) => rowOf(group, total)))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

function rowOf(group: Invoice[], { currency, count, unknown, total }: CurrencyTotal): SummaryRow {
  const { source, status } = group[0] ?? { source: { provider: '?', account: '?' }, status: 'unknown' }
  return {
    vendor: source.provider,
    account: source.account,
    currency: currency ?? '?',
    status,
    count,
    total,
    unknown,
  }
}

function keyOf({ currency, vendor, account, status }: SummaryRow): string {
  return JSON.stringify([currency, vendor, account, status])
}

/** Where the adapters' reading and the ledger of what truly exists disagree, in sentences; empty when they agree. */
export function differences(invoices: Invoice[], ledger: readonly LedgerInvoice[]): string[] {
  const read = new Map(invoices.map((invoice) => [nameOf(invoice.source.provider, invoice.source), invoice]))
  const truth = new Map(ledger.map((invoice) => [nameOf(invoice.vendor, invoice), invoice]))
  return [
    ...(read.size === invoices.length ? [] : ['an invoice was read twice']),
    ...[...read.keys()]
      .filter((name) => !truth.has(name))
      .map((name) => `${name}: read, and not in the ledger`),
    ...[...truth].flatMap(([name, invoice]) => {
      const found = read.get(name)
      return found === undefined
        ? [`${name}: in the ledger, and not read`]
        : differencesOf(name, found, invoice)
    }),
  ]
}

function nameOf(vendor: string, { account, id }: { account: string; id: string }): string {
  return `${vendor}/${account}/${id}`
}

function differencesOf(name: string, read: Invoice, truth: LedgerInvoice): string[] {
  const total = read.total ?? (isAnnounced(read) ? truth.total : null)
  const pairs: [string, unknown, unknown][] = [
    ['currency', read.currency, truth.currency],
    ['total', total, truth.total],
    ['status', stateOf(read, truth), truth.status],
  ]
  return pairs
    .filter(([, left, right]) => left !== right)
    .map(([field, left, right]) => `${name}: ${field} is ${String(left)}, in the ledger ${String(right)}`)
}

/** A total that the vendor does not tell is no difference as long as the reading says so. */
function isAnnounced({ notes }: Invoice): boolean {
  return notes.some(({ code }) => code === 'total_unknown')
}

/** In the ledger's words: it knows no clock, and where a refund leaves the invoice paid it says so apart. */
function stateOf({ status }: Invoice, truth: LedgerInvoice): string {
  if (sameState(status, 'open')) return 'open'
  const refund = truth.amountRefunded === truth.total ? 'refunded' : 'partially_refunded'
  return truth.status === 'paid' && truth.amountRefunded > 0 && status === refund ? 'paid' : status
}
