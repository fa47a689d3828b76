import { daysBetween, type Formatting } from '../format.ts'
import { type Html, html } from '../html.ts'
import { customerOf, type ListedInvoice, type PageFacts, unitKey } from '../page-facts.ts'
import { accountName, plural, statusWords, unitName } from '../words.ts'
import { sumsDifference } from './sums-difference.ts'

const columns = ['Invoice', 'Customer', 'Account', 'Status', 'Issued', 'Due', 'Total', 'Amount due']

/** Every invoice; complete without the script, which adds sorting and filtering. */
export function invoicesSection(facts: PageFacts): Html {
  const { invoices, format, report } = facts
  if (invoices === null) {
    return html`<section aria-labelledby="invoices"><h2 id="invoices">Invoices</h2>
<p>This page was made without a list of invoices.</p></section>`
  }
  const rows = invoices.toSorted(unpaidAndOldestFirst)
  const units = new Map<string, number>()
  for (const { unit } of rows) if (!units.has(unitKey(unit))) units.set(unitKey(unit), units.size)
  const count = plural(rows.length, format.count(rows.length), 'invoice', 'invoices')
  const difference = sumsDifference(report, rows, format)
  return html`<section aria-labelledby="invoices" class="all">
<h2 id="invoices">Invoices</h2>
${difference === null ? null : html`<p class="notice doubt">${difference}</p>`}
${filterForm(rows)}
<p class="lead" id="shown" role="status">${count}, unpaid ones first, the longest due at the top.</p>
<div class="scroll" role="region" aria-label="All invoices" tabindex="0"><table id="invoice-table" data-locale="${format.locale}" data-units="${JSON.stringify([...units.keys()].map((key) => JSON.parse(key)))}">
<caption class="quiet">All invoices of this report</caption>
<thead><tr>${columns.map((name, place) => html`<th scope="col"${place > 5 ? html` class="n"` : null}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => invoiceRow(row, units.get(unitKey(row.unit)) ?? 0, facts))}</tbody></table></div>
</section>`
}

/** The marks of cells are short, and the kinds of columns in the style sheet: a page may hold very many rows. */
function invoiceRow(
  { invoice, unit, status, payable }: ListedInvoice,
  place: number,
  facts: PageFacts,
): Html {
  const { format } = facts
  const { number, source, issuedAt, dueAt } = invoice
  const name = number ?? source.id
  return html`<tr data-u="${place}"><th scope="row">${name}${
    name === source.id ? null : html`<small>${source.id}</small>`
  }</th><td>${facts.customerName(customerOf(invoice))}</td><td>${accountName(source)}</td><td><span class="status ${status}">${statusWords[status]}</span></td><td>${dayCell(
    issuedAt,
    format,
  )}</td><td>${dayCell(dueAt, format)}${lateness(invoice.dueAt, payable, facts)}</td><td>${amountCell(
    invoice.total,
    unit,
    format,
  )}</td><td>${payable ? amountCell(invoice.amountDue, unit, format) : html`–`}</td></tr>
`
}

function dayCell(instant: string | null, format: Formatting): Html | string {
  return instant === null
    ? html`<i>not told</i>`
    : html`<time datetime="${instant}">${format.day(instant)}</time>`
}

function lateness(dueAt: string | null, payable: boolean, { asOfMs }: PageFacts): Html | null {
  const days = dueAt === null ? 0 : daysBetween(Date.parse(dueAt), asOfMs)
  return payable && days > 0 ? html`<small>${plural(days, String(days), 'day', 'days')} late</small>` : null
}

function amountCell(amount: number | null, unit: ListedInvoice['unit'], format: Formatting): Html {
  return amount === null
    ? html`<i>unknown</i>`
    : html`<data value="${amount}">${format.money(amount, unit)}</data>`
}

function filterForm(rows: readonly ListedInvoice[]): Html {
  const choice = (name: string, label: string, options: Iterable<readonly [string, string]>): Html =>
    html`<label>${label}<select name="${name}"><option value="">All</option>${[...options].map(
      ([value, text]) => html`<option value="${value}">${text}</option>`,
    )}</select></label>`
  const accounts = [...new Set(rows.map(({ invoice }) => accountName(invoice.source)))].sort()
  const statuses = [...new Set(rows.map(({ status }) => status))]
  const currencies = [...new Map(rows.map(({ unit }) => [unitKey(unit), unit])).values()]
  return html`<form id="invoice-filter" hidden>
<label class="wide">Search<input type="search" name="text" autocomplete="off" placeholder="Number, customer, id"></label>
${choice('status', 'Status', [['payable', 'unpaid (open and past due)'], ...statuses.map((status) => [statusWords[status], statusWords[status]] as const)])}
${choice(
  'account',
  'Account',
  accounts.map((name) => [name, name] as const),
)}
${choice(
  'unit',
  'Currency',
  currencies.map((unit, place) => [String(place), unitName(unit)] as const),
)}
<button type="reset">Show all</button>
</form>`
}

function unpaidAndOldestFirst(one: ListedInvoice, other: ListedInvoice): number {
  if (one.payable !== other.payable) return one.payable ? -1 : 1
  return one.payable
    ? instantOf(one.invoice.dueAt) - instantOf(other.invoice.dueAt)
    : instantOf(other.invoice.issuedAt, 0) - instantOf(one.invoice.issuedAt, 0)
}

function instantOf(instant: string | null, missing: number = Number.MAX_SAFE_INTEGER): number {
  const ms = instant === null ? Number.NaN : Date.parse(instant)
  return Number.isNaN(ms) ? missing : ms
}
