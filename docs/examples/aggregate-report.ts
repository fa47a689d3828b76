import { writeFile } from 'node:fs/promises'
import { aggregate, createReport, toCsv } from '@invoice-adapters/aggregate'
import type { InvoiceAdapter, InvoiceError, Result } from '@invoice-adapters/core'

/** Everything that a spreadsheet needs, and the outstanding sums in euros beside those in their own currencies. */
export async function writeReport(
  accounts: InvoiceAdapter[],
  folder: string,
): Promise<Result<void, InvoiceError>> {
  const report = await createReport(aggregate(accounts), {
    agingDays: [30, 60, 90, 180],
    rates: { base: 'EUR', date: '2026-07-31', source: 'our bank', rates: { USD: '0.92' } },
  })
  if (report.isErr()) return report.map(() => undefined)
  for (const table of ['totals', 'aging', 'customers', 'duplicates', 'failures'] as const) {
    await writeFile(`${folder}/${table}.csv`, toCsv(report.value, table))
  }
  return report.map(() => undefined)
}
