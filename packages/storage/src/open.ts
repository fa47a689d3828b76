import { err, type Result } from '@invoice-adapters/core'
import { parseAddress } from './address.ts'
import type { Database } from './database.ts'
import type { StoreError } from './errors.ts'
import { openPostgres } from './postgres/open.ts'
import { openSqlite } from './sqlite/open.ts'

export interface OpenSettings {
  /** SQLite: how long to wait for another writer, in milliseconds; default 30,000. */
  busyMs?: number
}

/**
 * Opens `sqlite:./invoices.db` (created with owner-only rights, WAL, full synchronisation), `sqlite::memory:` or
 * `postgres://…` (with the optional package `pg`).
 *
 * Errors: `invalid_address`, `missing_driver`, `unreachable`, `corrupt`, `locked`, `full`.
 */
export async function openDatabase<Tables>(
  address: string,
  settings: OpenSettings = {},
): Promise<Result<Database<Tables>, StoreError>> {
  const parsed = parseAddress(address)
  if (parsed.isErr()) return err(parsed.error)
  return parsed.value.kind === 'sqlite'
    ? openSqlite<Tables>(parsed.value.path, settings.busyMs ?? 30_000)
    : openPostgres<Tables>(parsed.value.url)
}
