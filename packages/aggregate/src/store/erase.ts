import type { Result } from '@invoice-adapters/core'
import type { StoreError } from '@invoice-adapters/storage'
import type { Transaction } from 'kysely'
import { type AccountName, accountKey } from './account-key.ts'
import { contentOf, readContent, withoutPerson } from './content.ts'
import { toInstant } from './instants.ts'
import type { InvoiceStore } from './store.ts'
import type { StoreTables } from './tables.ts'

export interface Erasure {
  /** Readings, of any age, from which personal data was taken out. */
  readings: number
}

const rowsAtATime = 200

/**
 * Takes one customer's personal data out of every reading, of any age: name, e-mail, address, and what people wrote.
 * Ids, amounts, dates and statuses stay, so every report still adds up. Later readings are stored without it as well.
 * Backups of the database, and the vendor itself, are not concerned.
 *
 * @param customer the account, and the vendor's id of the customer.
 */
export async function erasePersonalData(
  store: InvoiceStore,
  customer: AccountName & { customerId: string },
): Promise<Result<Erasure, StoreError>> {
  const key = accountKey(customer)
  const erased = await store.database.transact('erasePersonalData', async (tables) => {
    // A writer that began before must be done, and one that begins later finds the person erased.
    const account = tables.selectFrom('accounts').select('account_key').where('account_key', '=', key)
    await (store.database.facts.rowLocks ? account.forUpdate() : account).execute()
    await remember(tables, key, customer.customerId, toInstant(store.now()))
    let readings = 0
    for (let after = -1; ; ) {
      const rows = await readingsOf(tables, key, customer.customerId, after)
      for (const row of rows) await eraseOne(tables, key, row)
      readings += rows.length
      after = rows.at(-1)?.seq ?? after
      if (rows.length < rowsAtATime) return { readings }
    }
  })
  if (erased.isErr()) return erased
  return (await store.database.scrub()).map(() => erased.value)
}

async function remember(
  tables: Transaction<StoreTables>,
  key: string,
  customerId: string,
  erasedAt: string,
): Promise<void> {
  await tables
    .insertInto('erased_customers')
    .values({ account_key: key, customer_id: customerId, erased_at: erasedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

interface ReadingOfPerson {
  invoice_id: string
  seq: number
  content: string | null
}

function readingsOf(
  tables: Transaction<StoreTables>,
  key: string,
  customerId: string,
  after: number,
): Promise<ReadingOfPerson[]> {
  return tables
    .selectFrom('readings')
    .select(['invoice_id', 'seq', 'content'])
    .where('account_key', '=', key)
    .where('customer_id', '=', customerId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(rowsAtATime)
    .execute()
}

async function eraseOne(tables: Transaction<StoreTables>, key: string, row: ReadingOfPerson): Promise<void> {
  const { invoice_id, seq, content } = row
  if (content === null) return
  const invoice = readContent(content)
  // A reading that cannot be understood can only be erased as a whole; the current one is read again by the next full sync.
  const erased = invoice !== null ? contentOf(withoutPerson(invoice)) : { json: '{}', hash: '' }
  await tables
    .updateTable('readings')
    .set({ content: erased.json })
    .where('account_key', '=', key)
    .where('invoice_id', '=', invoice_id)
    .where('seq', '=', seq)
    .execute()
  await tables
    .updateTable('invoices')
    .set({ customer_name: null, content_hash: erased.hash })
    .where('account_key', '=', key)
    .where('invoice_id', '=', invoice_id)
    .where('seq', '=', seq)
    .execute()
}
