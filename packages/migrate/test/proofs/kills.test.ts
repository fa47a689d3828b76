import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, it } from 'vitest'
import { type JournalEntry, type MigrationPlan, type RunReport, runMigration } from '../../src/index.ts'
import { makePlan, runPlan } from '../steps.ts'
import { overlapMs, targetAccount, type VendorName, type World } from '../world.ts'
import { drawDoom, type Phase, phases, startLife, type Wire } from './doomed-process.ts'
import { sixPairs } from './expected.ts'
import { expectMoved, picture, tally, trace } from './ledger-oracle.ts'
import { type Population, populate, settle } from './population.ts'
import { type Random, randomFrom } from './random.ts'

const count = proofSize(50, 300)
const killsWanted = proofSize(8, 72)

type Order = 'create_first' | 'close_first'

const cases: [VendorName, VendorName, Order][] = [
  ...sixPairs.map(([from, to]): [VendorName, VendorName, Order] => [from, to, 'create_first']),
  ['whop', 'commet', 'close_first'],
]

interface Toll {
  phase: Phase
  writing: boolean | null
}

const all: Toll[] = []
const byCase: Record<string, unknown>[] = []

interface Scene {
  population: Population
  world: World
  plan: MigrationPlan
  random: Random
}

/** However often it is killed: nothing is at neither side, and at most the one invoice under way at both. */
function expectAtOneSide({ population, world, plan }: Scene): void {
  const traces = trace(population, world)
  const { doubled, strangers } = tally(traces)
  const nowhere = traces.traces.filter(
    ({ subject, source, copies }) =>
      subject.expected.decision === 'move' && copies.length === 0 && source?.status !== 'open',
  )
  const { window } = plan.header
  expect(strangers).toBe(0)
  expect(doubled).toBeLessThanOrEqual(window === 'create_first' || window === 'check_then_close' ? 1 : 0)
  expect(nowhere.length).toBeLessThanOrEqual(window === 'close_first' ? 1 : 0)
}

/** Lives until the plan is done; those before have died. */
async function runThroughDeaths(scene: Scene, toll: Toll[], most: number): Promise<RunReport> {
  const { world, plan, random } = scene
  const entries: JournalEntry[] = []
  const wires: Wire[] = []
  const moving = plan.invoices.filter(({ decision }) => decision === 'move').length
  // Twice the way from one death to the next, so that they are spread over the whole run.
  const span = Math.max(6, Math.ceil((moving * 18) / most))
  for (let lives = 0; lives < most * 6; lives += 1) {
    const doom = toll.length < most ? drawDoom(random, span) : null
    const life = startLife(world, entries, doom, wires, random)
    const run = await runMigration(plan, life)
    const death = life.died()
    if (death !== null) {
      toll.push(death)
      expectAtOneSide(scene)
      continue
    }
    for (const wire of wires.splice(0)) await wire.land()
    const report = run._unsafeUnwrap()
    if (report.exitCode < 2) return report
    world.emulator.clock.advance(360_000)
  }
  throw new Error('it never came to an end')
}

/** Milliseconds during which source and copy were both open, by the ledger's history. */
function longestOverlap({ population, world }: Scene): number {
  const { ledger, clock } = world.emulator
  const now = clock.now()
  const overlaps = trace(population, world).traces.flatMap(({ subject, copies }) =>
    copies.map(({ id }) =>
      overlapMs(
        ledger.payableDuring(subject.id, { account: 'old' }),
        ledger.payableDuring(id, { account: targetAccount }),
        now,
      ),
    ),
  )
  return Math.max(0, ...overlaps)
}

describe.each(cases)('%s to %s, %s', (from, to, order) => {
  it('killed at random, again and again, ends as the run that nobody disturbed', {
    timeout: 900_000,
  }, async () => {
    const toll: Toll[] = []
    let variant = 0
    let longest = 0
    for (; toll.length < killsWanted; variant += 1) {
      const population = populate({ from, to, count, order, variant })
      const calm = settle(population)
      await runPlan(calm, await makePlan(calm, population.mapping))
      const world = settle(population)
      const before = structuredClone(world.originals())
      const plan = await makePlan(world, population.mapping)
      const place = cases.findIndex((one) => one[0] === from && one[1] === to && one[2] === order)
      const random = randomFrom(proofSeed() + variant * 101 + place * 7_907)
      const scene = { population, world, plan, random }
      const report = await runThroughDeaths(scene, toll, killsWanted)
      expect(report.outcomes.filter(({ outcome }) => outcome !== 'moved')).toEqual([])
      expectMoved(population, world, before)
      expect(picture(population, world)).toEqual(picture(population, calm))
      longest = Math.max(longest, longestOverlap(scene))
      const { window } = plan.header
      if (window === 'draft_first' || window === 'close_first') expect(longest).toBe(0)
    }
    all.push(...toll)
    byCase.push({
      from,
      to,
      order,
      invoices: count,
      runs: variant,
      kills: toll.length,
      longestOverlapMs: longest,
    })
  })
})

afterAll(() => {
  const histogram = phases.map((phase) => {
    const struck = all.filter((one) => one.phase === phase)
    return {
      phase,
      kills: struck.length,
      share: `${((100 * struck.length) / Math.max(1, all.length)).toFixed(1)} %`,
      atWritingCalls: struck.filter(({ writing }) => writing === true).length,
    }
  })
  if (byCase.length < cases.length) return
  expect(all.length).toBeGreaterThanOrEqual(killsWanted * cases.length)
  for (const { kills } of histogram) expect(kills).toBeGreaterThanOrEqual(proofSize(1, all.length * 0.05))
  recordProof({
    name: 'migrate-random-kills',
    what: 'Migrations of whole accounts that are killed at random points end, started again, exactly as undisturbed ones; at every death nothing is at neither side (close_first: at most the one under way), and at most the one under way at both (drafts, close_first: none).',
    size: all.length,
    result: {
      kills: all.length,
      doubled: 0,
      lost: 0,
      unlikeTheUndisturbed: 0,
      histogram,
      runs: byCase,
      doesNotShow:
        'These deaths are injected in one process: requests, answers and journal entries stop at that point, and a request on its way may reach the vendor while the next process runs. Real processes that are killed by the system are the proof migrate-killed-processes.',
    },
  })
})
