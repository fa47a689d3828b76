import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { JournalEntry } from '../src/index.ts'
import { journalOver, openDatabase } from '../src/store/file-journal.ts'
import { openFileJournal } from '../src/store/index.ts'
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

it('gives back what was written, in order, after it was closed', async () => {
  const path = join(folder, 'one.journal')
  const first = (await openFileJournal(path))._unsafeUnwrap()
  for (const entry of entries) (await first.append(entry))._unsafeUnwrap()
  first.close()
  const second = (await openFileJournal(path))._unsafeUnwrap()
  expect((await second.read())._unsafeUnwrap()).toEqual(entries)
  second.close()
})

it('belongs to one at a time', async () => {
  const path = join(folder, 'two.journal')
  const first = (await openFileJournal(path))._unsafeUnwrap()
  expect((await openFileJournal(path))._unsafeUnwrapErr().kind).toBe('journal_in_use')
  first.close()
  const second = (await openFileJournal(path))._unsafeUnwrap()
  second.close()
  expect((await second.append(entries[0]!))._unsafeUnwrapErr().kind).toBe('journal_failed')
})

it('refuses what is no journal, and what is damaged', async () => {
  const text = join(folder, 'text.journal')
  writeFileSync(text, 'this is no database, and long enough to be seen as none. '.repeat(30))
  expect((await openFileJournal(text))._unsafeUnwrapErr().kind).toBe('journal_failed')
  const damaged = join(folder, 'damaged.journal')
  const database = openDatabase(damaged)._unsafeUnwrap()
  database.exec(`INSERT INTO entries (entry) VALUES ('{"type":"before"}')`)
  database.close()
  const journal = (await openFileJournal(damaged))._unsafeUnwrap()
  expect((await journal.read())._unsafeUnwrapErr().message).toBe('entry 1 of the journal is damaged')
  journal.close()
})

it('stops when the disk is full, and goes on when there is room again', async () => {
  const world = openWorld('commet', 'whop', { invoices: openInvoices(6) })
  const plan = await makePlan(world)
  const path = join(folder, 'full.journal')
  openDatabase(path)._unsafeUnwrap().close()
  const small = journalOver(openDatabase(path, 4)._unsafeUnwrap())
  const first = await runPlan(world, plan, [], { journal: small })
  expect(first.stopped).toMatchObject({
    why: 'journal',
    error: { message: 'the disk under the journal is full' },
  })
  expect(first.exitCode).toBe(2)
  small.close()
  const journal = (await openFileJournal(path))._unsafeUnwrap()
  const second = await runPlan(world, plan, [], { journal })
  expect([second.counts.moved, second.exitCode]).toEqual([6, 0])
  expectEachOnce(world, plan, 6)
  journal.close()
})
