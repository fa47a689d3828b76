import { statusAt } from '@invoice-adapters/core'
import { type Kysely, sql, type Transaction } from 'kysely'
import { readContent } from './content.ts'
import { pastDueKey } from './event-keys.ts'
import { toInstant, toMs } from './instants.ts'
import type { InvoiceStore } from './store.ts'
import type { AccountTable, StoreTables } from './tables.ts'
import { writeEvents } from './write-events.ts'

/** Older due dates are left alone: their events may have been pruned, and would be told once more. */
const windowMs = 30 * 86_400_000

/**
 * Tells of invoices that have fallen due since the first full walk, or within the last 30 days, and are still payable: the clock
 * says so where no vendor does. The vendor's own message about the same due date, earlier or later, is the same event.
 */
export async function writePastDue(
  store: InvoiceStore,
  tables: Transaction<StoreTables>,
  account: AccountTable,
): Promise<void> {
  const { account_key: key, first_walk_at, last_seq } = account
  if (first_walk_at === null) return
  const now = store.now()
  const state = { key, seq: last_seq }
  const rows = await fallenDue(tables, key, Math.max(toMs(first_walk_at) ?? 0, now - windowMs), now)
  const late = rows.flatMap(({ invoice_id, due_ms, content }) => {
    const invoice = content === null ? null : readContent(content)
    // While a payment is under way nobody is late.
    if (invoice === null || due_ms === null || statusAt(invoice, now) !== 'past_due') return []
    const event = {
      invoice_id,
      event_key: pastDueKey(due_ms),
      type: 'past_due' as const,
      origin: 'observed' as const,
    }
    return [{ ...event, at: toInstant(due_ms) }]
  })
  if (late.length === 0) return
  await writeEvents(tables, state, late)
  await tables.updateTable('accounts').set({ last_seq: state.seq }).where('account_key', '=', key).execute()
}

interface DueRow {
  invoice_id: string
  due_ms: number | null
  content: string | null
}

/** Payable by the latest reading, and nobody was told of this due date. */
function fallenDue(
  tables: Kysely<StoreTables>,
  key: string,
  afterMs: number,
  beforeMs: number,
): Promise<DueRow[]> {
  return tables
    .selectFrom('invoices as i')
    .innerJoin('readings as r', (join) =>
      join
        .onRef('r.account_key', '=', 'i.account_key')
        .onRef('r.invoice_id', '=', 'i.invoice_id')
        .onRef('r.seq', '=', 'i.seq'),
    )
    .select(['i.invoice_id', 'i.due_ms', 'r.content'])
    .where('i.account_key', '=', key)
    .where('i.gone', '=', 0)
    .where('i.status', '=', 'open')
    .where('i.due_ms', '>', afterMs)
    .where('i.due_ms', '<', beforeMs)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('events as e')
            .select('e.seq')
            .whereRef('e.account_key', '=', 'i.account_key')
            .whereRef('e.invoice_id', '=', 'i.invoice_id')
            .where('e.event_key', '=', sql<string>`${sql.lit(pastDueKey(''))} || cast(i.due_ms as text)`),
        ),
      ),
    )
    .orderBy('i.invoice_id')
    .execute()
}
