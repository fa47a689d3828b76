import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { storedReport } from '../../src/stored-report/stored-report.ts'
import { syncAccount } from '../../src/sync/sync-account.ts'
import { must, places, sqliteAddress, storeAt } from './places.ts'
import { commet, stored, sync, totals } from './vendor.ts'

vi.setConfig({ testTimeout: 60_000 })

const once = { crossCheck: false } as const

describe.each(places())('$name', ({ address }) => {
  it('of a newer version is refused and left alone', async () => {
    const at = await address()
    const store = await storeAt(at)
    must(
      await store.database.attempt('age', (tables) =>
        sql`update schema_versions set version = 99 where component = 'invoices'`.execute(tables),
      ),
    )
    const refused = (await openStore(at))._unsafeUnwrapErr()
    expect(refused).toMatchObject({ kind: 'newer_version', found: 99, known: 1, retryable: false })
    expect(refused.message).toContain('update it')
  })

  it('with a damaged reading tells which invoice it is, and the next full sync reads it again', async () => {
    const vendor = commet(20)
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full', once)
    const [one, two] = await stored(store)
    const damage = (id: string, content: string) =>
      store.database.attempt('damage', (tables) =>
        tables.updateTable('readings').set({ content }).where('invoice_id', '=', id).execute(),
      )
    must(await damage(one!.source.id, '{"schemaVersion":1'))
    must(await damage(two!.source.id, '{"total":"a lot"}'))
    const asOf = new Date(vendor.now()).toISOString()
    const report = must(await storedReport(store, { asOf }))
    expect(report.failures.map((failure) => 'recordId' in failure && failure.recordId)).toEqual([
      one!.source.id,
      two!.source.id,
    ])
    expect(report.failures[0]?.message).toContain('damaged')
    vendor.emulator.clock.advance(60_000)
    expect(await sync(vendor, store, 'full', once)).toMatchObject({ changed: 2, new: 0 })
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })

  it('stops at a page that is no answer, and goes on there', async () => {
    const vendor = commet(250)
    const store = await storeAt(await address(), { now: vendor.now })
    const faults = [
      { kind: 'non_json', status: 200 },
      { kind: 'cut_body' },
      { kind: 'patch_record', index: 'answer', drop: ['data'] },
    ] as const
    for (const fault of faults) {
      vendor.emulator.faults.add({ operation: 'list_invoices', after: 1, times: 1, fault })
      const failed = (await syncAccount(vendor.adapter, store, { mode: 'full', ...once }))._unsafeUnwrapErr()
      expect(failed.error.kind).toMatch(/unexpected_response|network|timeout/)
      expect(failed.run).toMatchObject({
        state: 'interrupted',
        gone: 0,
        evidence: { conclusion: 'incomplete' },
      })
      vendor.emulator.faults.clear()
    }
    expect(await sync(vendor, store, 'full', once)).toMatchObject({ state: 'done', new: 250, resumed: 3 })
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })
})

describe('an SQLite store', () => {
  it('held by another process is told as locked, and the same call succeeds afterwards', async () => {
    const at = sqliteAddress()
    const vendor = commet(30)
    const holder = await storeAt(at)
    const store = await storeAt(at, { now: vendor.now, busyMs: 30 })
    const held = await holder.database.transact('hold', async () => {
      const failed = (await syncAccount(vendor.adapter, store, { mode: 'full' }))._unsafeUnwrapErr()
      expect(failed.error).toMatchObject({ kind: 'locked', retryable: true })
      expect(failed.error.message).toContain('another process')
    })
    must(held)
    expect(await sync(vendor, store, 'full')).toMatchObject({ new: 30 })
  })

  it('on a full disk keeps what it had, and goes on when there is room', async () => {
    const vendor = commet(300)
    const store = await storeAt(sqliteAddress(), { now: vendor.now })
    const limitPages = (pages: number) =>
      store.database.attempt('limit', (tables) => sql.raw(`pragma max_page_count = ${pages}`).execute(tables))
    must(await limitPages(60))
    const failed = (await syncAccount(vendor.adapter, store, { mode: 'full', ...once }))._unsafeUnwrapErr()
    expect(failed.error).toMatchObject({ kind: 'full', retryable: true })
    expect(failed.run?.new).toBeLessThan(300)
    const kept = await store.database.attempt('count', (tables) =>
      tables.selectFrom('readings').select('seq').execute(),
    )
    expect(must(kept)).toHaveLength(failed.run!.new)
    must(await limitPages(1_000_000))
    expect(await sync(vendor, store, 'full', once)).toMatchObject({ state: 'done', new: 300 })
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })

  it('with damaged pages is told as corrupt, and never gives a smaller report', async () => {
    const at = sqliteAddress()
    const vendor = commet(300)
    const before = must(await openStore(at, { now: vendor.now }))
    await sync(vendor, before, 'full', once)
    must(await before.close())
    const path = at.slice('sqlite:'.length)
    overwriteMiddle(path)
    const store = await storeAt(at, { now: vendor.now })
    const asOf = new Date(vendor.now()).toISOString()
    const report = await storedReport(store, { asOf })
    expect(report._unsafeUnwrapErr()).toMatchObject({ kind: 'unavailable', retryable: false })
    expect(report._unsafeUnwrapErr().message).toContain('damaged')
    const failed = (await syncAccount(vendor.adapter, store, { mode: 'full', ...once }))._unsafeUnwrapErr()
    expect(failed.error.kind).toBe('corrupt')
  })

  it('cut off in its middle is told as corrupt', async () => {
    const at = sqliteAddress()
    const path = at.slice('sqlite:'.length)
    const file = openSync(path, 'w')
    writeSync(file, 'SQLite format 3\0 and then nothing that fits '.repeat(500))
    closeSync(file)
    expect((await openStore(at))._unsafeUnwrapErr().kind).toBe('corrupt')
    expect(readFileSync(path, 'utf8')).toContain('nothing that fits')
  })
})

/** Everything but the first pages, which hold the schema. */
function overwriteMiddle(path: string): void {
  const { size } = statSync(path)
  const file = openSync(path, 'r+')
  const from = 4096 * 30
  writeSync(file, Buffer.alloc(size - from, 0xa5), 0, size - from, from)
  closeSync(file)
}

describe('a PostgreSQL store', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.stop(), 60_000)

  it('that goes away in the middle of a sync interrupts it, and the next call goes on', async () => {
    const vendor = commet(300)
    const store = await storeAt(await server.createDatabase(), { now: vendor.now })
    const { list } = vendor.adapter
    let pages = 0
    const adapter = {
      ...vendor.adapter,
      list: (...given: Parameters<typeof list>) =>
        list(...given).map(async (page) => {
          pages += 1
          if (pages === 3) await server.stopServing()
          return page
        }),
    }
    const failed = (await syncAccount(adapter, store, { mode: 'full', ...once }))._unsafeUnwrapErr()
    expect(failed.error).toMatchObject({ kind: 'unreachable', retryable: true })
    expect(failed.run?.failure?.kind).toBe('unreachable')
    await server.serveAgain()
    expect(await sync(vendor, store, 'full', once)).toMatchObject({ state: 'done', new: 300, resumed: 1 })
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })
})
