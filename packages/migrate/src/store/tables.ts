import type { Migration } from '@invoice-adapters/storage'
import { type Generated, sql } from 'kysely'

/** One journal; a database can hold those of many plans, each under its own name. */
export interface JournalTable {
  journal: string
  /** The plan that it was begun with. */
  plan_digest: string
  /** 1: after this, only what is closed at the source already is finished. */
  rolled_back: number
}

export interface EntryTable {
  seq: Generated<number>
  journal: string
  /** What the entry is about; null: the run as a whole. */
  subject: string | null
  /** The entry as JSON. */
  entry: string
}

/** Which worker has a subject in hand. */
export interface ClaimTable {
  journal: string
  subject: string
  worker: string
  /** By the clock of the database, in milliseconds since 1970. */
  until_ms: number
}

export interface JournalTables {
  migration_journals: JournalTable
  migration_entries: EntryTable
  migration_claims: ClaimTable
}

export const component = 'migration journal'

export const migrations: readonly Migration<JournalTables>[] = [
  async ({ schema }, { kind, textType }) => {
    const seqType = kind === 'postgres' ? sql`bigserial` : 'integer'
    await schema
      .createTable('migration_journals')
      .addColumn('journal', textType, (column) => column.primaryKey())
      .addColumn('plan_digest', textType, (column) => column.notNull())
      .addColumn('rolled_back', 'integer', (column) => column.notNull())
      .execute()
    await schema
      .createTable('migration_entries')
      .addColumn('seq', seqType, (column) => column.primaryKey())
      .addColumn('journal', textType, (column) => column.notNull())
      .addColumn('subject', textType)
      .addColumn('entry', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createIndex('migration_entries_of_subject')
      .on('migration_entries')
      .columns(['journal', 'subject', 'seq'])
      .execute()
    await schema
      .createTable('migration_claims')
      .addColumn('journal', textType, (column) => column.notNull())
      .addColumn('subject', textType, (column) => column.notNull())
      .addColumn('worker', textType, (column) => column.notNull())
      .addColumn('until_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('migration_claims_key', ['journal', 'subject'])
      .execute()
  },
]
