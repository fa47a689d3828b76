import type { AgingTable } from '@invoice-adapters/aggregate'
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

/** One row per currency and mode: live and test money are never added. */
export function agingTable(tables: AgingTable[]): string {
  const names = tables[0]?.buckets.map(({ name }) => name) ?? []
  const table = new Table({
    ...plain,
    head: ['currency', 'mode', ...names, 'outstanding'],
    colAligns: ['left', 'left', ...names.map(() => 'right' as const), 'right'],
  })
  for (const { currency, mode, buckets, outstanding } of tables) {
    const amounts = [...buckets, outstanding].map(({ count, unknown, amount }) => {
      const told = count === 0 || currency === null ? '' : formatMoney(amount, currency)
      return unknown === 0 ? told : `${told} + ${unknown} not told`
    })
    table.push([currency ?? '?', mode ?? '?', ...amounts])
  }
  return table.toString()
}
