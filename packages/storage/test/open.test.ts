import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import type { Generated } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, type Migration, migrate, openDatabase } from '../src/index.ts'
import { must, temporaryFolder } from './temporary.ts'

interface Tables {
  amounts: { id: Generated<number>; amount: number; note: string | null }
}

const migrations: Migration<Tables>[] = [
  async (tables, facts) => {
    await tables.schema
      .createTable('amounts')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('amount', 'bigint', (column) => column.notNull())
      .addColumn('note', facts.textType as 'text')
      .execute()
  },
]

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.stop(), 60_000)

async function open(address: string): Promise<Database<Tables>> {
  const database = (await openDatabase<Tables>(address))._unsafeUnwrap()
  must(await migrate(database, 'test', migrations))
  return database
}

const places = [
  ['sqlite', async () => `sqlite:${join(temporaryFolder(), 'a.db')}`],
  ['postgres', () => server.createDatabase()],
] as const

describe.each(places)('%s', (_, makeAddress) => {
  it('keeps integers exact, as numbers, and refuses larger ones', async () => {
    const database = await open(await makeAddress())
    const amount = Number.MAX_SAFE_INTEGER
    const written = await database.transact('write', (tables) =>
      tables
        .insertInto('amounts')
        .values([
          { id: 1, amount },
          { id: 2, amount: -amount },
        ])
        .execute(),
    )
    expect(written.isOk()).toBe(true)
    const rows = await database.attempt('read', (tables) =>
      tables.selectFrom('amounts').selectAll().orderBy('id').execute(),
    )
    expect(rows._unsafeUnwrap()).toEqual([
      { id: 1, amount, note: null },
      { id: 2, amount: -amount, note: null },
    ])
    const quadrupled = await database.attempt('write', (tables) =>
      tables
        .updateTable('amounts')
        .set((row) => ({ amount: row('amount', '*', 4) }))
        .execute(),
    )
    must(quadrupled)
    const beyond = await database.attempt('read', (tables) =>
      tables.selectFrom('amounts').select('amount').execute(),
    )
    expect(beyond._unsafeUnwrapErr().kind).toBe('failed')
    expect((await database.close()).isOk()).toBe(true)
  })

  it('takes back a transaction that fails', async () => {
    const database = await open(await makeAddress())
    const failed = await database.transact('write', async (tables) => {
      await tables.insertInto('amounts').values({ id: 1, amount: 1 }).execute()
      await tables.insertInto('amounts').values({ id: 1, amount: 2 }).execute()
    })
    expect(failed._unsafeUnwrapErr()).toMatchObject({ kind: 'failed', operation: 'write', retryable: false })
    const rows = await database.attempt('read', (tables) =>
      tables.selectFrom('amounts').selectAll().execute(),
    )
    expect(rows._unsafeUnwrap()).toEqual([])
    must(await database.close())
  })

  it('lets two writers take turns', async () => {
    const address = await makeAddress()
    const [one, other] = [await open(address), await open(address)]
    const writes = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? one : other).transact('write', async (tables) => {
        const count = await tables.selectFrom('amounts').select('id').execute()
        await new Promise((resolve) => setTimeout(resolve, 1))
        await tables
          .insertInto('amounts')
          .values({ id: index + 1, amount: count.length })
          .execute()
      }),
    )
    expect((await Promise.all(writes)).filter((result) => result.isErr())).toEqual([])
    must(await one.close())
    must(await other.close())
  })

  it('migrates once, from any number of processes, and refuses a newer version', async () => {
    const address = await makeAddress()
    const opened = await Promise.all([1, 2, 3].map(() => open(address)))
    const [first] = opened
    const second: Migration<Tables> = async (tables) => {
      await tables.insertInto('amounts').values({ id: 9, amount: 9 }).execute()
    }
    expect((await migrate(first!, 'test', [...migrations, second])).isOk()).toBe(true)
    expect((await migrate(first!, 'test', [...migrations, second])).isOk()).toBe(true)
    const refused = await migrate(first!, 'test', migrations)
    expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'newer_version', found: 2, known: 1 })
    for (const database of opened) must(await database.close())
  })

  it('says that it was closed', async () => {
    const database = await open(await makeAddress())
    must(await database.close())
    const result = await database.attempt('read', (tables) =>
      tables.selectFrom('amounts').selectAll().execute(),
    )
    expect(result._unsafeUnwrapErr().kind).toBe('closed')
  })
})

describe('an SQLite file', () => {
  it('is for its owner alone, and so are its side files', async () => {
    const path = join(temporaryFolder(), 'a.db')
    const database = await open(`sqlite:${path}`)
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
    must(await database.close())
  })

  it('that is held by another writer is told as locked', async () => {
    const address = `sqlite:${join(temporaryFolder(), 'a.db')}`
    const holder = await open(address)
    const waiter = (await openDatabase<Tables>(address, { busyMs: 30 }))._unsafeUnwrap()
    const held = await holder.transact('hold', async () => {
      const result = await waiter.transact('write', (tables) =>
        tables.insertInto('amounts').values({ id: 1, amount: 1 }).execute(),
      )
      expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'locked', retryable: true })
    })
    must(held)
    must(await holder.close())
    must(await waiter.close())
  })

  it('that is no database, or damaged, is told as corrupt', async () => {
    const path = join(temporaryFolder(), 'a.db')
    writeFileSync(path, 'not a database, but long enough to be taken for one'.repeat(200))
    expect((await openDatabase(`sqlite:${path}`))._unsafeUnwrapErr().kind).toBe('corrupt')
  })

  it('on a full disk fails without losing what was there', async () => {
    const database = await open(`sqlite:${join(temporaryFolder(), 'a.db')}`)
    const { sql } = await import('kysely')
    must(await database.attempt('limit', (tables) => sql`pragma max_page_count = 8`.execute(tables)))
    const results = []
    for (let id = 1; id <= 20; id += 1) {
      results.push(
        await database.transact('write', (tables) =>
          tables
            .insertInto('amounts')
            .values({ id, amount: id, note: 'x'.repeat(3000) })
            .execute(),
        ),
      )
    }
    const failed = results.filter((result) => result.isErr())
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.every((result) => result._unsafeUnwrapErr().kind === 'full')).toBe(true)
    const rows = await database.attempt('read', (tables) =>
      tables.selectFrom('amounts').select('id').execute(),
    )
    expect(rows._unsafeUnwrap()).toHaveLength(20 - failed.length)
    must(await database.close())
  })

  it('in a place that cannot be written is unreachable', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken'))
    for (const path of [join(folder, 'missing', 'a.db'), join(folder, 'taken')])
      expect((await openDatabase(`sqlite:${path}`))._unsafeUnwrapErr().kind).toBe('unreachable')
  })
})

describe('an address', () => {
  it.each(['', 'invoices.db', 'mysql://x', 'sqlite:', 'sqlite://host/x.db', 'postgres://['])(
    'such as %j is refused',
    async (address) => {
      expect((await openDatabase(address))._unsafeUnwrapErr().kind).toBe('invalid_address')
    },
  )

  it('that leads nowhere is unreachable, and its password is not told', async () => {
    const address = 'postgres://someone:hunter2@127.0.0.1:1/none'
    const error = (await openDatabase(address))._unsafeUnwrapErr()
    expect(error.kind).toBe('unreachable')
    expect(JSON.stringify(error)).not.toContain('hunter2')
  })

  it('with a wrong password, or of a missing database, is unreachable', async () => {
    const address = await server.createDatabase()
    for (const wrong of [address.replace('secret', 'wrong'), `${address}_missing`])
      expect((await openDatabase(wrong))._unsafeUnwrapErr().kind).toBe('unreachable')
  })
})

describe('a PostgreSQL server that goes away', () => {
  it('fails the call under way, and serves again when it is back', async () => {
    const database = await open(await server.createDatabase())
    const broken = await database.transact('write', async (tables) => {
      await tables.insertInto('amounts').values({ id: 1, amount: 1 }).execute()
      await server.stopServing()
      await tables.insertInto('amounts').values({ id: 2, amount: 2 }).execute()
    })
    expect(broken._unsafeUnwrapErr()).toMatchObject({ kind: 'unreachable', retryable: true })
    await server.serveAgain()
    const rows = await database.attempt('read', (tables) =>
      tables.selectFrom('amounts').selectAll().execute(),
    )
    expect(rows._unsafeUnwrap()).toEqual([])
    must(await database.close())
  }, 30_000)
})
