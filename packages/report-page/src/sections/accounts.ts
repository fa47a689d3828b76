import type { AccountEvidence } from '@invoice-adapters/aggregate'
import { type Content, type Html, html } from '../html.ts'
import type { PageFacts } from '../page-facts.ts'
import { foreign, tableOf } from '../table.ts'
import { accountName, conclusionOf } from '../words.ts'

/** How completely each account was read. */
export function accountsSection(facts: PageFacts): Html {
  const { accounts, format } = facts
  return html`<section aria-labelledby="accounts">
<h2 id="accounts">How completely each account was read</h2>
${
  accounts === null
    ? html`<p class="unknown-block">Not told to this page. It cannot say whether anything is missing, apart from the failures it names.</p>`
    : tableOf({
        caption: 'Accounts and how completely each was read',
        columns: [
          { name: 'Account' },
          { name: 'Reading' },
          { name: 'Invoices', number: true },
          { name: 'Pages', number: true },
          { name: 'Unreadable', number: true },
          { name: 'Repeated', number: true },
          { name: 'What is to be said of it' },
        ],
        rows: accounts.map((one) => accountRow(one, format.count)),
      })
}
<p class="lead">No vendor has a feed of changes, so no reading can be proven complete; this is what was seen on the way.</p>
</section>`
}

function accountRow(one: AccountEvidence, count: (value: number) => string): Content[] {
  const { evidence, failure, invoices } = one
  const conclusion = failure === null ? evidence.conclusion : 'failed'
  const told = failure === null || evidence.reasons.some((reason) => reason.includes(failure.message))
  const remarks = told ? evidence.reasons : [failure.message, ...evidence.reasons]
  return [
    foreign(accountName(one)),
    html`<span class="reading ${conclusion}">${conclusionOf(one)}</span>`,
    count(invoices),
    count(evidence.pages),
    count(evidence.unreadable),
    count(evidence.repeats),
    remarks.length === 0
      ? html`<span class="none">nothing odd was seen</span>`
      : remarks.map((remark) => html`<div>${foreign(remark)}</div>`),
  ]
}
