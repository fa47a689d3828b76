import { err, type Result } from '@invoice-adapters/core'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Pool } from 'pg'
import type { Database } from '../database.ts'
import { type StoreError, storeError } from '../errors.ts'
import { openWith } from '../open-with.ts'
import { postgresError } from './errors.ts'

const int8 = 20
const connectMs = 10_000

/** Exact, or an error: the driver's own answer for a big integer would be text, and `Number` alone could round. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer in the store is larger than 2^53')
  return value
}

export async function openPostgres<Tables>(url: string): Promise<Result<Database<Tables>, StoreError>> {
  const driver = await loadDriver()
  if (driver === null) {
    const message = 'PostgreSQL needs the package pg: npm install pg'
    return err({ ...storeError('failed', 'open', null, message), kind: 'missing_driver', package: 'pg' })
  }
  let pool: Pool
  try {
    const { types } = driver
    pool = new driver.Pool({
      connectionString: url,
      connectionTimeoutMillis: connectMs,
      application_name: 'invoice-adapters',
      types: {
        getTypeParser: (oid: number, format?: 'text' | 'binary') =>
          oid === int8 ? safeInteger : types.getTypeParser(oid, format),
      },
    })
  } catch (thrown) {
    return err(postgresError('open', thrown))
  }
  // A connection that dies is told by the call that wanted it; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return openWith<Tables>({
    facts: {
      kind: 'postgres',
      textType: sql`text collate "C"`,
      maximumParameters: 60_000,
      rowLocks: true,
    },
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    toError: postgresError,
    scrubWith: null,
  })
}

async function loadDriver(): Promise<typeof import('pg').default | null> {
  try {
    const { default: driver } = await import('pg')
    return driver
  } catch {
    return null
  }
}
