import { err, type Invoice, type InvoiceError, type Result } from '@invoice-adapters/core'
import { toUtcInstant } from '@invoice-adapters/core/authoring'
import { createReport } from '../report/report.ts'
import type { ReportSettings } from '../report/settings.ts'
import type { Report } from '../report/types.ts'
import type { AccountName } from '../store/account-key.ts'
import { compareInstants, toInstant } from '../store/instants.ts'
import { type ReadSettings, readInvoices } from '../store/read-invoices.ts'
import type { InvoiceStore } from '../store/store.ts'

export interface StoredReportSettings extends Omit<ReportSettings, 'storedHistory' | 'now'> {
  /** Default: every account of the store. */
  accounts?: readonly AccountName[] | undefined
}

/**
 * The report over stored invoices, as of any instant since the first full walk (default now): what the vendors had then, not
 * what they have now. Invoices whose state at that instant is not known are among its failures.
 *
 * Errors: `invalid_input` for an instant before the first full walk, naming it, and for an account that was never walked
 * completely; `unavailable` where the database failed.
 */
export async function storedReport(
  store: InvoiceStore,
  { accounts, ...settings }: StoredReportSettings = {},
): Promise<Result<Report, InvoiceError>> {
  const source = { ...(accounts === undefined ? {} : { accounts }), ...pastOf(store, settings.asOf) }
  const refusals: InvoiceError[] = []
  const report = await createReport(upToRefusal(store, source, refusals), {
    ...settings,
    now: store.now,
    storedHistory: true,
  })
  const [refusal] = refusals
  return refusal === undefined ? report : err(refusal)
}

/** From now on, the latest readings hold, also of a vendor whose clock is ahead. */
export function pastOf(store: InvoiceStore, asOf: string | undefined): Pick<ReadSettings, 'asOf'> {
  if (asOf === undefined) return {}
  const instant = toUtcInstant(asOf)
  const isPresent = instant !== null && compareInstants(instant, toInstant(store.now())) >= 0
  return isPresent ? {} : { asOf }
}

/** A report over a part of the invoices would look like one over all of them. */
async function* upToRefusal(
  store: InvoiceStore,
  source: ReadSettings,
  refusals: InvoiceError[],
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  for await (const item of readInvoices(store, source)) {
    if (item.isErr() && item.error.kind !== 'unreadable_record') {
      refusals.push(item.error)
      return
    }
    yield item
  }
}
