import type { RollbackPreview, RollbackReport } from '@invoice-adapters/migrate'
import type { Outcome } from '../command.ts'
import { type Failure, failure } from '../failure.ts'
import { type Page, prose } from '../output/page.ts'

export interface RollbackEnd {
  report: RollbackReport
  /** Name of the account at the target, for the way back. */
  target: string
  source: string
  /** Why nothing was done, where it was not confirmed. */
  refusal: Failure | null
  stopped: boolean
}

export function rollbackOutcome({ report, target, source, refusal, stopped }: RollbackEnd): Outcome {
  const { preview, confirmed, withdrawn, stayed, failed } = report
  const text = (page: Page): string => {
    if (!confirmed)
      return previewText(preview)
        .map((line) => prose(page, line))
        .join('\n')
    return [
      ...withdrawn.map(({ id, number, copyId }) => `Taken back: ${number ?? id} (copy ${copyId})`),
      ...stayed.map(({ id, number, because }) =>
        page.paint('yellow', prose(page, `Stays: ${number ?? id}: ${because}`)),
      ),
      ...failed.map(({ id, number, words }) =>
        page.paint('red', prose(page, `Not taken back: ${number ?? id}: ${words}`)),
      ),
      page.paint('bold', `${withdrawn.length} taken back, ${stayed.length} stay, ${failed.length} failed`),
      ...wayBack(report, source, target).map((line) => prose(page, line)),
    ].join('\n')
  }
  return {
    data: report,
    rows: [...withdrawn, ...stayed, ...failed],
    text,
    failures: refusal === null ? failuresOf(report, stopped) : [refusal],
  }
}

/** What would be done, and what cannot be undone. */
export function previewText({ items, cannotUndo }: RollbackPreview): string[] {
  const withdrawn = items.filter(({ what }) => what === 'withdraw')
  return [
    withdrawn.length === 0 ? 'No copy can be taken back.' : `Copies that are taken back: ${withdrawn.length}`,
    ...withdrawn.map(({ id, number, copyId, because }) => `- ${number ?? id}: copy ${copyId}; ${because}`),
    'What cannot be undone:',
    ...cannotUndo.map((line) => `- ${line}`),
  ]
}

/** Where the source is closed, the copy is what can be paid: it goes back by a plan of its own. */
function wayBack({ stayed }: RollbackReport, source: string, target: string): string[] {
  if (stayed.length === 0) return []
  const ids = stayed.map(({ copyId }) => `--id ${copyId}`).join(' ')
  return [`To move those back: invoices migrate plan ${target} ${source} ${ids} --out back.jsonl`]
}

function failuresOf({ stayed, failed }: RollbackReport, stopped: boolean): Failure[] {
  return [
    ...(stopped ? [failure('interrupted', 'stopped; the same command goes on')] : []),
    ...(failed.length === 0
      ? []
      : [failure('incomplete', `${failed.length} not taken back; the same command tries again`)]),
    ...(stayed.length === 0
      ? []
      : [failure('incomplete', `${copies(stayed.length)} at the target, payable nowhere else`)]),
  ]
}

function copies(count: number): string {
  return count === 1 ? '1 copy stays' : `${count} copies stay`
}
