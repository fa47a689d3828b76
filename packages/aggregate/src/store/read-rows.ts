import { err, ok, type Result } from '@invoice-adapters/core'
import type { SelectQueryBuilder } from 'kysely'
import { byText } from '../report/sums.ts'
import type { InvoiceStore } from './store.ts'
import type { StoreError } from './store-error.ts'
import type { AccountTable, StoreTables } from './tables.ts'

export type ReadOrder = 'account_and_id' | 'created_ascending' | 'created_descending'

/** One known invoice with its reading as of the instant asked for. */
export interface StoredRow {
  account: AccountTable
  invoice_id: string
  created_ms: number | null
  /** Of the latest reading that was there when reading began; 0: there was none yet. */
  seq: number
  gone: number | null
  content: string | null
}

type Row = Result<StoredRow, StoreError>
type Rows = AsyncGenerator<Row, void>
type PagesOf = (after: StoredRow | null) => Promise<Result<StoredRow[], StoreError>>

const rowsAtATime = 500
/** Rows of all accounts together that wait for their turn in a common order. */
const mostWaiting = 10_000

/** The invoices of all these accounts, in pages; the first failure is the last item. */
export async function* rowsInOrder(
  store: InvoiceStore,
  accounts: readonly AccountTable[],
  asOf: string | null,
  order: ReadOrder,
): Rows {
  if (order === 'account_and_id') {
    for (const account of accounts) yield* inPages(rowsAtATime, (after) => byId(store, account, asOf, after))
    return
  }
  const limit = Math.max(20, Math.min(rowsAtATime, Math.floor(mostWaiting / Math.max(1, accounts.length))))
  const read = { store, asOf, limit, descending: order === 'created_descending' }
  yield* merged(
    accounts.map((account) => inPages(limit, (after) => byDate(read, account, after))),
    read.descending,
  )
  for (const account of accounts) yield* inPages(limit, (after) => undated(read, account, after))
}

async function* inPages(limit: number, page: PagesOf): Rows {
  for (let after: StoredRow | null = null; ; ) {
    const rows: Awaited<ReturnType<PagesOf>> = await page(after)
    if (rows.isErr()) return yield err(rows.error)
    for (const row of rows.value) yield ok(row)
    after = rows.value.at(-1) ?? null
    if (rows.value.length < limit) return
  }
}

/** Each source is in order already. */
async function* merged(sources: readonly Rows[], descending: boolean): Rows {
  const heads: { source: Rows; row: Row }[] = []
  const next = async (source: Rows): Promise<{ source: Rows; row: Row } | null> => {
    const step = await source.next()
    return step.done === true ? null : { source, row: step.value }
  }
  for (const source of sources) {
    const head = await next(source)
    if (head !== null) heads.push(head)
  }
  while (heads.length > 0) {
    const first = heads.reduce((best, head) => (isBefore(head.row, best.row, descending) ? head : best))
    yield first.row
    if (first.row.isErr()) return
    const head = await next(first.source)
    if (head === null) heads.splice(heads.indexOf(first), 1)
    else heads[heads.indexOf(first)] = head
  }
}

/** A failure comes first: nothing may follow it. */
function isBefore(one: Row, other: Row, descending: boolean): boolean {
  if (one.isErr() || other.isErr()) return one.isErr()
  const order =
    (one.value.created_ms ?? 0) - (other.value.created_ms ?? 0) ||
    byText(one.value.account.account_key, other.value.account.account_key)
  return descending ? order > 0 : order < 0
}

interface DatedRead {
  store: InvoiceStore
  asOf: string | null
  limit: number
  descending: boolean
}

function byId(
  store: InvoiceStore,
  account: AccountTable,
  asOf: string | null,
  after: StoredRow | null,
): ReturnType<PagesOf> {
  return select(store, account, asOf, (query) =>
    query
      .where('i.invoice_id', '>', after?.invoice_id ?? '')
      .orderBy('i.invoice_id')
      .limit(rowsAtATime),
  )
}

function byDate(
  { store, asOf, limit, descending }: DatedRead,
  account: AccountTable,
  after: StoredRow | null,
): ReturnType<PagesOf> {
  const direction = descending ? 'desc' : 'asc'
  const further = descending ? '<' : '>'
  return select(store, account, asOf, (query) => {
    const sorted = query
      .where('i.created_ms', 'is not', null)
      .orderBy('i.created_ms', direction)
      .orderBy('i.invoice_id', direction)
      .limit(limit)
    if (after === null) return sorted
    return sorted.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('i.created_ms', 'i.invoice_id'), further, tuple(after.created_ms, after.invoice_id)),
    )
  })
}

function undated(
  { store, asOf, limit, descending }: DatedRead,
  account: AccountTable,
  after: StoredRow | null,
): ReturnType<PagesOf> {
  return select(store, account, asOf, (query) => {
    const sorted = query
      .where('i.created_ms', 'is', null)
      .orderBy('i.invoice_id', descending ? 'desc' : 'asc')
      .limit(limit)
    return after === null ? sorted : sorted.where('i.invoice_id', descending ? '<' : '>', after.invoice_id)
  })
}

type InvoiceQuery = SelectQueryBuilder<
  { i: StoreTables['invoices'] } & {
    r: { [K in keyof StoreTables['readings']]: StoreTables['readings'][K] | null }
  },
  'i' | 'r',
  Pick<StoreTables['invoices'], 'invoice_id' | 'created_ms'> & {
    seq: number | null
    gone: number | null
    content: string | null
  }
>

async function select(
  store: InvoiceStore,
  account: AccountTable,
  asOf: string | null,
  narrowed: (query: InvoiceQuery) => InvoiceQuery,
): Promise<Result<StoredRow[], StoreError>> {
  const rows = await store.database.attempt('readInvoices', (tables) => {
    const query = tables
      .selectFrom('invoices as i')
      .leftJoin('readings as r', (join) =>
        join
          .onRef('r.account_key', '=', 'i.account_key')
          .onRef('r.invoice_id', '=', 'i.invoice_id')
          .on('r.seq', '=', (part) => {
            const latest = part
              .selectFrom('readings as x')
              .select((row) => row.fn.max('x.seq').as('seq'))
              .whereRef('x.account_key', '=', 'i.account_key')
              .whereRef('x.invoice_id', '=', 'i.invoice_id')
              .where('x.seq', '<=', account.last_seq)
            return asOf === null ? latest : latest.where('x.effective_ms', '<=', Date.parse(asOf))
          }),
      )
      .select(['i.invoice_id', 'i.created_ms', 'r.seq', 'r.gone', 'r.content'])
      .where('i.account_key', '=', account.account_key)
    return narrowed(query).execute()
  })
  return rows.map((found) => found.map((row) => ({ ...row, account, seq: row.seq ?? 0 })))
}
