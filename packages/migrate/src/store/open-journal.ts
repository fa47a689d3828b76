import { randomUUID } from 'node:crypto'
import { err, ok, type Result, ResultAsync } from '@invoice-adapters/core'
import { type Database, migrate, openDatabase } from '@invoice-adapters/storage'
import { sql } from 'kysely'
import type { MigrationError } from '../errors.ts'
import type { Journal } from '../journal/journal.ts'
import { append } from './append.ts'
import { sharingOver } from './claims.ts'
import { parseEntries } from './entries.ts'
import { journalFailed } from './errors.ts'
import type { Stored } from './stored.ts'
import { component, type JournalTables, migrations } from './tables.ts'

export interface StoredJournal extends Journal {
  /** Gives the journal free for others. It cannot be used afterwards. */
  close(): ResultAsync<void, MigrationError>
}

export interface JournalSettings {
  /** Tells journals in one database apart; every plan needs its own. Default `migration`. */
  name?: string
  /** PostgreSQL: after so many milliseconds without a sign, a worker's invoices go to the others. Default 120,000. */
  leaseMs?: number
}

/** Another process keeps a file to itself for as long as it lives; waiting for it would be waiting for its end. */
const busyMs = 250

/**
 * Opens or begins a journal: `sqlite:./invoices.journal` or `postgres://…`. A file belongs to this process until it is closed or
 * the process ends, however that ends; a second one gets `journal_in_use`. With PostgreSQL, several processes can run one
 * plan: each claims the invoices that it works on. Every entry is on the disk when `append` answers.
 *
 * Errors: `journal_failed`, `journal_in_use`.
 */
export function openJournal(
  address: string,
  settings: JournalSettings = {},
): ResultAsync<StoredJournal, MigrationError> {
  return new ResultAsync(open(address, settings).then((stored) => stored.map(journalOver)))
}

export async function open(
  address: string,
  { name = 'migration', leaseMs = 120_000 }: JournalSettings,
): Promise<Result<Stored, MigrationError>> {
  const opened = await openDatabase<JournalTables>(address, { busyMs })
  if (opened.isErr()) return err(journalFailed(opened.error))
  const database = opened.value
  const problem = await prepare(database)
  if (problem === null) {
    const worker = database.facts.rowLocks ? randomUUID() : null
    return ok({ database, journal: name, worker, leaseMs, knowsOfRollback: false })
  }
  const closed = await database.close()
  return err(closed.isErr() ? journalFailed(closed.error) : problem)
}

async function prepare(database: Database<JournalTables>): Promise<MigrationError | null> {
  if (database.facts.kind === 'sqlite') {
    const problem = await keepToOurselves(database)
    if (problem !== null) return problem
  }
  const migrated = await migrate(database, component, migrations)
  return migrated.isErr() ? journalFailed(migrated.error) : null
}

/** A file that holds something else is left as it is: nobody else could use it while the journal is open. */
async function keepToOurselves(database: Database<JournalTables>): Promise<MigrationError | null> {
  const found = await database.attempt('open', async (tables) => {
    const { rows } = await sql<{ name: string }>`select name from sqlite_schema`.execute(tables)
    const names = rows.map(({ name }) => name)
    if (names.length > 0 && !names.includes('migration_entries')) return false
    await sql`pragma locking_mode = exclusive`.execute(tables)
    return true
  })
  if (found.isErr()) return journalFailed(found.error)
  if (!found.value) return { kind: 'journal_failed', message: 'the file is no journal of a migration' }
  // Only a write takes the lock that the mode then keeps.
  const taken = await database.transact('open', async () => undefined)
  return taken.isErr() ? journalFailed(taken.error) : null
}

export function journalOver(stored: Stored): StoredJournal {
  const { database, worker } = stored
  return {
    read: () => new ResultAsync(readAll(stored)),
    append: (entry) => new ResultAsync(append(stored, entry)),
    ...(worker !== null && { sharing: sharingOver(stored, worker) }),
    close: () => new ResultAsync(database.close().then((closed) => closed.mapErr(journalFailed))),
  }
}

async function readAll(stored: Stored): ReturnType<typeof readEntries> {
  const entries = await readEntries(stored)
  if (entries.isOk()) stored.knowsOfRollback = entries.value.some(({ type }) => type === 'rollback_begun')
  return entries
}

async function readEntries({ database, journal }: Stored) {
  const rows = await database.attempt('read', (tables) =>
    tables
      .selectFrom('migration_entries')
      .select(['seq', 'entry'])
      .where('journal', '=', journal)
      .orderBy('seq')
      .execute(),
  )
  return rows.mapErr(journalFailed).andThen(parseEntries)
}
