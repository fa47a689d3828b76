import { formatMoney } from '@invoice-adapters/core'
import type { MigrationPlan, PlannedInvoice, PlanTotal } from '@invoice-adapters/migrate'
import type { Outcome } from '../command.ts'
import { type Failure, failure } from '../failure.ts'
import { noneText } from '../invoices/none-text.ts'
import { type Page, prose } from '../output/page.ts'
import { type Column, table } from '../output/table.ts'

const totalColumns: Column<PlanTotal>[] = [
  { head: 'decision', value: ({ decision }) => decision },
  { head: 'because', value: (row) => row.class.replaceAll('_', ' '), least: 10 },
  { head: 'status', value: ({ status }) => status, drop: 1 },
  { head: 'invoices', value: ({ count }) => String(count), align: 'right' },
  { head: 'total', value: totalText, align: 'right' },
]

function totalText({ currency, total, unknown, count }: PlanTotal): string {
  if (currency === null || unknown === count) return `${unknown} unknown`
  const known = formatMoney(BigInt(total), currency)
  return unknown === 0 ? known : `${known} + ${unknown} unknown`
}

/** What a person has to read before the plan is run. */
export function planOutcome(plan: MigrationPlan, file: string): Outcome {
  const { header, invoices, customers, end } = plan
  const blocked = invoices.filter(({ decision }) => decision === 'blocked').map(decided)
  return {
    data: { file, header, totals: end.totals, effort: end.effort, newCustomers: customers.length, blocked },
    rows: invoices.map(decided),
    text: (page) => planText(page, plan, file),
    failures: failuresOf(plan),
  }
}

function decided({
  id,
  number,
  status,
  currency,
  total,
  amountDue,
  decision,
  reason,
  losses,
  ...line
}: PlannedInvoice) {
  const lost = losses.map(({ message }) => message).join('; ')
  return { id, number, status, currency, total, amountDue, decision, class: line.class, reason, lost }
}

function planText(page: Page, plan: MigrationPlan, file: string): string {
  const { header, invoices, customers, end } = plan
  const { sourceCalls, targetCalls, shortestMs } = end.effort
  const seconds = Math.ceil(shortestMs / 1000)
  const blocked = invoices.filter(({ decision }) => decision === 'blocked')
  return [
    page.paint('bold', `${nameOf(header.source)} to ${nameOf(header.target)}: ${windows[header.window]}`),
    invoices.length === 0 ? noneText(failuresOf(plan)) : table(page, totalColumns, end.totals),
    ...blocked.map(({ id, number, reason }) =>
      page.paint('yellow', prose(page, `Blocked: ${number ?? id}: ${reason}`)),
    ),
    ...lossLines(invoices).map((line) => prose(page, line)),
    ...(customers.length === 0 ? [] : [`New customers at ${header.target.account}: ${customers.length}`]),
    ...header.notices.map((notice) => page.paint('yellow', prose(page, `Note: ${notice}`))),
    prose(
      page,
      `At least ${sourceCalls} + ${targetCalls} requests${seconds === 0 ? '' : `, ${seconds} s by the rate limits`}.`,
    ),
    prose(page, nextStep(invoices, file)),
  ].join('\n')
}

function nextStep(invoices: readonly PlannedInvoice[], file: string): string {
  return invoices.some(({ decision }) => decision === 'move')
    ? `${file} is written; nothing has moved. Read it, then: invoices migrate run ${file} --first 1`
    : `${file} is written; nothing in it moves.`
}

function nameOf({ account, provider, mode }: MigrationPlan['header']['source']): string {
  return `${account} (${provider}, ${mode ?? 'mode not told'})`
}

const windows: Record<MigrationPlan['header']['window'], string> = {
  draft_first: 'a draft, the source closed, the draft opened; for a moment payable nowhere',
  check_then_close: 'the copy, compared, then the source closed; for a moment in both books',
  create_first: 'the copy, compared, then the source closed; for a moment payable twice',
  close_first: 'the source closed, then the copy; for a moment payable nowhere',
}

/** The same loss of many invoices is one line. */
function lossLines(invoices: readonly PlannedInvoice[]): string[] {
  const counts = new Map<string, number>()
  for (const { decision, losses } of invoices) {
    if (decision !== 'move') continue
    for (const { field, message } of losses) {
      const words = `${field}: ${message}`
      counts.set(words, (counts.get(words) ?? 0) + 1)
    }
  }
  return [...counts].map(([words, count]) => `Lost of ${count}: ${words}`)
}

/** A plan of a part of the source would leave the rest behind unseen. */
function failuresOf({ header, invoices }: MigrationPlan): Failure[] {
  const { conclusion, reasons } = header.listing
  const unreadable = invoices.filter((line) => line.class === 'unreadable')
  return [
    ...(conclusion === 'incomplete'
      ? [failure('incomplete', `${header.source.account}: the listing is incomplete: ${reasons.join('; ')}`)]
      : []),
    ...unreadable.map(({ id, reason }) => failure('incomplete', `${id} cannot be planned: ${reason}`)),
  ]
}
