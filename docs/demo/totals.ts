import {
  type CurrencyTotal,
  type Invoice,
  type InvoiceStatus,
  sameState,
  totalsByCurrency,
} from '@invoice-adapters/core'
import type { Ledger } from '@invoice-adapters/emulator'

/** One row of the summary: what the invoices of one status come to, per vendor, account and currency. */
export interface SummaryRow {
  vendor: string
  account: string
  currency: string
  status: InvoiceStatus
  count: number
  /** Minor units. */
  total: bigint
}

/** `past_due` counts as `open`: the ledger knows states, not the clock. */
function stateOf(status: InvoiceStatus): InvoiceStatus {
  return sameState(status, 'open') ? 'open' : status
}

/** What the adapters read, summed. An invoice without a known total or currency cannot be summed and is an error. */
export function summarize(invoices: Invoice[]): SummaryRow[] {
  const groups = new Map<string, Invoice[]>()
  for (const invoice of invoices) {
    const key = JSON.stringify([invoice.source.provider, invoice.source.account, stateOf(invoice.status)])
    groups.set(key, [...(groups.get(key) ?? []), invoice])
  }
  return [...groups.values()]
    .flatMap((group) => totalsByCurrency(group).map((total) => row(group, total)))
    .sort(compareRows)
}

function row(group: Invoice[], { currency, count, unknown, total }: CurrencyTotal): SummaryRow {
  const [first] = group
  if (first === undefined || currency === null || unknown > 0)
    throw new Error('an amount that was read is not known')
  return {
    vendor: first.source.provider,
    account: first.source.account,
    currency,
    status: stateOf(first.status),
    count,
    total,
  }
}

/** What truly exists at the vendors named. */
export function ledgerSummary(ledger: Ledger, vendors: readonly string[]): SummaryRow[] {
  return ledger
    .totals()
    .filter(({ vendor }) => vendors.includes(vendor))
    .map(({ vendor, account, currency, status, count, total }) => ({
      vendor,
      account,
      currency,
      status,
      count,
      total: BigInt(total),
    }))
    .sort(compareRows)
}

function compareRows(one: SummaryRow, other: SummaryRow): number {
  return keyOf(one) < keyOf(other) ? -1 : 1
}

function keyOf({ currency, vendor, account, status }: SummaryRow): string {
  return JSON.stringify([currency, vendor, account, status])
}

/** Rows of one side that the other does not have exactly so; empty when both agree. */
export function differences(read: SummaryRow[], truth: SummaryRow[]): string[] {
  const text = (rows: SummaryRow[]): Set<string> =>
    new Set(rows.map((one) => `${keyOf(one)} ${one.count} × ${one.total}`))
  const [left, right] = [text(read), text(truth)]
  return [
    ...[...left].filter((one) => !right.has(one)).map((one) => `read, not in the ledger: ${one}`),
    ...[...right].filter((one) => !left.has(one)).map((one) => `in the ledger, not read: ${one}`),
  ]
}
