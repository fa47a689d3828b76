import { daysBetween } from '../format.ts'
import { type Html, html } from '../html.ts'
import { customerOf, type ListedInvoice, type PageFacts } from '../page-facts.ts'
import { foreign, tableOf } from '../table.ts'
import { accountName, plural } from '../words.ts'

/** What can be expected next, by due date. */
export function dueNextSection(facts: PageFacts): Html | null {
  if (facts.invoices === null) return null
  const coming = comingInvoices(facts.invoices, facts.asOfMs)
  if (coming.length === 0) return null
  const shown = coming.slice(0, facts.dueNext)
  const { format } = facts
  return html`<section aria-labelledby="due-next">
<h2 id="due-next">Due next</h2>
<p class="lead">${
    shown.length === coming.length
      ? 'All unpaid invoices whose due date is still to come.'
      : `The first ${format.count(shown.length)} of ${format.count(coming.length)} unpaid invoices whose due date is still to come.`
  }</p>
${tableOf({
  caption: 'Invoices due next',
  columns: [
    { name: 'Due' },
    { name: 'In', number: true },
    { name: 'Customer' },
    { name: 'Invoice' },
    { name: 'Account' },
    { name: 'Amount due', number: true },
  ],
  rows: shown.map(({ dueAt, one }) => {
    const { invoice, unit } = one
    const days = daysBetween(facts.asOfMs, Date.parse(dueAt))
    return [
      html`<time datetime="${dueAt}">${format.day(dueAt)}</time>`,
      sameDay(facts.report.asOf, dueAt) ? 'today' : plural(days, format.count(days), 'day', 'days'),
      foreign(facts.customerName(customerOf(invoice))),
      foreign(invoice.number ?? invoice.source.id),
      foreign(accountName(invoice.source)),
      invoice.amountDue === null
        ? html`<span class="unknown">unknown</span>`
        : format.money(invoice.amountDue, unit),
    ]
  }),
})}
</section>`
}

/** In UTC, like every date of the page. */
function sameDay(one: string, other: string): boolean {
  const dayOf = (instant: string): number => Math.floor(Date.parse(instant) / 86_400_000)
  return dayOf(one) === dayOf(other)
}

function comingInvoices(
  invoices: readonly ListedInvoice[],
  asOfMs: number,
): { dueAt: string; one: ListedInvoice }[] {
  return invoices
    .flatMap((one) => {
      const { dueAt, kind } = one.invoice
      const coming = dueAt !== null && one.payable && kind === 'invoice' && Date.parse(dueAt) >= asOfMs
      return coming ? [{ dueAt, one }] : []
    })
    .sort((first, second) => Date.parse(first.dueAt) - Date.parse(second.dueAt))
}
