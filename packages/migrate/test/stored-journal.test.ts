import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import type { JournalEntry } from '../src/index.ts'
import { openJournal, type StoredJournal } from '../src/store/index.ts'
import { journalOver, open } from '../src/store/open-journal.ts'
import { expectEachOnce } from './oracle.ts'
import { makePlan, runPlan } from './steps.ts'
import { openInvoices, openWorld } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-'))
afterAll(() => rmSync(folder, { recursive: true }))

const entries: JournalEntry[] = [
  { at: '2026-07-15T09:00:00.000Z', type: 'begun', planDigest: 'abc' },
  {
    at: '2026-07-15T09:00:01.000Z',
    type: 'before',
    subject: 'i',
    step: 'create_copy',
    key: 'k',
    body: '{"ä":1}',
  },
  {
    at: '2026-07-15T09:00:02.000Z',
    type: 'after',
    subject: 'i',
    step: 'create_copy',
    ok: true,
    id: 'x',
    words: null,
  },
]

async function begin(name: string): Promise<StoredJournal> {
  return (await openJournal(`sqlite:${join(folder, name)}`))._unsafeUnwrap()
}

it('gives back what was written, in order, after it was closed', async () => {
  const first = await begin('one.journal')
  for (const entry of entries) (await first.append(entry))._unsafeUnwrap()
  ;(await first.close())._unsafeUnwrap()
  const second = await begin('one.journal')
  expect((await second.read())._unsafeUnwrap()).toEqual(entries)
  ;(await second.close())._unsafeUnwrap()
})

it('belongs to one at a time', async () => {
  const first = await begin('two.journal')
  const other = await openJournal(`sqlite:${join(folder, 'two.journal')}`)
  expect(other._unsafeUnwrapErr().kind).toBe('journal_in_use')
  ;(await first.close())._unsafeUnwrap()
  const second = await begin('two.journal')
  ;(await second.close())._unsafeUnwrap()
  expect((await second.append(entries[0]!))._unsafeUnwrapErr().message).toBe('the journal was closed')
})

it('refuses what is no journal, and what is damaged', async () => {
  const text = join(folder, 'text.journal')
  writeFileSync(text, 'this is no database, and long enough to be seen as none. '.repeat(30))
  expect((await openJournal(`sqlite:${text}`))._unsafeUnwrapErr().kind).toBe('journal_failed')
  const other = join(folder, 'other.db')
  const database = new DatabaseSync(other)
  database.exec('create table invoices (id text)')
  database.close()
  const refused = await openJournal(`sqlite:${other}`)
  expect(refused._unsafeUnwrapErr().message).toBe('the file is no journal of a migration')
  expect((await openJournal('nowhere'))._unsafeUnwrapErr().message).toMatch(/sqlite:\.\/invoices\.db/)
  const damaged = await begin('damaged.journal')
  for (const entry of entries) (await damaged.append(entry))._unsafeUnwrap()
  ;(await damaged.close())._unsafeUnwrap()
  const file = new DatabaseSync(join(folder, 'damaged.journal'))
  file.exec(`update migration_entries set entry = '{"type":"before"}' where seq = 2`)
  file.close()
  const journal = await begin('damaged.journal')
  expect((await journal.read())._unsafeUnwrapErr().message).toBe('entry 2 of the journal is damaged')
  ;(await journal.close())._unsafeUnwrap()
})

it('stops when the disk is full, and goes on when there is room again', async () => {
  const world = openWorld('commet', 'whop', { invoices: openInvoices(6) })
  const plan = await makePlan(world)
  const address = `sqlite:${join(folder, 'full.journal')}`
  const stored = (await open(address, {}))._unsafeUnwrap()
  const limited = await stored.database.attempt('limit', async (tables) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(tables)
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 2}`).execute(tables)
  })
  expect(limited.isOk()).toBe(true)
  const small = journalOver(stored)
  const first = await runPlan(world, plan, [], { journal: small })
  expect(first.stopped).toMatchObject({
    why: 'journal',
    error: { message: 'the disk under the journal is full' },
  })
  expect(first.exitCode).toBe(2)
  ;(await small.close())._unsafeUnwrap()
  const journal = await begin('full.journal')
  const second = await runPlan(world, plan, [], { journal })
  expect([second.counts.moved, second.exitCode]).toEqual([6, 0])
  expectEachOnce(world, plan, 6)
  ;(await journal.close())._unsafeUnwrap()
})
