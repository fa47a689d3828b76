import type { AgingTable } from '@invoice-adapters/aggregate'
import { type Html, html } from '../html.ts'
import { byUnit, overdueOf, type PageFacts, unitKey } from '../page-facts.ts'
import { foreign, mark, tableOf } from '../table.ts'
import { accountName, currencyName, modeMark, unitName } from '../words.ts'

/** Who owes most, by currency. A customer is one at one account. */
export function debtorsSection(facts: PageFacts): Html | null {
  const groups = byUnit(facts.report.debtors)
  if (groups.length === 0) return null
  return html`<section aria-labelledby="debtors">
<h2 id="debtors">Largest debtors</h2>
${groups.map((group) => debtorsOf(group, facts))}
</section>`
}

function debtorsOf(group: AgingTable[], { report, format, customerName }: PageFacts): Html | null {
  const [first] = group
  if (first === undefined) return null
  const all = report.aging.find((table) => unitKey(table) === unitKey(first))?.outstanding
  // A share of a sum that lacks something would be too large.
  const whole = all === undefined || all.unknown > 0 ? null : all.amount
  return html`<article>
<h3>${currencyName(first)}${mark(modeMark(first))}</h3>
${tableOf({
  caption: `Largest debtors in ${unitName(first)}`,
  columns: [
    { name: 'Customer' },
    { name: 'Account' },
    { name: 'Invoices', number: true },
    { name: 'Overdue', number: true },
    { name: 'Owes', number: true },
    ...(whole === null ? [] : [{ name: 'Share', number: true }]),
  ],
  rows: group.map((table) => {
    const overdue = overdueOf(table)
    return [
      table.customer === null ? null : foreign(customerName(table.customer)),
      table.customer === null ? null : foreign(accountName(table.customer)),
      format.count(table.outstanding.count),
      overdue.count === 0 ? html`<span class="none">–</span>` : format.sum(overdue, table),
      format.sum(table.outstanding, table),
      ...(whole === null
        ? []
        : [format.percent(table.outstanding.amount, whole) ?? html`<span class="none">–</span>`]),
    ]
  }),
})}
</article>`
}
