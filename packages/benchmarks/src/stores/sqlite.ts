import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type InvoiceStore, openStore, type StoreSettings } from '@invoice-adapters/aggregate/store'
import { type InvoicePages, pageSize } from './invoice-pages.ts'
import { invoiceColumns, readingColumns, rowsByHand } from './rows-by-hand.ts'

export interface SqliteFile {
  path: string
  remove(): void
}

/** A file whose tables are there and empty. */
export async function emptySqliteFile(): Promise<SqliteFile> {
  const folder = mkdtempSync(join(tmpdir(), 'invoice-benchmarks-'))
  const path = join(folder, 'invoices.db')
  await closed(await storeAt(`sqlite:${path}`))
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export async function storeAt(address: string, settings: StoreSettings = {}): Promise<InvoiceStore> {
  const store = await openStore(address, settings)
  if (store.isErr()) throw new Error(store.error.message)
  return store.value
}

export async function closed(store: InvoiceStore): Promise<void> {
  const result = await store.close()
  if (result.isErr()) throw new Error(result.error.message)
}

/** As durable as the store: what is answered outlives a loss of power. */
export function openAsTheStoreDoes(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'secure_delete = on'])
    database.prepare(`pragma ${pragma}`).all()
  return database
}

/** One prepared statement for each table, and a transaction for each page or for everything. */
export function insertByHand(path: string, { page, count }: InvoicePages, commit: 'page' | 'once'): void {
  const database = openAsTheStoreDoes(path)
  const insertion = (table: string, columns: readonly string[]) =>
    database.prepare(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    )
  const readings = insertion('readings', readingColumns)
  const invoices = insertion('invoices', invoiceColumns)
  let seq = 0
  if (commit === 'once') database.exec('begin immediate')
  for (let index = 0; index < count / pageSize; index += 1) {
    if (commit === 'page') database.exec('begin immediate')
    for (const invoice of page(index)) {
      seq += 1
      const { reading, current } = rowsByHand(invoice, seq)
      readings.run(...reading)
      invoices.run(...current)
    }
    if (commit === 'page') database.exec('commit')
  }
  if (commit === 'once') database.exec('commit')
  database.close()
}
