import { DatabaseSync } from 'node:sqlite'
import { err, errAsync, ok, okAsync, type Result, ResultAsync } from '@invoice-adapters/core'
import type { MigrationError } from '../errors.ts'
import { journalEntrySchema } from '../journal/entry-schema.ts'
import type { Journal, JournalEntry } from '../journal/journal.ts'

export interface FileJournal extends Journal {
  /** Gives the file free for others. The journal cannot be used afterwards. */
  close(): void
}

/** "inmj": tells a journal from any other SQLite file. */
const applicationId = 0x696e6d6a
const format = 1

/** SQLite's codes; the lower byte names the kind (sqlite.org/rescode.html). */
const busy = 5
const locked = 6
const full = 13
const notADatabase = 26

/**
 * Opens or begins a journal in one file. It belongs to this process until it is closed or the process ends, however that
 * ends: a second one gets `journal_in_use`. Every entry is on the disk when `append` answers.
 */
export function openFileJournal(path: string): ResultAsync<FileJournal, MigrationError> {
  return new ResultAsync(Promise.resolve(openDatabase(path).map(journalOver)))
}

/** `maximumPages` limits the file as a full disk would. */
export function openDatabase(path: string, maximumPages?: number): Result<DatabaseSync, MigrationError> {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path)
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE')
    const problem = prepare(database)
    database.exec('COMMIT')
    if (maximumPages !== undefined) database.exec(`PRAGMA max_page_count = ${maximumPages}`)
    if (problem === null) return ok(database)
    database.close()
    return err(problem)
  } catch (error) {
    closeQuietly(database)
    return err(toMigrationError(error))
  }
}

/** A new file gets its table; one of another kind is left as it is. */
function prepare(database: DatabaseSync): MigrationError | null {
  const pragma = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
  const isNew = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0
  if (!isNew) {
    if (pragma('application_id') === applicationId && pragma('user_version') === format) return null
    return { kind: 'journal_failed', message: 'the file is no journal of a migration, or of a later version' }
  }
  database.exec(`
    CREATE TABLE entries (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${format}`)
  return null
}

/** The journal kept in a database that `openDatabase` has opened. */
export function journalOver(database: DatabaseSync): FileJournal {
  const insert = database.prepare('INSERT INTO entries (entry) VALUES (?)')
  const select = database.prepare('SELECT entry FROM entries ORDER BY seq')
  return {
    read: () => {
      try {
        return new ResultAsync(Promise.resolve(parseAll(select.all().map(({ entry }) => String(entry)))))
      } catch (error) {
        return errAsync(toMigrationError(error))
      }
    },
    append: (entry) => {
      try {
        insert.run(JSON.stringify(entry))
        return okAsync(undefined)
      } catch (error) {
        return errAsync(toMigrationError(error))
      }
    },
    close: () => closeQuietly(database),
  }
}

function parseAll(texts: readonly string[]): Result<JournalEntry[], MigrationError> {
  const entries: JournalEntry[] = []
  for (const [index, text] of texts.entries()) {
    const parsed = parse(text)
    if (parsed === null)
      return err({ kind: 'journal_failed', message: `entry ${index + 1} of the journal is damaged` })
    entries.push(parsed)
  }
  return ok(entries)
}

function parse(text: string): JournalEntry | null {
  try {
    return journalEntrySchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function closeQuietly(database: DatabaseSync | null): void {
  try {
    database?.close()
  } catch {
    // Closed already, or never open.
  }
}

function codeOf(error: unknown): number | null {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : null
  return typeof code === 'number' ? code & 0xff : null
}

function toMigrationError(error: unknown): MigrationError {
  const code = codeOf(error)
  if (code === busy || code === locked) {
    return { kind: 'journal_in_use', message: 'another process works with this journal' }
  }
  if (code === full) return { kind: 'journal_failed', message: 'the disk under the journal is full' }
  if (code === notADatabase)
    return { kind: 'journal_failed', message: 'the file is no journal of a migration' }
  const words = error instanceof Error ? error.message : 'unknown failure'
  return { kind: 'journal_failed', message: `the journal cannot be used: ${words}` }
}
