import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Journal, RunReport } from '../src/index.ts'
import { openJournal, type StoredJournal } from '../src/store/index.ts'
import { expectEachOnce } from './oracle.ts'
import { makePlan, runPlan } from './steps.ts'
import { openInvoices, openWorld } from './world.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(async () => {
  await server.stop()
}, 60_000)

/** The database goes away right after the entry of this number was written. */
function losing(journal: Journal, at: number): Journal {
  let written = 0
  return {
    ...journal,
    append: (entry) =>
      journal.append(entry).map(async () => {
        written += 1
        if (written === at) await server.stopServing()
      }),
  }
}

function expectStopped({ stopped, exitCode }: RunReport): void {
  expect(stopped).toMatchObject({ why: 'journal', error: { kind: 'journal_failed' } })
  expect(exitCode).toBe(2)
}

async function open(address: string, leaseMs?: number): Promise<StoredJournal> {
  return (await openJournal(address, leaseMs === undefined ? {} : { leaseMs }))._unsafeUnwrap()
}

it.each([5, 9, 14])(
  'stops when PostgreSQL goes away after entry %i, and goes on when it is back',
  {
    timeout: 120_000,
  },
  async (at) => {
    const world = openWorld('commet', 'whop', { invoices: openInvoices(4) })
    const plan = await makePlan(world)
    const journal = await open(await server.createDatabase())
    expectStopped(await runPlan(world, plan, [], { journal: losing(journal, at) }))
    await server.serveAgain()
    const second = await runPlan(world, plan, [], { journal })
    expect([second.counts.moved, second.exitCode]).toEqual([4, 0])
    expectEachOnce(world, plan, 4)
    ;(await journal.close())._unsafeUnwrap()
  },
)

// What the first one had in hand could not be given free: the other waits until its lease is over, by the database's clock.
it('another worker goes on with it once the lease is over', { timeout: 120_000 }, async () => {
  const world = openWorld('commet', 'whop', { invoices: openInvoices(4) })
  const plan = await makePlan(world)
  const address = await server.createDatabase()
  const lost = await open(address, 2_000)
  expectStopped(await runPlan(world, plan, [], { journal: losing(lost, 9) }))
  await server.serveAgain()
  const other = await open(address)
  const second = await runPlan(world, plan, [], { journal: other })
  expect([second.counts.moved, second.exitCode]).toEqual([4, 0])
  expectEachOnce(world, plan, 4)
  for (const journal of [lost, other]) (await journal.close())._unsafeUnwrap()
})
