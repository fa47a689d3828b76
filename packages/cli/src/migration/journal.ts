import { resolve } from 'node:path'
import { err, type Result } from '@invoice-adapters/core'
import { openJournal, type StoredJournal } from '@invoice-adapters/migrate/store'
import type { Failure } from '../failure.ts'
import { type Input, text } from '../inputs.ts'
import { ofMigrationError } from './failure.ts'
import type { OpenPlan } from './plan-file.ts'

/** For every command that reads or writes the journal of a plan. */
export const journalFlag: Input<string | undefined> = text(
  'ADDRESS',
  'sqlite:FILE, or postgres://… for several processes; default sqlite:PLAN.journal, beside the plan',
)

function addressOf(given: string | undefined, { path }: OpenPlan, folder: string): string {
  if (given === undefined) return `sqlite:${path}.journal`
  const isFile = given.startsWith('sqlite:') && given !== 'sqlite::memory:'
  return isFile ? `sqlite:${resolve(folder, given.slice('sqlite:'.length))}` : given
}

/** Opens the journal of a plan, hands it to `work`, and gives it free whatever came of that. */
export async function withJournal<T>(
  opened: OpenPlan,
  { given, folder }: { given: string | undefined; folder: string },
  work: (journal: StoredJournal) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  // One database can hold the journals of many plans: each goes by its digest.
  const name = opened.plan.end.digest.slice(0, 32)
  const journal = await openJournal(addressOf(given, opened, folder), { name })
  if (journal.isErr()) return err(ofMigrationError(journal.error))
  const done = await work(journal.value)
  const closed = await journal.value.close()
  return closed.isErr() && done.isOk() ? err(ofMigrationError(closed.error)) : done
}
