import { formatMoney, type Invoice } from '@invoice-adapters/core'
import Table from 'cli-table3'
import type { SummaryRow } from './totals.ts'

/** No colours, and no line between two rows. */
const plain = {
  style: { head: [], border: [] },
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
}

function money(amount: number | null, currency: string | null): string {
  return amount === null || currency === null ? '?' : formatMoney(amount, currency)
}

export function invoiceTable(invoices: Invoice[]): string {
  const table = new Table({
    ...plain,
    head: ['vendor', 'account', 'number', 'customer', 'status', 'due', 'total', 'amount due'],
    colAligns: ['left', 'left', 'left', 'left', 'left', 'left', 'right', 'right'],
  })
  for (const invoice of invoices) {
    const { source, number, customer, status, dueAt, total, amountDue, currency } = invoice
    table.push([
      source.provider,
      source.account,
      number ?? source.id,
      customer.name ?? customer.id ?? '?',
      status,
      dueAt?.slice(0, 10) ?? '?',
      money(total, currency),
      money(amountDue, currency),
    ])
  }
  return table.toString()
}

export function summaryTable(rows: SummaryRow[]): string {
  const table = new Table({
    ...plain,
    head: ['currency', 'vendor', 'account', 'status', 'invoices', 'total', 'not told'],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'right'],
  })
  for (const { currency, vendor, account, status, count, total, unknown } of rows) {
    const told = unknown === 0 ? '' : String(unknown)
    table.push([currency, vendor, account, status, String(count), formatMoney(total, currency), told])
  }
  return table.toString()
}
