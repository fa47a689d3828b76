import type { AgingTable, DsoRow } from '@invoice-adapters/aggregate'
import { type Html, html } from '../html.ts'
import { overdueOf, type PageFacts, unitKey } from '../page-facts.ts'
import { mark } from '../table.ts'
import { currencyName, modeMark, plural } from '../words.ts'

/** What is owed, one card for each currency and mode: they are never added. */
export function outstandingSection(facts: PageFacts): Html {
  const { report } = facts
  return html`<section aria-labelledby="outstanding">
<h2 id="outstanding">Outstanding</h2>
${
  report.aging.length === 0
    ? html`<p>Nothing is owed in what was read.</p>`
    : html`<div class="cards">${report.aging.map((table) => card(table, facts))}</div>`
}
${convertedNote(facts)}
</section>`
}

function card(table: AgingTable, { report, format }: PageFacts): Html {
  const overdue = overdueOf(table)
  const share =
    overdue.unknown === 0 && table.outstanding.unknown === 0
      ? format.percent(overdue.amount, table.outstanding.amount)
      : null
  const { outstanding } = table
  const row = report.dso.find((one) => unitKey(one) === unitKey(table))
  const known = outstanding.count > outstanding.unknown
  return html`<article class="card">
<h3>${currencyName(table)}${mark(modeMark(table))}</h3>
<p class="amount">${known ? format.money(outstanding.amount, table) : html`<span class="unknown">unknown</span>`}</p>
<dl>
${known && outstanding.unknown > 0 ? html`<div class="lack"><dt>Not in the sum</dt><dd>${plural(outstanding.unknown, format.count(outstanding.unknown), 'unknown amount', 'unknown amounts')}</dd></div>` : null}
<div><dt>Overdue</dt><dd>${format.sum(overdue, table)}${share === null || overdue.count === 0 ? null : html` <span class="share">${share}</span>`}</dd></div>
<div><dt>Unpaid invoices</dt><dd>${format.count(outstanding.count)}</dd></div>
${row === undefined ? null : salesOutstanding(row, outstanding.unknown > 0)}
</dl>
</article>`
}

function salesOutstanding({ days, periodDays }: DsoRow, unknown: boolean): Html {
  const text = days === null || unknown ? html`<span class="unknown">unknown</span>` : `${days} days`
  return html`<div><dt><abbr title="Outstanding, divided by what was billed in the last ${periodDays} days, times ${periodDays}">Days sales outstanding</abbr></dt><dd>${text}</dd></div>`
}

function convertedNote({ report, format }: PageFacts): Html | null {
  const { converted } = report
  if (converted === null) return null
  const unit = { currency: converted.base, minorUnitDigits: null, mode: converted.mode }
  const left = converted.withoutRate
  return html`<p class="converted">At the rates of ${converted.source} of ${converted.date}, the ${converted.mode ?? ''} sums above come to about <strong>${format.money(converted.total, unit)}</strong>${
    left.length === 0 ? null : html`, without ${left.join(', ')}, for which no rate was given`
  }. Unknown amounts are not in it.</p>`
}
