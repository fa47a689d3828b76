import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toCsv } from '@invoice-adapters/aggregate'
import { openStore, type StoreError, storedReport, syncAccount } from '@invoice-adapters/aggregate/store'
import { err, type InvoiceAdapter, type InvoiceError, ok, type Result } from '@invoice-adapters/core'
import { reportPage } from '@invoice-adapters/report-page'

/** For a timer, once a night: brings the store up to date, and writes the report as a page and as tables. */
export async function nightly(
  accounts: InvoiceAdapter[],
  address: string,
  folder: string,
): Promise<Result<{ stopped: string[] }, StoreError | InvoiceError>> {
  const store = await openStore(address)
  if (store.isErr()) return err(store.error)
  const stopped: string[] = []
  for (const account of accounts) {
    const run = await syncAccount(account, store.value, { mode: 'incremental' })
    // The report names what is missing, and the next night goes on where this one stopped.
    if (run.isErr()) stopped.push(`${account.account}: ${run.error.error.message}`)
  }
  const report = await storedReport(store.value)
  const closed = await store.value.close()
  if (report.isErr()) return err(report.error)
  if (closed.isErr()) return err(closed.error)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'report.html'), reportPage(report.value))
  for (const table of ['totals', 'aging', 'customers', 'failures'] as const) {
    await writeFile(join(folder, `${table}.csv`), toCsv(report.value, table))
  }
  return ok({ stopped })
}
