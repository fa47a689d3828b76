import { formatMoney } from '@invoice-adapters/core'
import type { InvoiceOutcome, Outcome as MoveOutcome, RunReport } from '@invoice-adapters/migrate'
import type { Outcome } from '../command.ts'
import type { ExitName } from '../exit-codes.ts'
import { type Failure, failure } from '../failure.ts'
import { type Page, prose } from '../output/page.ts'
import { type Column, table } from '../output/table.ts'
import { ofMigrationError } from './failure.ts'

const columns: Column<InvoiceOutcome>[] = [
  { head: 'invoice', value: ({ id }) => id },
  { head: 'number', value: ({ number }) => number ?? '', least: 8, drop: 4 },
  { head: 'total', value: totalText, align: 'right', drop: 6 },
  { head: 'outcome', value: ({ outcome }) => outcome.replaceAll('_', ' '), drop: 1 },
  { head: 'copy', value: ({ copyId }) => copyId ?? '', drop: 2 },
  { head: 'new number', value: ({ copyNumber }) => copyNumber ?? '', least: 8, drop: 3 },
  { head: 'window', value: ({ windowMs }) => windowText(windowMs), align: 'right', drop: 5 },
]

/** Rounded up: never less than it was. */
function windowText(windowMs: number | null): string {
  return windowMs === null ? '' : `${(Math.ceil(windowMs / 100) / 10).toFixed(1)} s`
}

function totalText({ total, currency }: InvoiceOutcome): string {
  return total === null || currency === null ? '?' : formatMoney(total, currency)
}

/** What is left for a person, in the order in which it decides the exit code. */
const left: readonly [Exclude<MoveOutcome, 'moved'>, ExitName, string][] = [
  ['uncertain', 'uncertain', 'not known to have moved; run the plan again, which settles it'],
  [
    'closed_not_open',
    'incomplete',
    'closed at the source and not open at the target: nobody can pay; run the plan again',
  ],
  ['both_open', 'incomplete', 'open at both sides, since the copy could not be taken back; void one by hand'],
  ['withdrawn', 'incomplete', 'taken back, since the copy came out different; owed at the source as before'],
  ['blocked', 'incomplete', 'refused by a vendor; owed at the source as before'],
  ['set_aside', 'incomplete', 'set aside, since it changed after the planning; plan again for what is left'],
]

export function moveOutcome(report: RunReport, file: string): Outcome {
  return {
    data: { ...report, plan: file },
    rows: report.outcomes,
    text: (page) => moveText(page, report, file),
    failures: failuresOf(report),
  }
}

function moveText(page: Page, { outcomes, counts, notReached, stopped }: RunReport, file: string): string {
  const stayed = outcomes.filter(({ outcome }) => outcome !== 'moved')
  const next = notReached === 0 ? `invoices migrate verify ${file}` : `invoices migrate run ${file}`
  return [
    ...(outcomes.length === 0 ? ['Nothing has moved.'] : [table(page, columns, outcomes)]),
    ...stayed.map(({ id, number, reason }) =>
      page.paint('yellow', prose(page, `${number ?? id}: ${reason}`)),
    ),
    page.paint('bold', `${counts.moved} moved, ${stayed.length} not moved, ${notReached} not reached`),
    ...(stopped?.why === 'first' ? [prose(page, stopped.message)] : []),
    prose(page, `Next: ${next}`),
  ].join('\n')
}

function failuresOf({ counts, stopped }: RunReport): Failure[] {
  const open = left.flatMap(([outcome, exit, words]) =>
    counts[outcome] === 0 ? [] : [failure(exit, `${counts[outcome]} ${words}`)],
  )
  if (stopped === null || stopped.why === 'first') return open
  return [ofStop(stopped), ...open]
}

function ofStop({ why, message, error }: NonNullable<RunReport['stopped']>): Failure {
  if (why === 'signal') {
    return failure(
      'interrupted',
      'stopped; every invoice that was begun is as listed, and the same command goes on',
    )
  }
  if (error === null) return failure('incomplete', `stopped: ${message}`)
  const told = ofMigrationError(error)
  return { ...told, message: `stopped: ${told.message}` }
}
