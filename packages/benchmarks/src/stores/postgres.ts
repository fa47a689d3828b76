import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type InvoicePages, pageSize } from './invoice-pages.ts'
import { invoiceColumns, readingColumns, rowsByHand } from './rows-by-hand.ts'

/** By COPY, the database's own way for many rows; a transaction for each page or for everything. */
export async function copyByHand(
  address: string,
  { page, count }: InvoicePages,
  commit: 'page' | 'once',
): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  const pages = count / pageSize
  const step = commit === 'page' ? 1 : pages
  let seq = 0
  for (let start = 0; start < pages; start += step) {
    await client.query('begin')
    // One connection copies into one table at a time, so the text of the other one waits.
    let current = ''
    const readings = client.query(copyFrom(`copy readings (${readingColumns.join(', ')}) from stdin`))
    for (let index = start; index < start + step; index += 1) {
      let text = ''
      for (const invoice of page(index)) {
        seq += 1
        const rows = rowsByHand(invoice, seq)
        text += lineOf(rows.reading)
        current += lineOf(rows.current)
      }
      if (!readings.write(text)) await once(readings, 'drain')
    }
    await finished(readings)
    const invoices = client.query(copyFrom(`copy invoices (${invoiceColumns.join(', ')}) from stdin`))
    invoices.write(current)
    await finished(invoices)
    await client.query('commit')
  }
  await client.end()
}

async function finished(stream: NodeJS.WritableStream): Promise<void> {
  const end = once(stream, 'finish')
  stream.end()
  await end
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A line of PostgreSQL's text format. */
function lineOf(cells: readonly (string | number | null)[]): string {
  const texts = cells.map((cell) =>
    cell === null ? '\\N' : String(cell).replace(/[\\\n\r\t]/g, (one) => escapes[one] ?? one),
  )
  return `${texts.join('\t')}\n`
}
