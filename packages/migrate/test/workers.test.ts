import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { proofSize } from '@invoice-adapters/tooling/proof'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type JournalEntry, type MigrationPlan, rollbackMigration, writePlan } from '../src/index.ts'
import { openJournal, type StoredJournal } from '../src/store/index.ts'
import { expectEachOnce, expectOwedOnce } from './oracle.ts'
import { runProcess, sideOf } from './processes.ts'
import type { ProcessOrder } from './run-process.ts'
import { makePlan, runPlan } from './steps.ts'
import { openInvoices, openWorld, type VendorName, type World } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'workers-'))
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
}, 60_000)

async function openShared(address: string, leaseMs = 60_000): Promise<StoredJournal> {
  return (await openJournal(address, { leaseMs }))._unsafeUnwrap()
}

interface Prepared {
  world: World
  plan: MigrationPlan
  orderPath: string
  address: string
  close: () => Promise<void>
}

async function prepare(from: VendorName, to: VendorName, count: number): Promise<Prepared> {
  const world = openWorld(from, to, {
    invoices: openInvoices(count).map((invoice) => ({ ...invoice, dueAt: '2099-01-01T00:00:00Z' })),
    emulator: { clock: { start: new Date().toISOString() }, asset: { rateLimit: null } },
  })
  const plan = await makePlan(world)
  const ports = await world.emulator.listen()
  const address = await server.createDatabase()
  const name = `${from}-${to}-${address.slice(address.lastIndexOf('/') + 1)}`
  const order: ProcessOrder = {
    planPath: join(folder, `${name}.plan`),
    journalAddress: address,
    leaseMs: 2_000,
    source: sideOf(world, from, 'old', ports[from]),
    target: sideOf(world, to, 'new', ports[to]),
  }
  const orderPath = join(folder, `${name}.json`)
  writeFileSync(order.planPath, writePlan(plan))
  writeFileSync(orderPath, JSON.stringify(order))
  // Drafts open by the vendor's own clock.
  const passing = setInterval(() => world.emulator.clock.advance(60_000), 200)
  const close = async (): Promise<void> => {
    clearInterval(passing)
    await ports.close()
  }
  return { world, plan, orderPath, address, close }
}

/** Creations that the target was asked for; its answer to a repetition counts as well. */
function creations({ emulator }: World, to: VendorName): number {
  const operation = to === 'asset' ? 'create_invoices' : 'create_invoice'
  return emulator.requests.filter((one) => one.vendor === to && one.operation === operation).length
}

async function untilWritten(journal: StoredJournal, count: number): Promise<void> {
  for (;;) {
    const entries: JournalEntry[] = (await journal.read())._unsafeUnwrap()
    if (entries.filter(({ type }) => type === 'after').length >= count) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const invoices = proofSize(10, 100)

const routes: [VendorName, VendorName][] = [
  ['commet', 'whop'],
  ['whop', 'asset'],
]

describe.each(routes)('several processes with one journal, %s to %s', (from, to) => {
  it('share the work, and no invoice is made twice', { timeout: 240_000 }, async () => {
    const { world, plan, orderPath, close } = await prepare(from, to, invoices)
    const ended = await Promise.all([1, 2].map(() => runProcess(orderPath, null)))
    expect(ended.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0])
    expectEachOnce(world, plan, invoices)
    expect(creations(world, to)).toBe(invoices)
    await close()
  })

  it('goes on when one of them is killed, with every invoice once', { timeout: 240_000 }, async () => {
    const { world, plan, orderPath, address, close } = await prepare(from, to, invoices)
    const watcher = await openShared(address)
    const stop = new AbortController()
    const victim = runProcess(orderPath, stop.signal)
    await untilWritten(watcher, 7)
    const survivor = runProcess(orderPath, null)
    await untilWritten(watcher, 12)
    stop.abort()
    expect((await victim).code).toBe(null)
    const { code, output } = await survivor
    expect(code === 0 ? 0 : output).toBe(0)
    expectEachOnce(world, plan, invoices)
    ;(await watcher.close())._unsafeUnwrap()
    await close()
  })
})

describe('claims', () => {
  const at = '2026-07-15T09:00:00.000Z'
  const before: JournalEntry = {
    at,
    type: 'before',
    subject: 'i',
    step: 'close_source',
    key: 'i',
    body: null,
  }

  it('refuse the entries of whoever has lost them, and of whoever never had them', {
    timeout: 60_000,
  }, async () => {
    const address = await server.createDatabase()
    const one = await openShared(address, 1)
    const other = await openShared(address)
    expect((await one.sharing!.claim('i'))._unsafeUnwrap()).toEqual({ kind: 'taken', entries: [] })
    expect((await one.append(before)).isOk()).toBe(true)
    expect((await other.append(before))._unsafeUnwrapErr().kind).toBe('journal_in_use')
    // Asleep for longer than the lease: the other gets it, with all that was written.
    await expect.poll(async () => (await other.sharing!.claim('i'))._unsafeUnwrap().kind).toBe('taken')
    expect((await one.append(before))._unsafeUnwrapErr().message).toMatch(/another worker has taken over/)
    expect((await one.sharing!.claim('i'))._unsafeUnwrap()).toEqual({ kind: 'busy' })
    expect((await other.sharing!.claim('i'))._unsafeUnwrap()).toEqual({ kind: 'taken', entries: [before] })
    for (const journal of [one, other]) (await journal.close())._unsafeUnwrap()
  })

  it('end with the outcome', { timeout: 60_000 }, async () => {
    const address = await server.createDatabase()
    const one = await openShared(address)
    const other = await openShared(address)
    ;(await one.sharing!.claim('i'))._unsafeUnwrap()
    expect((await other.sharing!.claim('i'))._unsafeUnwrap().kind).toBe('busy')
    const outcome = { outcome: 'moved', reason: 'moved', copyId: null, copyNumber: null } as const
    ;(await one.append({ at, type: 'outcome', subject: 'i', ...outcome }))._unsafeUnwrap()
    expect((await other.sharing!.claim('i'))._unsafeUnwrap().kind).toBe('taken')
    for (const journal of [one, other]) (await journal.close())._unsafeUnwrap()
  })

  it('keep journals of several plans in one database apart, and one journal to one plan', {
    timeout: 60_000,
  }, async () => {
    const address = await server.createDatabase()
    const one = (await openJournal(address, { name: 'one' }))._unsafeUnwrap()
    const other = (await openJournal(address, { name: 'other' }))._unsafeUnwrap()
    ;(await one.append({ at, type: 'begun', planDigest: 'a' }))._unsafeUnwrap()
    ;(await other.append({ at, type: 'begun', planDigest: 'b' }))._unsafeUnwrap()
    expect((await one.append({ at, type: 'begun', planDigest: 'b' }))._unsafeUnwrapErr().kind).toBe(
      'other_plan',
    )
    ;(await one.append({ at, type: 'begun', planDigest: 'a' }))._unsafeUnwrap()
    expect((await one.read())._unsafeUnwrap()).toEqual([{ at, type: 'begun', planDigest: 'a' }])
    for (const journal of [one, other]) (await journal.close())._unsafeUnwrap()
  })
})

it('a rollback ends what other workers would begin, and leaves alone what they have in hand', {
  timeout: 60_000,
}, async () => {
  const world = openWorld('commet', 'asset', { invoices: openInvoices(4) })
  const plan = await makePlan(world)
  const address = await server.createDatabase()
  const worker = await openShared(address)
  const rollback = await openShared(address)
  const { source, target, clock } = world
  let report: Awaited<ReturnType<typeof rollbackMigration>> | null = null
  const meddling = {
    ...worker,
    append: (entry: JournalEntry) =>
      worker.append(entry).map(async () => {
        if (report !== null || entry.type !== 'after' || entry.step !== 'create_copy') return
        report = await rollbackMigration(plan, {
          source,
          target,
          clock,
          journal: rollback,
          confirm: () => true,
        })
      }),
  }
  const run = await runPlan(world, plan, [], { journal: meddling })
  expect(report!._unsafeUnwrap().failed).toMatchObject([{ because: 'another worker has it in hand' }])
  expect(run.stopped).toMatchObject({ why: 'journal', error: { kind: 'rolled_back' } })
  ;(
    await rollbackMigration(plan, { source, target, clock, journal: rollback, confirm: () => true })
  )._unsafeUnwrap()
  expectOwedOnce(world, plan, 'rolled back')
  expect(world.originals().map(({ status }) => status)).toEqual(['open', 'open', 'open', 'open'])
  for (const journal of [worker, rollback]) (await journal.close())._unsafeUnwrap()
})
