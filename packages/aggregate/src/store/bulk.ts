import { CompiledQuery, type Transaction } from 'kysely'
import type { InvoiceStore } from './store.ts'
import type { InvoiceTable, ReadingTable, StoreTables } from './tables.ts'

/** Rows in one statement: few enough that the statements, which are kept ready, stay few. */
const rowsAtATime = 50

type Tables = Transaction<StoreTables>

/** The query builder writes each statement once; putting thousands of rows through it costs more than storing them. */
const texts = new Map<string, string>()

export async function insertReadings(
  store: InvoiceStore,
  tables: Tables,
  rows: readonly ReadingTable[],
): Promise<void> {
  for (const part of parts(rows))
    await execute(store, tables, 'readings', part, () => tables.insertInto('readings').values(part).compile())
}

/** New invoices, and those whose latest reading or its instant has changed. */
export async function upsertInvoices(
  store: InvoiceStore,
  tables: Tables,
  rows: readonly InvoiceTable[],
): Promise<void> {
  for (const part of parts(rows))
    await execute(store, tables, 'invoices', part, () => upsert(tables, part).compile())
}

function upsert(tables: Tables, rows: InvoiceTable[]): { compile(): CompiledQuery } {
  const columns = Object.keys(rows[0] ?? {}) as (keyof InvoiceTable)[]
  const changing = columns.filter((column) => column !== 'account_key' && column !== 'invoice_id')
  return tables
    .insertInto('invoices')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['account_key', 'invoice_id'])
        .doUpdateSet((row) =>
          Object.fromEntries(changing.map((column) => [column, row.ref(`excluded.${column}`)])),
        ),
    )
}

/** Every row has the same columns in the same order, as the functions that make rows give them. */
async function execute(
  store: InvoiceStore,
  tables: Tables,
  table: string,
  rows: readonly object[],
  compile: () => CompiledQuery,
): Promise<void> {
  const key = `${store.database.facts.kind} ${table} ${rows.length}`
  // The text alone: a compiled query holds on to the rows that it was made from.
  const text = texts.get(key) ?? compile().sql
  texts.set(key, text)
  const parameters = rows.flatMap((row): unknown[] => Object.values(row))
  await tables.executeQuery(CompiledQuery.raw(text, parameters))
}

function* parts<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += rowsAtATime) yield rows.slice(start, start + rowsAtATime)
}
