import { type AgingTable, aggregate, createReport } from '@invoice-adapters/aggregate'
import { err, type InvoiceAdapter, type InvoiceError, ok, type Result } from '@invoice-adapters/core'

export interface Outstanding {
  /** One table per currency, with its buckets and its sum; currencies are never added. */
  aging: AgingTable[]
  /** An account that failed is never an empty account. */
  failures: InvoiceError[]
}

/** What customers owe over all accounts, by how late it is. */
export async function outstanding(accounts: InvoiceAdapter[]): Promise<Result<Outstanding, InvoiceError>> {
  const invoices = aggregate(accounts, { status: ['payable'] })
  const report = await createReport(invoices)
  if (report.isErr()) return err(report.error)
  const { aging, failures } = report.value
  const cutShort = invoices.evidence().filter(({ evidence }) => evidence.conclusion === 'incomplete')
  for (const { account, evidence } of cutShort) console.warn(account, evidence.reasons)
  return ok({ aging, failures })
}
