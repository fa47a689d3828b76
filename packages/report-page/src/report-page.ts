import { createHash } from 'node:crypto'
import type { Report } from '@invoice-adapters/aggregate'
import { type Html, html, trusted } from './html.ts'
import { gatherFacts, type PageFacts } from './page-facts.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { accountsSection } from './sections/accounts.ts'
import { agingSection } from './sections/aging.ts'
import { debtorsSection } from './sections/debtors.ts'
import { doubtsSection } from './sections/doubts.ts'
import { dueNextSection } from './sections/due-next.ts'
import { headingSection } from './sections/heading.ts'
import { invoicesSection } from './sections/invoices.ts'
import { missingSection } from './sections/missing.ts'
import { outstandingSection } from './sections/outstanding.ts'
import { readingGuide } from './sections/reading-guide.ts'
import { totalsSection } from './sections/totals.ts'
import type { ReportPageSettings } from './settings.ts'

const sections: readonly ((facts: PageFacts) => Html | null)[] = [
  headingSection,
  missingSection,
  outstandingSection,
  agingSection,
  debtorsSection,
  dueNextSection,
  totalsSection,
  accountsSection,
  doubtsSection,
  invoicesSection,
]

/**
 * The report as one HTML file that needs nothing else: no network, no font, no script of others. It is whole without
 * JavaScript; the inline script only sorts and filters the table of invoices. A strict content security policy allows that
 * script and that style sheet by their hashes and nothing more. Amounts are exact; what is not known is said to be unknown.
 * The same input gives the same page. To be written as UTF-8.
 */
export function reportPage(report: Report, settings: ReportPageSettings = {}): string {
  const facts = gatherFacts(report, settings)
  const body = sections.map((section) => section(facts))
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${facts.title}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#invoices">Skip to the invoices</a>
<main>
${body}
</main>
${readingGuide()}
<script>${trusted(pageScript)}</script>
</body>
</html>
`.markup
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
}

const securityPolicy: string = [
  "default-src 'none'",
  `style-src ${hashOf(pageStyle)}`,
  `script-src ${hashOf(pageScript)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
