import type { Sum, TotalRow } from '@invoice-adapters/aggregate'
import { isPayable } from '@invoice-adapters/core'
import { type Html, html } from '../html.ts'
import { byUnit, type PageFacts } from '../page-facts.ts'
import { foreign, mark, tableOf } from '../table.ts'
import { accountName, currencyName, modeMark, statusWords, unitName } from '../words.ts'

/** What each account holds, by status. */
export function totalsSection(facts: PageFacts): Html | null {
  const groups = byUnit(facts.report.totals)
  if (groups.length === 0) return null
  return html`<section aria-labelledby="totals">
<h2 id="totals">Totals by account and status</h2>
${groups.map((group) => totalsOf(group, facts))}
</section>`
}

function totalsOf(group: TotalRow[], { format }: PageFacts): Html | null {
  const [first] = group
  if (first === undefined) return null
  const due: Sum = { count: 0, amount: 0n, unknown: 0 }
  for (const row of group) {
    due.count += row.due.count
    due.amount += row.due.amount
    due.unknown += row.due.unknown
  }
  return html`<article>
<h3>${currencyName(first)}${mark(modeMark(first))}</h3>
${tableOf({
  caption: `Totals in ${unitName(first)} by account and status`,
  columns: [
    { name: 'Account' },
    { name: 'Status' },
    { name: 'Invoices', number: true },
    { name: 'Billed', number: true },
    { name: 'Due', number: true },
  ],
  rows: group.map((row) => [
    foreign(accountName(row)),
    html`<span class="status ${row.status}">${statusWords[row.status]}</span>`,
    format.count(row.billed.count),
    format.sum(row.billed, row),
    isPayable(row.status) ? format.sum(row.due, row) : html`<span class="none">–</span>`,
  ]),
  footer: ['All', '', format.count(due.count), '', format.sum(due, first)],
})}
</article>`
}
