import { formatMoney } from '@invoice-adapters/core'
import type { Finding, MovedTotal, Verification } from '@invoice-adapters/migrate'
import type { Outcome } from '../command.ts'
import { type Failure, failure } from '../failure.ts'
import { type Page, prose } from '../output/page.ts'
import { type Column, table } from '../output/table.ts'

const columns: Column<MovedTotal>[] = [
  { head: 'currency', value: ({ currency }) => currency },
  { head: 'moved', value: ({ count }) => String(count), align: 'right' },
  {
    head: 'planned',
    value: ({ planned, currency }) => formatMoney(BigInt(planned), currency),
    align: 'right',
  },
  { head: 'copies', value: ({ copies, currency }) => formatMoney(BigInt(copies), currency), align: 'right' },
]

/** What is wrong or left, worst first. */
const open: readonly [Finding, string][] = [
  ['lost', 'closed at the source and owed nowhere'],
  ['doubled', 'owed twice'],
  ['different', 'with a copy that is not as planned'],
  ['not_run', 'planned to move and not moved yet; invoices migrate run goes on'],
]

export function verifyOutcome(
  found: Verification,
  files: readonly string[],
  more: readonly Failure[],
): Outcome {
  return {
    data: { ...found, files },
    rows: found.invoices,
    text: (page) => verifyText(page, found, files),
    failures: [...failuresOf(found), ...more],
  }
}

function verifyText(page: Page, found: Verification, files: readonly string[]): string {
  const { invoices, counts, moved, notInPlan } = found
  const told = invoices.filter(({ finding }) => finding !== 'moved' && finding !== 'stayed')
  const results = Object.entries(counts).filter(([, count]) => count > 0)
  return [
    ...(moved.length === 0 ? [] : [table(page, columns, moved)]),
    results.map(([finding, count]) => `${count} ${finding.replaceAll('_', ' ')}`).join(', '),
    ...told.map(({ id, number, words }) => page.paint('yellow', prose(page, `${number ?? id}: ${words}`))),
    ...differencesOf(found).map((line) => page.paint('yellow', prose(page, line))),
    ...(notInPlan.length === 0
      ? []
      : [
          prose(
            page,
            `Owed at the source and not in the plan: ${notInPlan.map(({ id, number }) => number ?? id).join(', ')}`,
          ),
        ]),
    ...(files.length === 0 ? [] : [`Written: ${files.join(', ')}`]),
    ...(found.exitCode === 0
      ? [page.paint('green', 'Every invoice is where the plan wants it, and every difference is explained.')]
      : []),
  ].join('\n')
}

function differencesOf({ invoices }: Verification): string[] {
  return invoices.flatMap(({ id, number, differences }) =>
    differences
      .filter(({ explained }) => explained === null)
      .map(
        ({ field, source, target }) =>
          `${number ?? id}: ${field} is ${target ?? 'not told'} at the target, ${source ?? 'not told'} at the source`,
      ),
  )
}

function failuresOf({ counts, unexplained, doubts, moved, exitCode }: Verification): Failure[] {
  const sums = moved.filter(({ planned, copies }) => planned !== copies)
  const sentences = [
    ...open.flatMap(([finding, words]) => (counts[finding] === 0 ? [] : [`${counts[finding]} ${words}`])),
    ...sums.map(({ currency }) => `the copies in ${currency} do not come to what was planned`),
    ...(unexplained === 0 ? [] : [`${unexplained} differences that the plan does not explain`]),
    ...doubts,
  ]
  const told =
    exitCode === 0 || sentences.length > 0 ? sentences : ['something is left to do; --json says what']
  return told.map((sentence) => failure('incomplete', sentence))
}
