import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, it } from 'vitest'
import { writePlan } from '../../src/index.ts'
import { sideOf } from '../processes.ts'
import { makePlan } from '../steps.ts'
import { sourceAccount, targetAccount } from '../world.ts'
import { sixPairs } from './expected.ts'
import type { ChildOrder, RealPhase } from './killed-child.ts'
import { type ChildEnd, drawRealDoom, realPhases, runChild } from './killed-parent.ts'
import { expectMoved } from './ledger-oracle.ts'
import { type Population, populate, settle } from './population.ts'
import { randomFrom } from './random.ts'

const folder = mkdtempSync(join(tmpdir(), 'killed-processes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const count = proofSize(8, 40)
const killsWanted = proofSize(2, 10)
const pairs = sixPairs.filter((_, index) => index % proofSize(3, 1) === 1 % proofSize(3, 1))

const tolls: RealPhase[] = []
const rows: Record<string, unknown>[] = []

/** The child lives by the clock of the machine, and these have a date that decides. */
const dated: ReadonlySet<string> = new Set(['past_due', 'no_due_date'])

function timeless(population: Population): Population {
  const seeds = population.seeds.map((seed) => ({ ...seed, dueAt: '2099-01-01T00:00:00Z' }))
  return { ...population, seeds }
}

describe.each(pairs)('%s to %s', (from, to) => {
  it('killed by the system at random points, ends with every invoice once', {
    timeout: 900_000,
  }, async () => {
    const only = (name: string, { decision }: { decision: string }): boolean =>
      decision === 'move' && !dated.has(name)
    const population = timeless(populate({ from, to, count, only }))
    const world = settle(population, {
      clock: { start: new Date().toISOString() },
      asset: { rateLimit: null },
    })
    const before = structuredClone(world.originals())
    const plan = await makePlan(world, population.mapping)
    const ports = await world.emulator.listen()
    const path = (end: string): string => join(folder, `${from}-${to}.${end}`)
    writeFileSync(path('plan'), writePlan(plan))
    const order: Omit<ChildOrder, 'doom'> = {
      planPath: path('plan'),
      journalPath: path('journal'),
      source: sideOf(world, from, sourceAccount, ports[from]),
      target: sideOf(world, to, targetAccount, ports[to]),
    }
    const random = randomFrom(proofSeed() + from.length * 131 + to.length)
    let kills = 0
    let last: ChildEnd | null = null
    for (let life = 0; life < killsWanted * 4 + 6 && last?.code !== 0; life += 1) {
      const doom = kills < killsWanted ? drawRealDoom(random, Math.ceil((count * 22) / killsWanted)) : null
      writeFileSync(path('order'), JSON.stringify({ ...order, doom } satisfies ChildOrder))
      last = await runChild(path('order'))
      if (last.signal === 'SIGKILL' && doom !== null) {
        kills += 1
        tolls.push(doom.phase)
      }
      // Drafts open, and doubts settle, by the vendor's own clock.
      world.emulator.clock.advance(400_000)
    }
    await ports.close()
    expect([last?.code, last?.output]).toEqual([0, expect.stringContaining(`"moved":${count}`)])
    expect(kills).toBeGreaterThan(0)
    expectMoved(population, world, before)
    rows.push({ pair: `${from} to ${to}`, invoices: count, kills })
  })
})

afterAll(() => {
  recordProof({
    name: 'migrate-killed-processes',
    what: 'Real processes that migrate over real sockets, with a journal in a file, are killed by SIGKILL at random points, and end with every invoice exactly once when started again.',
    size: tolls.length,
    result: {
      kills: tolls.length,
      doubled: 0,
      lost: 0,
      histogram: realPhases.map((phase) => ({ phase, kills: tolls.filter((one) => one === phase).length })),
      runs: rows,
      how: 'before_send and after_commit: right before a request leaves, and right after its answer came. after_send and journal: by another thread, up to 4 ms after the request left or the write began, so that some of these deaths fall after the answer or the write.',
      doesNotShow: 'A power cut: what the system had taken from the process was on the disk.',
    },
  })
})
