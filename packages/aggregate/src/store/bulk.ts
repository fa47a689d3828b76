import type { Transaction } from 'kysely'
import type { InvoiceTable, ReadingTable, StoreTables } from './tables.ts'

/** Rows in one statement: few enough that the statements, which are kept ready, stay few. */
const rowsAtATime = 50

export async function insertReadings(
  tables: Transaction<StoreTables>,
  rows: readonly ReadingTable[],
): Promise<void> {
  for (const part of parts(rows)) await tables.insertInto('readings').values(part).execute()
}

export async function upsertInvoices(
  tables: Transaction<StoreTables>,
  rows: readonly InvoiceTable[],
): Promise<void> {
  for (const part of parts(rows)) {
    const [first] = part
    const columns = Object.keys(first ?? {}).filter(
      (column) => column !== 'account_key' && column !== 'invoice_id',
    )
    await tables
      .insertInto('invoices')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['account_key', 'invoice_id'])
          .doUpdateSet((row) =>
            Object.fromEntries(
              columns.map((column) => [column, row.ref(`excluded.${column as keyof InvoiceTable}`)]),
            ),
          ),
      )
      .execute()
  }
}

function* parts<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += rowsAtATime) yield rows.slice(start, start + rowsAtATime)
}
