import { err, ok, type Result, ResultAsync } from '@invoice-adapters/core'
import { sql, type Transaction } from 'kysely'
import type { MigrationError } from '../errors.ts'
import type { Claim, Sharing } from '../journal/journal.ts'
import { parseEntries } from './entries.ts'
import { journalFailed } from './errors.ts'
import type { Stored } from './stored.ts'
import type { JournalTables } from './tables.ts'

/** PostgreSQL's own clock: workers on several machines need not agree on the time. */
const databaseNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`

function until({ leaseMs }: Stored) {
  return sql<number>`${databaseNow} + ${leaseMs}::bigint`
}

/** Claims by rows, with a lease: a worker that dies, or sleeps for longer, loses what it had in hand. */
export function sharingOver(stored: Stored, worker: string): Sharing {
  const { database, journal } = stored
  const own = <T extends { where(column: 'journal' | 'worker', is: '=', value: string): T }>(query: T): T =>
    query.where('journal', '=', journal).where('worker', '=', worker)
  const attempt = <T>(work: () => Promise<Result<T, MigrationError>>): ResultAsync<T, MigrationError> =>
    new ResultAsync(work())
  return {
    renewEveryMs: Math.ceil(stored.leaseMs / 4),
    claim: (subject) => attempt(() => claim(stored, worker, subject)),
    release: (subject) =>
      attempt(async () => {
        const released = await database.attempt('release', (tables) =>
          own(tables.deleteFrom('migration_claims')).where('subject', '=', subject).execute(),
        )
        return released.map(() => undefined).mapErr(journalFailed)
      }),
    renew: () =>
      attempt(async () => {
        const renewed = await database.attempt('renew', (tables) =>
          own(tables.updateTable('migration_claims').set({ until_ms: until(stored) })).execute(),
        )
        return renewed.map(() => undefined).mapErr(journalFailed)
      }),
    releaseAll: () =>
      attempt(async () => {
        const released = await database.attempt('releaseAll', (tables) =>
          own(tables.deleteFrom('migration_claims')).execute(),
        )
        return released.map(() => undefined).mapErr(journalFailed)
      }),
  }
}

async function claim(
  stored: Stored,
  worker: string,
  subject: string,
): Promise<Result<Claim, MigrationError>> {
  const { database, journal } = stored
  const found = await database.transact('claim', async (tables) => {
    const { numInsertedOrUpdatedRows: taken = 0n } = await tables
      .insertInto('migration_claims')
      .values({ journal, subject, worker, until_ms: until(stored) })
      .onConflict((conflict) =>
        conflict
          .columns(['journal', 'subject'])
          .doUpdateSet({ worker, until_ms: until(stored) })
          .where((row) =>
            row.or([
              row('migration_claims.worker', '=', worker),
              row('migration_claims.until_ms', '<', databaseNow),
            ]),
          ),
      )
      .executeTakeFirst()
    if (taken === 0n) return null
    return tables
      .selectFrom('migration_entries')
      .select(['seq', 'entry'])
      .where('journal', '=', journal)
      .where((row) => row.or([row('subject', 'is', null), row('subject', '=', subject)]))
      .orderBy('seq')
      .execute()
  })
  if (found.isErr()) return err(journalFailed(found.error))
  if (found.value === null) return ok({ kind: 'busy' })
  return parseEntries(found.value).map((entries): Claim => ({ kind: 'taken', entries }))
}

/** Whether the subject is this worker's still; where it is, the claim is prolonged by the way. */
export async function holdsClaim(
  tables: Transaction<JournalTables>,
  stored: Stored,
  subject: string,
): Promise<boolean> {
  if (stored.worker === null) return true
  const { numUpdatedRows } = await tables
    .updateTable('migration_claims')
    .set({ until_ms: until(stored) })
    .where('journal', '=', stored.journal)
    .where('subject', '=', subject)
    .where('worker', '=', stored.worker)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
