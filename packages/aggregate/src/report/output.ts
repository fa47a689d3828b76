import { fromMinorUnits, type InvoiceError } from '@invoice-adapters/core'
import Papa from 'papaparse'
import type { AgingTable, Report, Sum, Unit } from './types.ts'

type Cell = string | number | null
type Row = Record<string, Cell>

/** The tables of a report, by name. */
export type ReportTable =
  | 'totals'
  | 'aging'
  | 'customers'
  | 'debtors'
  | 'dso'
  | 'duplicates'
  | 'doubtful'
  | 'failures'

/** A spreadsheet would run these as formulas; plain numbers, negative ones too, are let through. */
const formulaLike = /^(?!-?\d+(\.\d+)?$)[=+\-@\t\r]/

/**
 * One table of the report as CSV (RFC 4180, UTF-8, a header row). Amounts are decimal text in major units. Text that
 * a spreadsheet would take for a formula is defused by a leading apostrophe.
 */
export function toCsv(report: Report, table: ReportTable): string {
  return `${Papa.unparse(rowsOf[table](report), { escapeFormulae: formulaLike, columns: columnsOf[table], newline: '\r\n' })}\r\n`
}

/** The whole report as JSON Lines: one object per row, its table in `table`, amounts as text in minor units. */
export function toJsonLines(report: Report): string {
  const { asOf } = report
  const lines = Object.entries({ ...report, asOf: [] }).flatMap(([table, content]) => {
    if (content === null) return []
    return (Array.isArray(content) ? content : [content]).map((row) =>
      JSON.stringify({ table, asOf, ...row }, bigintAsText),
    )
  })
  return lines.map((line) => `${line}\n`).join('')
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

const unitColumns = ['currency', 'mode']

const customerColumns = [
  ...unitColumns,
  'provider',
  'account',
  'customer_id',
  'customer',
  'bucket',
  'invoices',
  'due',
  'unknown',
]

const columnsOf: Record<ReportTable, string[]> = {
  totals: [
    ...unitColumns,
    'provider',
    'account',
    'status',
    'invoices',
    'billed',
    'billed_unknown',
    'due',
    'due_unknown',
  ],
  aging: [...unitColumns, 'bucket', 'invoices', 'due', 'unknown'],
  customers: customerColumns,
  debtors: customerColumns,
  dso: [...unitColumns, 'period_days', 'outstanding', 'billed', 'days'],
  duplicates: [...unitColumns, 'because', 'value', 'provider', 'account', 'invoice_id', 'number'],
  doubtful: ['provider', 'account', 'invoice_id', 'number', 'note', 'field', 'message'],
  failures: ['provider', 'account', 'kind', 'message', 'record_id'],
}

const rowsOf: Record<ReportTable, (report: Report) => Row[]> = {
  totals: ({ totals }) =>
    totals.map((row) => ({
      ...unitCells(row),
      provider: row.provider,
      account: row.account,
      status: row.status,
      invoices: row.billed.count,
      billed: money(row, row.billed),
      billed_unknown: row.billed.unknown,
      due: money(row, row.due),
      due_unknown: row.due.unknown,
    })),
  aging: ({ aging }) => aging.flatMap(agingRows),
  customers: ({ customers }) => customers.flatMap(agingRows),
  debtors: ({ debtors }) => debtors.flatMap(agingRows),
  dso: ({ dso }) =>
    dso.map((row) => ({
      ...unitCells(row),
      period_days: row.periodDays,
      outstanding: decimal(row, row.outstanding),
      billed: decimal(row, row.billed),
      days: row.days,
    })),
  duplicates: ({ duplicates }) =>
    duplicates.flatMap(({ invoices, ...bill }) =>
      invoices.map(({ id, ...invoice }) => ({
        ...unitCells(bill),
        because: bill.because,
        value: bill.value,
        ...invoice,
        invoice_id: id,
      })),
    ),
  doubtful: ({ doubtful }) =>
    doubtful.flatMap(({ notes, id, ...invoice }) =>
      notes.map(({ code, field, message }) => ({ ...invoice, invoice_id: id, note: code, field, message })),
    ),
  failures: ({ failures }) => failures.map(failureRow),
}

function agingRows(table: AgingTable): Row[] {
  const { customer } = table
  const who =
    customer === null
      ? {}
      : {
          provider: customer.provider,
          account: customer.account,
          customer_id: customer.id,
          customer: customer.name,
        }
  const rows = [...table.buckets, { name: 'outstanding', ...table.outstanding }]
  return rows.map((bucket) => ({
    ...unitCells(table),
    ...who,
    bucket: bucket.name,
    invoices: bucket.count,
    due: money(table, bucket),
    unknown: bucket.unknown,
  }))
}

function failureRow(error: InvoiceError): Row {
  const { provider, account, kind, message } = error
  return {
    provider,
    account,
    kind,
    message,
    record_id: error.kind === 'unreadable_record' ? error.recordId : null,
  }
}

function unitCells({ currency, mode }: Unit): Row {
  return { currency, mode }
}

function money(unit: Unit, sum: Sum): string | null {
  return decimal(unit, sum.amount)
}

/** Null where the scale is not known: a bare number would be read as major units. */
function decimal({ minorUnitDigits }: Unit, amount: bigint): string | null {
  return minorUnitDigits === null ? null : fromMinorUnits(amount, minorUnitDigits)
}
