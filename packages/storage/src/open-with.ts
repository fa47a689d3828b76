import { err, ok, type Result } from '@invoice-adapters/core'
import { type Kysely, sql } from 'kysely'
import type { Database, DialectFacts } from './database.ts'
import { type StoreError, storeError } from './errors.ts'

/** A database as one of the two drivers opens it. */
export interface Opened<Tables> {
  facts: DialectFacts
  kysely: Kysely<Tables>
  toError(operation: string, thrown: unknown): StoreError
  /** The statement behind `scrub`; null: the database has none. */
  scrubWith: string | null
}

/** Deadlocks and the like end by themselves. */
const mostAttempts = 5

/** Asks the database something, so that an address that leads nowhere fails here, and wraps it. */
export async function openWith<Tables>(
  opened: Opened<Tables>,
): Promise<Result<Database<Tables>, StoreError>> {
  const { kysely, facts, scrubWith } = opened
  let closed = false
  const attempt = async <T>(operation: string, work: () => Promise<T>): Promise<Result<T, StoreError>> => {
    if (closed) return err(storeError('closed', operation, null))
    try {
      return ok(await work())
    } catch (thrown) {
      return err(opened.toError(operation, thrown))
    }
  }
  const database: Database<Tables> = {
    facts,
    attempt: (operation, work) => attempt(operation, () => work(kysely)),
    async transact(operation, work) {
      for (let attempts = 1; ; attempts += 1) {
        const result = await attempt(operation, () => kysely.transaction().execute(work))
        const conflict = facts.rowLocks && result.isErr() && result.error.kind === 'locked'
        if (!conflict || attempts >= mostAttempts) return result
      }
    },
    scrub: () =>
      attempt('scrub', async () => {
        if (scrubWith !== null) await sql.raw(scrubWith).execute(kysely)
      }),
    async close() {
      if (closed) return ok(undefined)
      const result = await attempt('close', () => kysely.destroy())
      closed = true
      return result
    },
  }
  const answer = await attempt('open', () => sql`select 1`.execute(kysely))
  if (answer.isOk()) return ok(database)
  await kysely.destroy().catch(() => {})
  return err(answer.error)
}
