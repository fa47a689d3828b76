import { type Html, html } from '../html.ts'

export function readingGuide(): Html {
  return html`<footer>
<h2>How to read this</h2>
<ul>
<li>Outstanding is the amount due of all open and past due invoices, credit notes included. Amounts are exact.</li>
<li><em>Unknown</em> means that the vendor does not say. It is never counted as zero, and stands beside the sum that it is not in.</li>
<li>Currencies are never added, nor is live money to test money.</li>
<li>Late days are whole days from the due date to the instant of the report, a day begun counting as one. Dates are in UTC.</li>
<li>A customer is one at one account; the same person at two vendors is two.</li>
</ul>
</footer>`
}
