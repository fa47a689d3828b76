import type { AgingTable } from '@invoice-adapters/aggregate'
import { type Html, html } from '../html.ts'
import { byUnit, overdueOf, type PageFacts, unitKey } from '../page-facts.ts'
import { foreign, mark, tableOf } from '../table.ts'
import { accountName, currencyName, customerName, modeMark, unitName } from '../words.ts'

/** Who owes most, by currency. A customer is one at one account. */
export function debtorsSection(facts: PageFacts): Html | null {
  const groups = byUnit(facts.report.debtors)
  if (groups.length === 0) return null
  return html`<section aria-labelledby="debtors">
<h2 id="debtors">Largest debtors</h2>
${groups.map((group) => debtorsOf(group, facts))}
</section>`
}

function debtorsOf(group: AgingTable[], { report, format }: PageFacts): Html | null {
  const [first] = group
  if (first === undefined) return null
  const all = report.aging.find((table) => unitKey(table) === unitKey(first))?.outstanding
  const whole = all === undefined || all.unknown > 0 ? 0n : all.amount
  return html`<article>
<h3>${currencyName(first)}${mark(modeMark(first))}</h3>
${tableOf({
  caption: `Largest debtors in ${unitName(first)}`,
  columns: [
    { name: 'Customer' },
    { name: 'Account' },
    { name: 'Invoices', number: true },
    { name: 'Past its due date', number: true },
    { name: 'Owes', number: true },
    { name: 'Share', number: true },
  ],
  rows: group.map((table) => {
    const overdue = overdueOf(table)
    return [
      foreign(customerName(table.customer ?? { name: null, id: null })),
      foreign(accountName(table.customer ?? { provider: null, account: null })),
      format.count(table.outstanding.count),
      overdue.count === 0 ? html`<span class="none">–</span>` : format.sum(overdue, table),
      format.sum(table.outstanding, table),
      format.percent(table.outstanding.amount, whole) ?? html`<span class="unknown">unknown</span>`,
    ]
  }),
})}
</article>`
}
