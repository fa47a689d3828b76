import { formatMoney } from '@invoice-adapters/core'
import type { MigrationPlan } from '../plan/plan.ts'
import type { Finding, Verification, VerifiedInvoice } from './verification.ts'

const findingWords: Record<Finding, string> = {
  moved: 'Moved, as planned',
  stayed: 'Stayed, as planned',
  went_on: 'Not moved, and changed by itself',
  not_run: 'Planned to move, and not moved',
  different: '**Copy is not as planned**',
  doubled: '**Owed twice**',
  lost: '**Closed, and not owed anywhere**',
}

const results: Record<Verification['exitCode'], string> = {
  0: 'Every invoice is where the plan wants it, and every difference is explained.',
  1: 'Nothing is wrong, and something is left to do or to explain.',
  2: 'Something is wrong: see below.',
}

/** Text of a vendor or a customer must not become markup. */
function cell(text: string | number | null): string {
  return String(text ?? '–')
    .replace(/[\\|`*_<>[\]]/g, '\\$&')
    .replace(/\s+/g, ' ')
}

function row(cells: (string | number | null)[]): string {
  return `| ${cells.map(cell).join(' | ')} |`
}

function table(head: string[], rows: (string | number | null)[][]): string[] {
  if (rows.length === 0) return ['None.']
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map(row)]
}

function money(amount: string | number | null, currency: string | null): string {
  return amount === null
    ? 'unknown'
    : formatMoney(typeof amount === 'string' ? BigInt(amount) : amount, currency ?? '')
}

function attention(invoices: readonly VerifiedInvoice[]): string[] {
  const concerned = invoices.filter(({ finding }) => !['moved', 'stayed'].includes(finding))
  return table(
    ['Invoice', 'Total', 'Finding', 'In words'],
    concerned.map(({ id, number, total, currency, finding, words }) => [
      number ?? id,
      money(total, currency),
      findingWords[finding].replaceAll('*', ''),
      words,
    ]),
  )
}

function unexplained(invoices: readonly VerifiedInvoice[]): string[] {
  const rows = invoices.flatMap(({ id, number, differences }) =>
    differences
      .filter(({ explained }) => explained === null)
      .map(({ field, source, target }) => [number ?? id, field, source, target]),
  )
  return table(['Invoice', 'Field', 'Source', 'Target'], rows)
}

function explained(invoices: readonly VerifiedInvoice[]): string[] {
  const counts = new Map<string, { field: string; because: string; count: number }>()
  for (const { field, explained: because } of invoices.flatMap(({ differences }) => differences)) {
    if (because === null) continue
    const key = `${field} ${because}`
    counts.set(key, { field, because, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const rows = [...counts.values()].map(({ field, because, count }) => [field, count, because])
  return table(['Field', 'Invoices', 'Because'], rows)
}

/** A report to be signed: what was planned, what is there now, and every difference. GitHub-flavoured Markdown. */
export function verificationMarkdown(plan: MigrationPlan, verification: Verification): string {
  const { source, target, plannedAt, window } = plan.header
  const { counts, totals, moved, notInPlan, doubts, invoices } = verification
  const findings = Object.entries(findingWords) as [Finding, string][]
  return [
    `# Migration from ${cell(`${source.provider} ${source.account}`)} to ${cell(`${target.provider} ${target.account}`)}`,
    '',
    `Planned ${plannedAt}, verified ${verification.verifiedAt}, order of steps: ${window.replaceAll('_', ' ')}.`,
    `Plan: \`${verification.planDigest}\``,
    '',
    `**Result: ${results[verification.exitCode]}**`,
    '',
    '## Findings',
    '',
    '| Finding | Invoices |',
    '|---|---|',
    ...findings.map(([finding, words]) => `| ${words} | ${counts[finding]} |`),
    '',
    '## What moved',
    '',
    ...table(
      ['Currency', 'Invoices', 'Planned', 'At the target'],
      moved.map((one) => [
        one.currency,
        one.count,
        money(one.planned, one.currency),
        money(one.copies, one.currency),
      ]),
    ),
    '',
    '## Both sides now',
    '',
    ...table(
      ['Side', 'Currency', 'Status', 'Invoices', 'Total', 'Total not known'],
      totals.map((one) => [
        one.side,
        one.currency,
        one.status,
        one.count,
        money(one.total, one.currency),
        one.unknown,
      ]),
    ),
    '',
    '## Invoices that are neither moved nor stayed as planned',
    '',
    ...attention(invoices),
    '',
    '## Owed at the source and not in the plan',
    '',
    ...table(
      ['Invoice', 'Total'],
      notInPlan.map(({ id, number, currency, total }) => [number ?? id, money(total, currency)]),
    ),
    '',
    '## Differences that nothing explains',
    '',
    ...unexplained(invoices),
    '',
    '## Differences that the plan explains',
    '',
    ...explained(invoices),
    '',
    ...(doubts.length === 0
      ? []
      : ['## Doubts about the reading', '', ...doubts.map((doubt) => `- ${cell(doubt)}`), '']),
    'Signed: ____________________  Date: ____________________',
    '',
  ].join('\n')
}
