import type { Kysely } from 'kysely'
import type { KnownInvoice } from './decide.ts'
import type { StoreTables } from './tables.ts'

const idsAtATime = 500

/** The present state of these invoices, by id. */
export async function knownInvoices(
  tables: Kysely<StoreTables>,
  key: string,
  ids: readonly string[],
): Promise<Map<string, KnownInvoice>> {
  const wanted = [...new Set(ids)]
  const known = new Map<string, KnownInvoice>()
  for (let start = 0; start < wanted.length; start += idsAtATime) {
    const rows = await tables
      .selectFrom('invoices')
      .select([
        'invoice_id',
        'seq',
        'effective_ms',
        'content_hash',
        'detail',
        'gone',
        'updated_at',
        'read_at',
        'status',
        'total',
        'amount_due',
        'currency',
        'seen_walk',
        'reopened',
      ])
      .where('account_key', '=', key)
      .where('invoice_id', 'in', wanted.slice(start, start + idsAtATime))
      .execute()
    for (const row of rows) known.set(row.invoice_id, row)
  }
  return known
}
