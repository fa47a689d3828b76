import { err, ok, type Result } from '@invoice-adapters/core'
import { sql, type Transaction } from 'kysely'
import type { Database, DialectFacts } from './database.ts'
import type { StoreError } from './errors.ts'

/** One step from a version to the next. A step that was ever published is never changed. */
export type Migration<Tables> = (tables: Transaction<Tables>, facts: DialectFacts) => Promise<void>

/** Any number that no other program of the database is likely to lock by. */
const lockKey = 4_712_026

/**
 * Brings the tables of one component to the version that this software knows, in one transaction: a process killed in the middle
 * leaves the old version, and of several that begin at once one does the work.
 *
 * Errors: `newer_version` where a later version has been at work, which is left as it is.
 */
export async function migrate<Tables>(
  database: Database<Tables>,
  component: string,
  migrations: readonly Migration<Tables>[],
): Promise<Result<void, StoreError>> {
  const { facts } = database
  const found = await database.transact('migrate', async (tables) => {
    if (facts.kind === 'postgres') await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tables)
    await tables.schema
      .createTable('schema_versions')
      .ifNotExists()
      .addColumn('component', 'text', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute()
    const { rows } = await sql<{ version: number }>`
      select version from schema_versions where component = ${component}`.execute(tables)
    const version = rows[0]?.version ?? 0
    if (version >= migrations.length) return version
    for (const migration of migrations.slice(version)) await migration(tables, facts)
    await sql`
      insert into schema_versions (component, version) values (${component}, ${migrations.length})
      on conflict (component) do update set version = excluded.version`.execute(tables)
    return migrations.length
  })
  if (found.isErr()) return err(found.error)
  return found.value > migrations.length
    ? err(newer(component, found.value, migrations.length))
    : ok(undefined)
}

function newer(component: string, found: number, known: number): StoreError {
  const message = `the store holds version ${found} of ${component} and this software knows ${known}; update it`
  return { kind: 'newer_version', operation: 'migrate', message, retryable: false, cause: null, found, known }
}
