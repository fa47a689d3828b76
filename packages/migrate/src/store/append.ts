import { err, ok, type Result } from '@invoice-adapters/core'
import type { Transaction } from 'kysely'
import type { MigrationError } from '../errors.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { holdsClaim } from './claims.ts'
import { subjectOfEntry } from './entries.ts'
import { journalFailed } from './errors.ts'
import type { Stored } from './stored.ts'
import type { JournalTables } from './tables.ts'

const lost: MigrationError = {
  kind: 'journal_in_use',
  message: 'another worker has taken over what this one had in hand, since its claim had run out',
}

const otherPlan: MigrationError = {
  kind: 'other_plan',
  message: 'the journal was begun with another plan; give every plan a journal of its own',
}

const rolledBack: MigrationError = {
  kind: 'rolled_back',
  message: 'the plan was rolled back while this worker ran; nothing new is begun',
}

/** One transaction: what another worker has taken over, or a rollback has ended, is not written any more. */
export async function append(stored: Stored, entry: JournalEntry): Promise<Result<void, MigrationError>> {
  const written = await stored.database.transact('append', (tables) => write(tables, stored, entry))
  if (written.isErr()) return err(journalFailed(written.error))
  return written.value === null ? ok(undefined) : err(written.value)
}

async function write(
  tables: Transaction<JournalTables>,
  stored: Stored,
  entry: JournalEntry,
): Promise<MigrationError | null> {
  const { journal } = stored
  const subject = subjectOfEntry(entry)
  if (entry.type === 'begun') return begin(tables, stored, entry)
  if (entry.type === 'rollback_begun') {
    await tables
      .updateTable('migration_journals')
      .set({ rolled_back: 1 })
      .where('journal', '=', journal)
      .execute()
  }
  if (entry.type === 'before' && !stored.knowsOfRollback && (await isRolledBack(tables, stored)))
    return rolledBack
  if (subject !== null && !(await holdsClaim(tables, stored, subject))) return lost
  await insert(tables, stored, entry)
  if (entry.type === 'outcome' && stored.worker !== null) {
    await tables
      .deleteFrom('migration_claims')
      .where('journal', '=', journal)
      .where('subject', '=', entry.subject)
      .execute()
  }
  return null
}

/** Of several that begin at once, one does; the others find it begun with the same plan, or with another one. */
async function begin(
  tables: Transaction<JournalTables>,
  stored: Stored,
  entry: Extract<JournalEntry, { type: 'begun' }>,
): Promise<MigrationError | null> {
  const { journal } = stored
  const row = { journal, plan_digest: entry.planDigest, rolled_back: 0 }
  const { numInsertedOrUpdatedRows: begun = 0n } = await tables
    .insertInto('migration_journals')
    .values(row)
    .onConflict((conflict) => conflict.column('journal').doNothing())
    .executeTakeFirst()
  if (begun > 0n) {
    await insert(tables, stored, entry)
    return null
  }
  const known = await tables
    .selectFrom('migration_journals')
    .select('plan_digest')
    .where('journal', '=', journal)
    .executeTakeFirstOrThrow()
  return known.plan_digest === entry.planDigest ? null : otherPlan
}

/** Locked against change, so that no creation is begun beside a rollback that does not see it. */
async function isRolledBack(
  tables: Transaction<JournalTables>,
  { journal, database }: Stored,
): Promise<boolean> {
  const query = tables.selectFrom('migration_journals').select('rolled_back').where('journal', '=', journal)
  const row = await (database.facts.rowLocks ? query.forShare() : query).executeTakeFirst()
  return row?.rolled_back === 1
}

async function insert(
  tables: Transaction<JournalTables>,
  { journal }: Stored,
  entry: JournalEntry,
): Promise<void> {
  const row = { journal, subject: subjectOfEntry(entry), entry: JSON.stringify(entry) }
  await tables.insertInto('migration_entries').values(row).execute()
}
