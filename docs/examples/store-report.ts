import type { AgingTable } from '@invoice-adapters/aggregate'
import { type InvoiceStore, readInvoices, storedAging, storedReport } from '@invoice-adapters/aggregate/store'
import { type InvoiceError, orThrow, type Result, statusAt } from '@invoice-adapters/core'

/** Receivables as they stood at an instant, whatever has been paid since. Refused before the first full sync. */
export function agingAt(store: InvoiceStore, asOf: string): Promise<Result<AgingTable[], InvoiceError>> {
  return storedAging(store, { asOf, agingDays: [30, 60, 90] })
}

/** What customers of one account owed most at that instant. */
export async function largestDebtors(store: InvoiceStore, asOf: string, account: string): Promise<string[]> {
  const accounts = [{ provider: 'commet', account }]
  const report = await orThrow(storedReport(store, { asOf, accounts, debtors: 5 }))
  return report.debtors.map(({ customer, currency, outstanding }) =>
    [customer?.name ?? customer?.id ?? 'unknown', outstanding.amount, currency].join(' '),
  )
}

/** The newest invoices of all accounts, in order; each with its status of today. */
export async function newest(store: InvoiceStore, count: number): Promise<string[]> {
  const lines: string[] = []
  for await (const item of readInvoices(store, { order: 'created_descending' })) {
    if (item.isErr()) lines.push(item.error.message)
    else lines.push(`${item.value.createdAt} ${item.value.number} ${statusAt(item.value, store.now())}`)
    if (lines.length === count) break
  }
  return lines
}
