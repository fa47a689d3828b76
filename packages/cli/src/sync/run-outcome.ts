import type { SyncFailure, SyncRun } from '@invoice-adapters/aggregate/store'
import type { InvoiceError } from '@invoice-adapters/core'
import type { Outcome } from '../command.ts'
import { type Failure, failure, ofInvoiceError, ofStoreError } from '../failure.ts'
import { type Page, prose } from '../output/page.ts'
import { type Column, table } from '../output/table.ts'

const columns: Column<SyncRun>[] = [
  { head: 'account', value: ({ account }) => account },
  { head: 'mode', value: ({ mode }) => mode },
  { head: 'state', value: ({ state }) => state },
  { head: 'new', value: (run) => String(run.new), align: 'right' },
  { head: 'changed', value: ({ changed }) => String(changed), align: 'right' },
  { head: 'unchanged', value: ({ unchanged }) => String(unchanged), align: 'right', drop: 2 },
  { head: 'gone', value: ({ gone }) => String(gone), align: 'right' },
  { head: 'unread', value: ({ evidence }) => String(evidence.unreadable), align: 'right', drop: 1 },
  { head: 'pages', value: ({ evidence }) => String(evidence.pages), align: 'right', drop: 4 },
  { head: 'single reads', value: ({ singleReads }) => String(singleReads), align: 'right', drop: 5 },
  { head: 'evidence', value: ({ evidence }) => evidence.conclusion, drop: 3 },
]

/** The records of runs, for people and for programs. */
export function runsOutcome(runs: readonly SyncRun[], failures: readonly Failure[]): Outcome {
  return {
    data: { runs, failures },
    rows: runs,
    cells: runs.map(runCells),
    text: (page) => runsText(page, runs),
    failures,
  }
}

export function runsText(page: Page, runs: readonly SyncRun[]): string {
  if (runs.length === 0) return ''
  const remarks = runs.flatMap((run) => [
    ...run.unread.map(({ recordId, message }) =>
      page.paint('yellow', prose(page, `${run.account}: not read: ${recordId ?? 'a record'}: ${message}`)),
    ),
    ...run.cannotSee.map((change) =>
      page.paint('dim', prose(page, `${run.account}: not seen until the next full sync: ${change}`)),
    ),
  ])
  return [table(page, columns, runs), ...remarks].join('\n')
}

/** What a run did, in one row of a spreadsheet. */
function runCells(run: SyncRun): Record<string, string | number | null> {
  const { evidence, unread, cannotSee, failure: ended, ...plain } = run
  return {
    ...plain,
    conclusion: evidence.conclusion,
    pages: evidence.pages,
    unreadable: evidence.unreadable,
    failure: ended?.kind ?? null,
  }
}

/** A run that ended, and left something in doubt. */
export function doubtsOf({ account, evidence }: SyncRun): Failure[] {
  if (evidence.conclusion !== 'incomplete') return []
  return [failure('incomplete', `${account}: the sync is incomplete: ${evidence.reasons.join('; ')}`)]
}

/** A run that stopped early. What it stored stays; the next one goes on from there. */
export function ofSyncFailure(account: string, { error, run }: SyncFailure): Failure {
  if (error.kind === 'account_busy') return failure('store', `${account}: ${error.message}`)
  const stored = run === null ? 0 : run.new + run.changed
  const standing =
    run === null
      ? ''
      : `; ${stored} new or changed invoice${stored === 1 ? ' is' : 's are'} stored, and the next sync goes on there`
  if (error.kind === 'aborted') return failure('interrupted', `${account}: stopped${standing}`)
  const told = isInvoiceError(error) ? ofInvoiceError(error) : ofStoreError(error)
  return { ...told, message: `${told.message}${standing}` }
}

function isInvoiceError(
  error: Exclude<SyncFailure['error'], { kind: 'account_busy' }>,
): error is InvoiceError {
  return 'requestId' in error
}
