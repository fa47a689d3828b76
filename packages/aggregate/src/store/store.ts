import { err, ok, type Result } from '@invoice-adapters/core'
import { type Database, migrate, openDatabase, type StoreError } from '@invoice-adapters/storage'
import type { Kept } from './content.ts'
import { storeMigrations } from './migrations.ts'
import type { StoreTables } from './tables.ts'

export interface StoreSettings {
  /** What is kept beside the canonical fields; by default neither the vendors' raw answers nor links. */
  keep?: Partial<Kept>
  /** The present instant in milliseconds since 1970; default `Date.now`. */
  now?: () => number
  /** SQLite: how long to wait for another writer, in milliseconds; default 30,000. */
  busyMs?: number
  /** Days for which webhook deliveries and events that were dealt with are kept; default 90, at least 31. See `pruneStore`. */
  keepDays?: number
}

const leastKeepDays = 31

/** Invoices of any number of accounts, with every reading that ever said something new. Holds no credentials. */
export interface InvoiceStore {
  readonly database: Database<StoreTables>
  readonly kept: Kept
  readonly now: () => number
  readonly keepDays: number
  close(): Promise<Result<void, StoreError>>
}

/**
 * Opens `sqlite:./invoices.db` or `postgres://…` and brings its tables up to date.
 *
 * Errors: `invalid_address`, `missing_driver`, `unreachable`, `corrupt`, `locked`, `full`, `newer_version`.
 */
export async function openStore(
  address: string,
  settings: StoreSettings = {},
): Promise<Result<InvoiceStore, StoreError>> {
  const { busyMs, now = Date.now, keep = {}, keepDays = 90 } = settings
  const opened = await openDatabase<StoreTables>(address, busyMs === undefined ? {} : { busyMs })
  if (opened.isErr()) return err(opened.error)
  const database = opened.value
  const migrated = await migrate(database, 'invoices', storeMigrations)
  if (migrated.isErr()) {
    const closed = await database.close()
    return err(closed.isErr() ? closed.error : migrated.error)
  }
  return ok({
    database,
    kept: { raw: keep.raw ?? false, links: keep.links ?? false },
    now,
    // Vendors send again for hours; what is forgotten sooner would be told twice.
    keepDays: Math.max(leastKeepDays, keepDays),
    close: () => database.close(),
  })
}
