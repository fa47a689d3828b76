import {
  err,
  type Invoice,
  type InvoiceError,
  isPayable,
  ok,
  type Result,
  statusAt,
} from '@invoice-adapters/core'
import { invalidInput } from '@invoice-adapters/core/authoring'
import { type Aging, createAging } from './aging.ts'
import { checkRates, convertOutstanding } from './convert.ts'
import { type Billed, createBilled } from './dso.ts'
import { createDuplicates, type Duplicates, referenceTo } from './duplicates.ts'
import { parseReportSettings, type ReportSettings, type WholeSettings } from './settings.ts'
import { addAmount, byText, emptySum, entryOf, unitKey, unitOf } from './sums.ts'
import type { AgingTable, DoubtfulInvoice, Report, TotalRow } from './types.ts'

/** Gathers a report invoice by invoice; what it keeps does not grow with the invoices but for keys of duplicates. */
interface Gathering {
  settings: WholeSettings
  asOfMs: number
  totals: Map<string, TotalRow>
  aging: Aging
  billed: Billed
  duplicates: Duplicates
  doubtful: DoubtfulInvoice[]
  failures: InvoiceError[]
}

/** Invoices and failures, such as `aggregate` and `listAll` give them, or a list of readings from a store. */
export type ReportSource =
  | AsyncIterable<Result<Invoice, InvoiceError>>
  | Iterable<Result<Invoice, InvoiceError>>

/**
 * The report over a listing, as of an instant. Statuses are those of that instant as far as the clock decides them. A live
 * listing shows the vendors' present state: an instant more than a minute ago is refused as `invalid_input` when an invoice
 * was read after it, and one to come (`asOf` tomorrow) tells what will be late by then.
 *
 * Sorted by currency, scale, mode, then as each table says. Amounts are minor units, sums are `bigint`. Failures of the source
 * do not end the report: they are in its `failures`. Errors: `invalid_input` alone.
 */
export async function createReport(
  source: ReportSource,
  settings: ReportSettings = {},
): Promise<Result<Report, InvoiceError>> {
  const context = { provider: null, account: null, operation: 'report' }
  const checked = parseReportSettings(settings)
  if (checked.isErr()) return err(invalidInput(context, checked.error))
  const rates = checked.value.rates === null ? null : checkRates(checked.value.rates)
  if (rates?.isErr()) return err(invalidInput(context, [{ field: 'rates', message: rates.error }]))
  const gathering = startGathering(checked.value)
  const isTold = checked.value.storedHistory || checked.value.isPresent
  for await (const item of source) {
    if (item.isErr()) gathering.failures.push(item.error)
    else {
      const { readAt } = item.value.source
      if (!isTold && Date.parse(readAt) > gathering.asOfMs) {
        const message = `is before the reading of ${readAt}; what was so at that instant only a store can tell`
        return err(invalidInput(context, [{ field: 'asOf', message }]))
      }
      gather(gathering, item.value)
    }
  }
  const aging = gathering.aging.tables()
  const customers = gathering.aging.customers()
  return ok({
    asOf: checked.value.asOf,
    totals: [...gathering.totals.values()].sort(compareTotals),
    aging,
    customers,
    debtors: largest(customers, checked.value.debtors),
    dso: gathering.billed.rows(aging),
    duplicates: gathering.duplicates.found(),
    doubtful: gathering.doubtful,
    failures: gathering.failures,
    converted: rates?.isOk() ? convertOutstanding(aging, rates.value) : null,
  })
}

function startGathering(settings: WholeSettings): Gathering {
  const asOfMs = Date.parse(settings.asOf)
  return {
    settings,
    asOfMs,
    totals: new Map(),
    aging: createAging(asOfMs, settings.agingDays),
    billed: createBilled(asOfMs, settings.dsoDays),
    duplicates: createDuplicates(),
    doubtful: [],
    failures: [],
  }
}

function gather(gathering: Gathering, invoice: Invoice): void {
  const { asOfMs, totals, aging, billed, duplicates, doubtful } = gathering
  const status = statusAt(invoice, asOfMs)
  const unit = unitOf(invoice)
  const { provider, account } = invoice.source
  const key = JSON.stringify([unitKey(unit), provider, account, status])
  const row = entryOf(totals, key, () => ({
    ...unit,
    provider,
    account,
    status,
    billed: emptySum(),
    due: emptySum(),
  }))
  addAmount(row.billed, invoice.total)
  addAmount(row.due, isPayable(status) ? invoice.amountDue : 0)
  if (isPayable(status)) aging.add(invoice)
  billed.add(invoice)
  duplicates.add(invoice)
  if (invoice.notes.length > 0) doubtful.push({ ...referenceTo(invoice), notes: invoice.notes })
}

function compareTotals(one: TotalRow, other: TotalRow): number {
  const keyOf = (row: TotalRow): string =>
    JSON.stringify([unitKey(row), row.provider, row.account, row.status])
  return byText(keyOf(one), keyOf(other))
}

/** The first so many customers of each currency. */
function largest(customers: AgingTable[], debtors: number): AgingTable[] {
  const seen = new Map<string, number>()
  return customers.filter((table) => {
    const before = seen.get(unitKey(table)) ?? 0
    seen.set(unitKey(table), before + 1)
    return before < debtors && table.outstanding.amount > 0n
  })
}
