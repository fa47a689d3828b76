import {
  type AgingTable,
  type CustomerOfReport,
  type Report,
  type Sum,
  toCsv,
  toJsonLines,
  type Unit,
} from '@invoice-adapters/aggregate'
import { formatMoney } from '@invoice-adapters/core'
import Papa from 'papaparse'
import type { Outcome } from '../command.ts'
import type { Failure } from '../failure.ts'
import { noneText } from '../invoices/none-text.ts'
import { type Page, prose } from '../output/page.ts'
import { type Column, table } from '../output/table.ts'
import type { ReadReport } from './read-report.ts'

type AgingRow = Unit & Sum & { name: string }

const agingColumns: Column<AgingRow>[] = [
  { head: 'currency', value: ({ currency }) => currency ?? '?' },
  { head: 'mode', value: ({ mode }) => mode ?? '?', drop: 2 },
  { head: 'days late', value: ({ name }) => name },
  { head: 'invoices', value: ({ count }) => String(count), align: 'right', drop: 1 },
  { head: 'due', value: sumText, align: 'right' },
]

const totalColumns: Column<Report['totals'][number]>[] = [
  { head: 'account', value: ({ account }) => account },
  { head: 'vendor', value: ({ provider }) => provider, drop: 2 },
  { head: 'status', value: ({ status }) => status },
  { head: 'invoices', value: ({ billed }) => String(billed.count), align: 'right', drop: 1 },
  { head: 'billed', value: (row) => sumText({ ...row, ...row.billed }), align: 'right', drop: 3 },
  { head: 'due', value: (row) => sumText({ ...row, ...row.due }), align: 'right' },
]

const debtorColumns: Column<AgingTable>[] = [
  { head: 'largest debtors', value: ({ customer }) => customerText(customer), least: 12 },
  { head: 'account', value: ({ customer }) => customer?.account ?? '' },
  { head: 'due', value: (row) => sumText({ ...row, ...row.outstanding }), align: 'right' },
]

/** What is not known is counted beside the sum: it is never zero. */
function sumText({ currency, minorUnitDigits, count, amount, unknown }: Unit & Sum): string {
  if (unknown > 0 && unknown === count) return `${unknown} unknown`
  const known =
    currency === null
      ? '?'
      : formatMoney(amount, currency, minorUnitDigits === null ? {} : { minorUnitDigits })
  return unknown === 0 ? known : `${known} + ${unknown} unknown`
}

function customerText(customer: CustomerOfReport | null): string {
  return customer?.name ?? customer?.id ?? 'not told'
}

export function reportOutcome(
  read: ReadReport,
  files: readonly string[],
  failures: readonly Failure[],
): Outcome {
  const { report, from } = read
  const lines = toJsonLines(report).split('\n').filter(Boolean)
  return {
    data: { files, from, report: withoutBigints(report) },
    rows: lines.map((line): object => JSON.parse(line)),
    cells: Papa.parse<object>(toCsv(report, 'totals'), { header: true, skipEmptyLines: true }).data,
    text: (page) => reportText(page, read, files, failures),
    failures,
  }
}

/** Sums become text of decimal digits: JSON has no number for them. */
function withoutBigints(report: Report): unknown {
  return JSON.parse(
    JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  )
}

function nothingOwed(failures: readonly Failure[]): string {
  return failures.length === 0 ? 'Nothing is owed.' : 'Nothing that was read is owed.'
}

function reportText(
  page: Page,
  { report, from }: ReadReport,
  files: readonly string[],
  failures: readonly Failure[],
): string {
  const aging = report.aging.flatMap((one) =>
    [...one.buckets.filter(({ count }) => count > 0), { name: 'all', ...one.outstanding }].map(
      (bucket): AgingRow => ({ ...one, ...bucket }),
    ),
  )
  return [
    page.paint('bold', `As of ${report.asOf}, ${from}`),
    aging.length === 0 ? nothingOwed(failures) : table(page, agingColumns, aging),
    report.totals.length === 0 ? noneText(failures) : table(page, totalColumns, report.totals),
    ...(report.debtors.length === 0 ? [] : [table(page, debtorColumns, report.debtors)]),
    ...remarks(report).map((remark) => page.paint('yellow', prose(page, remark))),
    ...(files.length === 0 ? [] : [`Written: ${files.join(', ')}`]),
  ].join('\n')
}

function remarks({ duplicates, doubtful }: Report): string[] {
  return [
    ...duplicates.map(({ value, invoices }) => {
      const places = invoices.map(({ account, id }) => `${account}:${id}`)
      return `The same bill at several places, by ${value}: ${places.join(', ')}`
    }),
    ...(doubtful.length === 0
      ? []
      : [
          `Invoices with notes: ${doubtful.length}; invoices show says what of each, or the report with --json`,
        ]),
  ]
}
