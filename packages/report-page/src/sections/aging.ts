import type { AgingTable } from '@invoice-adapters/aggregate'
import { agingChart, bucketShade } from '../aging-chart.ts'
import { type Html, html } from '../html.ts'
import { lateBuckets, type PageFacts, shownBuckets } from '../page-facts.ts'
import { mark, tableOf } from '../table.ts'
import { bucketWords, currencyName, modeMark, plural, unitName } from '../words.ts'

/** How late what is owed is: a table with every figure, and beside it the same as a picture. */
export function agingSection(facts: PageFacts): Html | null {
  const { aging } = facts.report
  if (aging.length === 0) return null
  return html`<section aria-labelledby="aging">
<h2 id="aging">How late it is</h2>
<p class="lead">Unpaid invoices by days after the due date.</p>
${aging.map((table) => agingOf(table, facts))}
</section>`
}

function agingOf(table: AgingTable, { format }: PageFacts): Html {
  const late = lateBuckets(table).map(({ name }) => name)
  const name = unitName(table)
  const chart = agingChart(
    table,
    `Amount due in ${name} by lateness, as bars; the table beside it has the figures`,
    format,
  )
  const { unknown } = table.outstanding
  return html`<article class="aging">
<h3>${currencyName(table)}${mark(modeMark(table))}</h3>
<div class="pair">
${tableOf({
  caption: `Aging of what is owed in ${name}`,
  columns: [{ name: 'Late by' }, { name: 'Invoices', number: true }, { name: 'Due', number: true }],
  rows: shownBuckets(table).map((bucket) => [
    html`<span class="swatch ${bucketShade(bucket.name, late)}" aria-hidden="true"></span>${bucketWords(bucket.name).long}`,
    format.count(bucket.count),
    format.sum(bucket, table),
  ]),
  footer: ['Outstanding', format.count(table.outstanding.count), format.sum(table.outstanding, table)],
})}
${
  chart === null
    ? html`<p class="no-chart">There is no known amount to draw.</p>`
    : html`<figure>${chart}${
        unknown === 0
          ? null
          : html`<figcaption>${plural(unknown, format.count(unknown), 'invoice of unknown amount is', 'invoices of unknown amount are')} in no bar.</figcaption>`
      }</figure>`
}
</div>
</article>`
}
