import type { Result } from '@invoice-adapters/core'
import type { StoreError } from '@invoice-adapters/storage'
import type { Kysely, Transaction } from 'kysely'
import type { SyncProgress, SyncRun } from '../sync/sync-run.ts'
import { type AccountName, accountKey } from './account-key.ts'
import type { InvoiceStore } from './store.ts'
import type { AccountTable, RunTable, StoreTables } from './tables.ts'

export interface RunAndProgress {
  run: SyncRun
  progress: SyncProgress
}

/** Records of the latest runs of an account, the newest first. */
export function storedRuns(
  store: InvoiceStore,
  account: AccountName,
  limit = 20,
): Promise<Result<SyncRun[], StoreError>> {
  return store.database.attempt('storedRuns', async (tables) => {
    const rows = await latestRuns(tables, accountKey(account), limit)
    return rows.map(({ run }) => run)
  })
}

export async function latestRuns(
  tables: Kysely<StoreTables>,
  key: string,
  limit: number,
): Promise<RunAndProgress[]> {
  const rows = await tables
    .selectFrom('runs')
    .selectAll()
    .where('account_key', '=', key)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** The row was written by this software: its JSON is what it was. */
function fromRow({ record, progress }: RunTable): RunAndProgress {
  return { run: JSON.parse(record) as SyncRun, progress: JSON.parse(progress) as SyncProgress }
}

function toRow(key: string, { run, progress }: RunAndProgress): RunTable {
  return {
    account_key: key,
    number: run.number,
    state: run.state,
    record: JSON.stringify(run),
    progress: JSON.stringify(progress),
  }
}

export async function insertRun(
  tables: Transaction<StoreTables>,
  key: string,
  whole: RunAndProgress,
): Promise<void> {
  await tables.insertInto('runs').values(toRow(key, whole)).execute()
}

export async function updateRun(
  tables: Kysely<StoreTables>,
  key: string,
  whole: RunAndProgress,
): Promise<void> {
  const { state, record, progress } = toRow(key, whole)
  await tables
    .updateTable('runs')
    .set({ state, record, progress })
    .where('account_key', '=', key)
    .where('number', '=', whole.run.number)
    .execute()
}

/** The next number of walks or of runs. */
export async function nextNumber(
  tables: Transaction<StoreTables>,
  key: string,
  counter: 'last_walk' | 'last_run',
): Promise<number> {
  const row = await tables
    .updateTable('accounts')
    .set((account) => ({ [counter]: account(counter, '+', 1) }))
    .where('account_key', '=', key)
    .returning(counter)
    .executeTakeFirstOrThrow()
  return Number(row[counter])
}

export async function accountRow(tables: Kysely<StoreTables>, key: string): Promise<AccountTable> {
  return tables.selectFrom('accounts').selectAll().where('account_key', '=', key).executeTakeFirstOrThrow()
}
