import type { DoubtfulInvoice, InvoiceReference } from '@invoice-adapters/aggregate'
import type { InvoiceNoteCode } from '@invoice-adapters/core'
import { type Html, html } from '../html.ts'
import { type PageFacts, unreadableRecords } from '../page-facts.ts'
import { foreign, tableOf } from '../table.ts'
import { accountName, duplicateWords, noteWords } from '../words.ts'

/** More rows than this are folded away under their count. */
const openUpTo = 12

/** Records that could not be read, bills that stand twice, and readings that deserve a second look. */
export function doubtsSection(facts: PageFacts): Html {
  const { report } = facts
  const parts = [unreadable(facts), duplicates(facts), ...doubtful(facts)]
  const none = report.duplicates.length === 0 && report.doubtful.length === 0
  return html`<section aria-labelledby="doubts">
<h2 id="doubts">Doubtful records</h2>
${none && unreadableRecords(report).length === 0 ? html`<p>None: every record that came could be read, adds up, and stands at one place only.</p>` : parts}
</section>`
}

function folded(name: string, count: number, table: Html, { format }: PageFacts): Html {
  return html`<details${count <= openUpTo ? html` open` : null}><summary><span>${name}</span> <span class="badge">${format.count(count)}</span></summary>${table}</details>`
}

function unreadable(facts: PageFacts): Html | null {
  const records = unreadableRecords(facts.report)
  if (records.length === 0) return null
  const caption = 'Records that could not be read'
  const table = tableOf({
    caption,
    columns: [{ name: 'Record' }, { name: 'Account' }, { name: 'What is wrong' }],
    rows: records.map((error) => [
      foreign(error.recordId ?? 'without an id'),
      foreign(accountName(error)),
      foreign(error.message),
    ]),
  })
  return folded(`${caption}; they are in no figure`, records.length, table, facts)
}

function duplicates(facts: PageFacts): Html | null {
  const bills = facts.report.duplicates
  if (bills.length === 0) return null
  const caption = 'The same bill at two places'
  const table = tableOf({
    caption,
    columns: [{ name: 'Key or number' }, { name: 'Because of the' }, { name: 'Stands at' }],
    rows: bills.map((bill) => [
      foreign(bill.value),
      duplicateWords[bill.because],
      bill.invoices.map((one) => html`<div>${foreign(`${accountName(one)}: ${referenceName(one)}`)}</div>`),
    ]),
  })
  return folded(`${caption}; each is counted as often as it stands`, bills.length, table, facts)
}

function doubtful(facts: PageFacts): Html[] {
  const byCode = new Map<InvoiceNoteCode, { invoice: DoubtfulInvoice; message: string }[]>()
  for (const invoice of facts.report.doubtful) {
    for (const { code, message } of invoice.notes) {
      const rows = byCode.get(code) ?? []
      rows.push({ invoice, message })
      byCode.set(code, rows)
    }
  }
  return [...byCode].map(([code, rows]) => {
    const caption = noteWords[code] ?? code
    const table = tableOf({
      caption,
      columns: [{ name: 'Invoice' }, { name: 'Account' }, { name: 'What is known' }],
      rows: rows.map(({ invoice, message }) => [
        foreign(referenceName(invoice)),
        foreign(accountName(invoice)),
        foreign(message),
      ]),
    })
    return folded(caption, rows.length, table, facts)
  })
}

function referenceName({ number, id }: InvoiceReference): string {
  return number === null || number === id ? id : `${number} (${id})`
}
