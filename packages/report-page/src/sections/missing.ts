import { invoiceErrorKinds } from '@invoice-adapters/core'
import { type Html, html } from '../html.ts'
import { type FailedAccount, failedAccounts, type PageFacts, unreadableRecords } from '../page-facts.ts'
import { foreign } from '../table.ts'
import { accountName, plural } from '../words.ts'

/** What the figures lack, before any of them. */
export function missingSection(facts: PageFacts): Html {
  const failed = failedAccounts(facts)
  return html`${failed.length === 0 ? null : failureNotice(facts, failed)}${doubtNotice(facts)}`
}

function failureNotice({ accounts, format }: PageFacts, failed: FailedAccount[]): Html {
  const all = accounts === null ? '' : ` of ${format.count(accounts.length)}`
  const one = failed.length === 1 && (accounts === null || accounts.length === 1)
  return html`<section class="notice failed" aria-labelledby="failed">
<h2 id="failed"><span class="sign" aria-hidden="true">!</span>${format.count(failed.length)}${all} ${one ? 'account' : 'accounts'} failed. Every figure below lacks what is there.</h2>
<ul>${failed.map(
    ({ error, read }) => html`<li><strong>${foreign(accountName(error))}</strong>
<code>${error.kind}</code> ${foreign(error.message)}
<span class="hint">${invoiceErrorKinds[error.kind].action}${
      read === null ? null : ` ${readBefore(read, format.count(read))}`
    }</span></li>`,
  )}</ul>
</section>`
}

function readBefore(read: number, written: string): string {
  if (read === 0) return 'No invoice of it is in this report.'
  return `${plural(read, written, 'invoice', 'invoices')} read before it failed ${read === 1 ? 'is' : 'are'} in this report.`
}

/** Lesser doubts, each with the way to its section. */
function doubtNotice({ report, accounts, format }: PageFacts): Html | null {
  const incomplete = (accounts ?? []).filter(
    ({ failure, evidence }) => failure === null && evidence.conclusion === 'incomplete',
  ).length
  const unknown = report.aging.reduce((sum, { outstanding }) => sum + outstanding.unknown, 0)
  const counted: [number, string, string, string][] = [
    [incomplete, 'accounts', 'account was not read completely', 'accounts were not read completely'],
    [unreadableRecords(report).length, 'doubts', 'record could not be read', 'records could not be read'],
    [
      unknown,
      'aging',
      'unpaid invoice has an unknown amount due and is in no sum',
      'unpaid invoices have an unknown amount due and are in no sum',
    ],
    [report.duplicates.length, 'doubts', 'bill may stand at two places', 'bills may stand at two places'],
    [report.doubtful.length, 'doubts', 'invoice deserves a second look', 'invoices deserve a second look'],
  ]
  const items = counted.filter(([count]) => count > 0)
  if (items.length === 0) return null
  return html`<section class="notice doubt" aria-labelledby="unknown">
<h2 id="unknown">What is not certain</h2>
<ul>${items.map(
    ([count, target, one, many]) =>
      html`<li><a href="#${target}">${plural(count, format.count(count), one, many)}</a></li>`,
  )}</ul>
</section>`
}
