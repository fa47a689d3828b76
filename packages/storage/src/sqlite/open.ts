import { closeSync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { err, type Result } from '@invoice-adapters/core'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Database } from '../database.ts'
import { type StoreError, storeError } from '../errors.ts'
import { openWith } from '../open-with.ts'
import { whileBusy } from './busy.ts'
import { createDriver } from './driver.ts'
import { sqliteError } from './errors.ts'

const inMemory = ':memory:'

/** WAL lets readers go on while one writes; full synchronisation keeps what was answered over a loss of power. */
const pragmas: readonly string[] = [
  'pragma journal_mode = wal',
  'pragma synchronous = full',
  'pragma foreign_keys = on',
  'pragma secure_delete = on',
]

export async function openSqlite<Tables>(
  path: string,
  busyMs: number,
): Promise<Result<Database<Tables>, StoreError>> {
  let database: DatabaseSync | null = null
  try {
    // On demand: a program that only knows PostgreSQL needs no SQLite, nor the warning that Node 22 prints for it.
    const sqlite = await import('node:sqlite')
    if (path !== inMemory) createForOwner(path)
    const opened = new sqlite.DatabaseSync(path)
    database = opened
    for (const pragma of pragmas) await whileBusy(busyMs, () => opened.prepare(pragma).all())
    return await openWith<Tables>({
      facts: { kind: 'sqlite', textType: 'text', maximumParameters: 30_000, rowLocks: false },
      kysely: new Kysely<Tables>({
        dialect: {
          createAdapter: () => new SqliteAdapter(),
          createDriver: () => createDriver(opened, busyMs),
          createIntrospector: (kysely) => new SqliteIntrospector(kysely),
          createQueryCompiler: () => new SqliteQueryCompiler(),
        },
      }),
      toError: sqliteError,
      scrubWith: 'pragma wal_checkpoint(truncate)',
    })
  } catch (thrown) {
    database?.close()
    const missing =
      thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_UNKNOWN_BUILTIN_MODULE'
    if (!missing) return err(sqliteError('open', thrown))
    const message = 'this Node has no SQLite of its own; 22.13 or newer has'
    return err({
      ...storeError('failed', 'open', null, message),
      kind: 'missing_driver',
      package: 'node:sqlite',
    })
  }
}

/** Other users of the machine have no business in it; SQLite gives its side files the same rights. */
function createForOwner(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}
