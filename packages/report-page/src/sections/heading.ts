import { type Html, html } from '../html.ts'
import type { PageFacts } from '../page-facts.ts'
import { plural } from '../words.ts'

export function headingSection({ title, report, format, invoices, accounts }: PageFacts): Html {
  const parts = [
    invoices === null ? null : plural(invoices.length, format.count(invoices.length), 'invoice', 'invoices'),
    accounts === null ? null : plural(accounts.length, format.count(accounts.length), 'account', 'accounts'),
  ].filter((part) => part !== null)
  const modes = new Set(report.totals.map(({ mode }) => mode))
  const testOnly = modes.size === 1 && modes.has('test')
  return html`<header>
<h1>${title}</h1>
<p class="as-of">As of <time datetime="${report.asOf}">${format.instant(report.asOf)}</time>${
    parts.length === 0 ? null : html` · ${parts.join(' from ')}`
  }</p>
${testOnly ? html`<p class="mode">Test data: none of this money is real.</p>` : null}
</header>`
}
