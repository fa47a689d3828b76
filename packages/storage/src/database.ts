import type { Result } from '@invoice-adapters/core'
import type { ColumnDataType, Kysely, RawBuilder, Transaction } from 'kysely'
import type { StoreError } from './errors.ts'

/** What differs between the databases where the query builder does not hide it. */
export interface DialectFacts {
  readonly kind: 'sqlite' | 'postgres'
  /** Text that compares by bytes in both, so that an order is the same everywhere. */
  readonly textType: ColumnDataType | RawBuilder<unknown>
  /** Most parameters in one statement. */
  readonly maximumParameters: number
  /** Whether rows can be locked one by one; SQLite's transactions hold the whole file. */
  readonly rowLocks: boolean
}

/**
 * One open database. `Tables` says what is in it. Integers come back as JavaScript numbers from both; one outside the
 * safe range fails the call instead of being rounded. Nothing rejects.
 */
export interface Database<Tables> {
  readonly facts: DialectFacts
  /** Reads, or one statement that stands alone. */
  attempt<T>(operation: string, work: (tables: Kysely<Tables>) => Promise<T>): Promise<Result<T, StoreError>>
  /**
   * All or nothing, and for SQLite the only writer meanwhile. `work` is run again where the database gave up on a
   * conflict, so it must do nothing but talk to the database.
   */
  transact<T>(
    operation: string,
    work: (tables: Transaction<Tables>) => Promise<T>,
  ): Promise<Result<T, StoreError>>
  /** Overwrites what was deleted and still lies in the database's own files, as far as the database allows. */
  scrub(): Promise<Result<void, StoreError>>
  /** Closing once more is no error. */
  close(): Promise<Result<void, StoreError>>
}
