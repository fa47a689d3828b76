import type { Database } from '@invoice-adapters/storage'
import type { JournalTables } from './tables.ts'

/** A journal that is open: where it is, under which name, and who works here. */
export interface Stored {
  database: Database<JournalTables>
  /** Name of the journal in its database. */
  journal: string
  /** This process, in claims; null: nobody else can have the journal, and nothing is claimed. */
  worker: string | null
  /** How long a claim holds without being renewed, in milliseconds. */
  leaseMs: number
  /** Whether this process has read that the plan was rolled back. */
  knowsOfRollback: boolean
}
