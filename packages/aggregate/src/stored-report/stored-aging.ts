import { err, type InvoiceError, ok, type Result } from '@invoice-adapters/core'
import { invalidInput } from '@invoice-adapters/core/authoring'
import { type Kysely, sql } from 'kysely'
import { bucketNames } from '../report/aging.ts'
import { parseReportSettings } from '../report/settings.ts'
import { addSum, emptySum, entryOf, unitKey } from '../report/sums.ts'
import type { AgingTable, Unit } from '../report/types.ts'
import { accountKey } from '../store/account-key.ts'
import { readRefusal, storeFailure } from '../store/read-invoices.ts'
import type { InvoiceStore } from '../store/store.ts'
import type { StoreError } from '../store/store-error.ts'
import type { StoreTables } from '../store/tables.ts'
import { pastOf, type StoredReportSettings, storedReport } from './stored-report.ts'

const dayMs = 86_400_000

export type StoredAgingSettings = Pick<StoredReportSettings, 'asOf' | 'agingDays' | 'accounts'>

/**
 * The aging of {@link storedReport} alone, for all customers together. Where nothing changed since the instant it is summed inside
 * the database, so that a million invoices are no load; else it is taken from the whole report.
 *
 * Errors: as {@link storedReport}.
 */
export async function storedAging(
  store: InvoiceStore,
  settings: StoredAgingSettings = {},
): Promise<Result<AgingTable[], InvoiceError>> {
  const checked = parseReportSettings({ ...settings, now: store.now })
  if (checked.isErr()) {
    return err(invalidInput({ provider: null, account: null, operation: 'report' }, checked.error))
  }
  const refusal = await readRefusal(store, settings)
  if (refusal !== null) return err(refusal)
  const { asOf, agingDays } = checked.value
  const keys = settings.accounts?.map(accountKey)
  const changed = await hasChangedSince(store, settings, keys)
  if (changed.isErr()) return err(storeFailure(changed.error))
  if (changed.value) return (await storedReport(store, settings)).map(({ aging }) => aging)
  const rows = await store.database.attempt('storedAging', (tables) =>
    selectBuckets(tables, Date.parse(asOf), agingDays, keys),
  )
  return rows.isErr() ? err(storeFailure(rows.error)) : ok(toTables(rows.value, agingDays))
}

/** Whether some of the latest readings say what was not so yet at that instant. */
async function hasChangedSince(
  store: InvoiceStore,
  { asOf }: StoredAgingSettings,
  keys: readonly string[] | undefined,
): Promise<Result<boolean, StoreError>> {
  const past = pastOf(store, asOf).asOf
  if (past === undefined) return ok(false)
  return store.database.attempt('storedAging', async (tables) => {
    const all = tables
      .selectFrom('invoices')
      .select('invoice_id')
      .where('effective_ms', '>', Date.parse(past))
    const wanted = keys === undefined ? all : all.where('account_key', 'in', [...keys, ''])
    return (await wanted.limit(1).executeTakeFirst()) !== undefined
  })
}

interface BucketRow {
  currency: string | null
  minor_unit_digits: number | null
  mode: Unit['mode']
  bucket: number
  count: number
  /** As text: a sum may be larger than what is safe in one number. */
  amount: string | null
  known: number
}

function selectBuckets(
  tables: Kysely<StoreTables>,
  asOfMs: number,
  days: readonly number[],
  keys: readonly string[] | undefined,
): Promise<BucketRow[]> {
  const payable = tables
    .selectFrom('invoices')
    .where('gone', '=', 0)
    .where('status', 'in', ['open', 'past_due'])
  const wanted = keys === undefined ? payable : payable.where('account_key', 'in', [...keys, ''])
  return wanted
    .select((row) => [
      'currency',
      'minor_unit_digits',
      'mode',
      bucketExpression(asOfMs, days).as('bucket'),
      row.fn.countAll<number>().as('count'),
      sql<string | null>`cast(sum(amount_due) as text)`.as('amount'),
      row.fn.count<number>('amount_due').as('known'),
    ])
    .groupBy(['currency', 'minor_unit_digits', 'mode', sql`4`])
    .execute()
}

/** The place among the names of the buckets, by the same rules as the report's. */
function bucketExpression(asOfMs: number, days: readonly number[]): ReturnType<typeof sql<number>> {
  const last = days.length + 1
  const late = days.map(
    (until, index) => sql`when due_ms >= ${sql.lit(asOfMs - until * dayMs)} then ${sql.lit(index + 1)}`,
  )
  return sql<number>`case
    when kind = 'credit_note' then ${sql.lit(last + 2)}
    when due_ms is null then ${sql.lit(last + 1)}
    when due_ms >= ${sql.lit(asOfMs)} then 0
    ${sql.join(late, sql` `)}
    else ${sql.lit(last)} end`
}

function toTables(rows: readonly BucketRow[], days: readonly number[]): AgingTable[] {
  const tables = new Map<string, AgingTable>()
  for (const { currency, minor_unit_digits, mode, bucket, count, amount, known } of rows) {
    const unit = { currency, minorUnitDigits: minor_unit_digits, mode }
    const table = entryOf(tables, unitKey(unit), () => ({
      ...unit,
      customer: null,
      buckets: bucketNames(days).map((name) => ({ name, ...emptySum() })),
      outstanding: emptySum(),
    }))
    const sum = { count, amount: BigInt(amount ?? 0), unknown: count - known }
    const place = table.buckets[bucket]
    if (place !== undefined) addSum(place, sum)
    addSum(table.outstanding, sum)
  }
  const keys = [...tables.keys()].sort()
  return keys.flatMap((key) => tables.get(key) ?? [])
}
