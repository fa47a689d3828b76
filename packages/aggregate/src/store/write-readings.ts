import type { Invoice, Result } from '@invoice-adapters/core'
import type { StoreError } from '@invoice-adapters/storage'
import type { Transaction } from 'kysely'
import { insertReadings, upsertInvoices } from './bulk.ts'
import { contentOf, storedInvoice } from './content.ts'
import { decide, effectiveMs, type KnownInvoice } from './decide.ts'
import { knownInvoices } from './known-invoices.ts'
import { currentRow, type Incoming, readingRow, timesReopened } from './rows.ts'
import type { InvoiceStore } from './store.ts'
import type { AccountTable, StoreTables } from './tables.ts'
import { type NativeEvent, newEvents, writeEvents } from './write-events.ts'
import { type GoneInvoice, writeGone } from './write-gone.ts'

export interface ReadingBatch {
  invoices: readonly Invoice[]
  /** What the vendor does not have any more. */
  gone?: readonly GoneInvoice[]
  /** Records of a walk, whether or not they were read any further. */
  seen?: { walk: number; ids: readonly string[] }
  /** What the vendor said about these invoices by itself. */
  native?: readonly NativeEvent[]
  /** Written only while this owner holds the account's lease. */
  lease?: string
}

export interface WriteCounts {
  new: number
  changed: number
  unchanged: number
  /** Older than what is stored, and left out. */
  stale: number
  gone: number
  /** Of `seen`: ids that this walk had not seen before. */
  fresh: number
}

/** `lease_lost`: another run has taken the account over, and nothing was written. */
export type WriteOutcome = { kind: 'written'; counts: WriteCounts } | { kind: 'lease_lost' }

/** Statements that belong into the same transaction. */
export type Alongside = (tables: Transaction<StoreTables>, counts: WriteCounts) => Promise<void>

/**
 * Appends what is new or changed, in one transaction with its events and with `alongside`. Never moves an invoice
 * backwards, and writing the same again changes nothing, so that it may be repeated after any failure.
 */
export function writeReadings(
  store: InvoiceStore,
  key: string,
  batch: ReadingBatch,
  alongside: Alongside = async () => {},
): Promise<Result<WriteOutcome, StoreError>> {
  return store.database.transact('writeReadings', async (tables): Promise<WriteOutcome> => {
    const account = await lockAccount(tables, key, store.database.facts.rowLocks)
    if (batch.lease !== undefined && account.lease_owner !== batch.lease) return { kind: 'lease_lost' }
    const ids = [
      ...batch.invoices.map(({ source }) => source.id),
      ...(batch.gone ?? []).map(({ invoiceId }) => invoiceId),
      ...(batch.seen?.ids ?? []),
    ]
    const known = await knownInvoices(tables, key, ids)
    const erased = await erasedAmong(tables, key, batch.invoices)
    const state: Writing = { key, account, known, seq: account.last_seq, incoming: [] }
    for (const invoice of batch.invoices) take(state, store, batch, invoice, erased)
    const counts = countsOf(state, batch)
    await insertReadings(store, tables, state.incoming.filter(isNews).map(readingRow))
    await upsertInvoices(store, tables, latestOfEach(state.incoming).map(currentRow))
    await markSeen(tables, key, batch, state.incoming)
    await writeEvents(tables, state, newEvents(state.incoming, account.first_walk_at !== null, batch.native))
    counts.gone = await writeGone(tables, state, batch.gone ?? [])
    if (state.seq !== account.last_seq)
      await tables
        .updateTable('accounts')
        .set({ last_seq: state.seq })
        .where('account_key', '=', key)
        .execute()
    await alongside(tables, counts)
    return { kind: 'written', counts }
  })
}

/** What one transaction works on. */
export interface Writing {
  key: string
  account: AccountTable
  known: Map<string, KnownInvoice>
  /** The last number given. */
  seq: number
  incoming: Incoming[]
}

/** Writers of one account take turns, so that each decides by what is there. */
export async function lockAccount(
  tables: Transaction<StoreTables>,
  key: string,
  rowLocks: boolean,
): Promise<AccountTable> {
  const row = tables.selectFrom('accounts').selectAll().where('account_key', '=', key)
  return (rowLocks ? row.forUpdate() : row).executeTakeFirstOrThrow()
}

function take(
  state: Writing,
  store: InvoiceStore,
  batch: ReadingBatch,
  invoice: Invoice,
  erased: ReadonlySet<string>,
): void {
  const stored = storedInvoice(invoice, store.kept, erased.has(invoice.customer.id ?? ''))
  const content = contentOf(stored)
  const known = state.known.get(invoice.source.id)
  const decision = decide(known, stored, content.hash)
  const isNew = decision === 'new' || decision === 'changed'
  if (isNew) state.seq += 1
  const walk = batch.seen?.walk ?? null
  const seq = isNew ? state.seq : (known?.seq ?? 0)
  const reopened = isNew ? timesReopened(known, stored) : (known?.reopened ?? 0)
  const incoming: Incoming = {
    key: state.key,
    invoice: stored,
    content,
    known,
    decision,
    seq,
    sinceMs: isNew ? effectiveMs(known, stored) : (known?.effective_ms ?? 0),
    walk,
    reopened,
  }
  state.incoming.push(incoming)
  if (isNew) state.known.set(stored.source.id, { ...currentRow(incoming), seen_walk: known?.seen_walk ?? 0 })
}

function isNews({ decision }: Incoming): boolean {
  return decision === 'new' || decision === 'changed'
}

/** Rows of the present state; a summary that confirms a full reading must not take its place. */
function latestOfEach(incoming: readonly Incoming[]): Incoming[] {
  const latest = new Map<string, Incoming>()
  for (const one of incoming) {
    const confirms = one.decision === 'unchanged' && one.known?.content_hash === one.content.hash
    if (isNews(one) || confirms) latest.set(one.invoice.source.id, one)
  }
  return [...latest.values()]
}

function countsOf({ incoming, known }: Writing, { seen }: ReadingBatch): WriteCounts {
  const count = (wanted: string): number => incoming.filter(({ decision }) => decision === wanted).length
  const fresh = new Set(seen?.ids.filter((id) => known.get(id)?.seen_walk !== seen.walk))
  return {
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    stale: count('stale'),
    gone: 0,
    fresh: fresh.size,
  }
}

async function markSeen(
  tables: Transaction<StoreTables>,
  key: string,
  { seen }: ReadingBatch,
  incoming: readonly Incoming[],
): Promise<void> {
  const written = new Set(latestOfEach(incoming).map(({ invoice }) => invoice.source.id))
  const ids = seen?.ids.filter((id) => !written.has(id)) ?? []
  if (seen === undefined || ids.length === 0) return
  await tables
    .updateTable('invoices')
    .set({ seen_walk: seen.walk })
    .where('account_key', '=', key)
    .where('invoice_id', 'in', ids)
    .execute()
}

async function erasedAmong(
  tables: Transaction<StoreTables>,
  key: string,
  invoices: readonly Invoice[],
): Promise<ReadonlySet<string>> {
  const customers = [...new Set(invoices.flatMap(({ customer }) => customer.id ?? []))]
  if (customers.length === 0) return new Set()
  const rows = await tables
    .selectFrom('erased_customers')
    .select('customer_id')
    .where('account_key', '=', key)
    .where('customer_id', 'in', customers)
    .execute()
  return new Set(rows.map((row) => row.customer_id))
}
