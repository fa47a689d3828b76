import type { LedgerCustomer, LedgerInvoice } from '@invoice-adapters/emulator'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, it } from 'vitest'
import {
  createMemoryJournal,
  type JournalEntry,
  type MigrationPlan,
  type RollbackReport,
  rollbackMigration,
  runMigration,
} from '../../src/index.ts'
import { makePlan, runPlan } from '../steps.ts'
import { targetAccount, type VendorName, type World } from '../world.ts'
import { type Doom, drawDoom, phases, startLife, type Wire } from './doomed-process.ts'
import { sixPairs } from './expected.ts'
import { tally, trace } from './ledger-oracle.ts'
import { type Population, populate, settle } from './population.ts'
import { oneOf, type Random, randomFrom } from './random.ts'

const few = 8
const deaths = proofSize(3, 40)
const many = proofSize(30, 300)

type Order = 'create_first' | 'close_first'

const cases: [VendorName, VendorName, Order][] = [
  ...sixPairs.map(([from, to]): [VendorName, VendorName, Order] => [from, to, 'create_first']),
  ['whop', 'commet', 'close_first'],
]

interface Scene {
  population: Population
  world: World
  plan: MigrationPlan
  before: Snapshot
}

interface Snapshot {
  sources: Map<string, LedgerInvoice>
  target: Map<string, LedgerInvoice>
  customers: Set<string>
}

const keyed = (all: readonly LedgerInvoice[]): Map<string, LedgerInvoice> =>
  new Map(structuredClone([...all]).map((one) => [one.id, one]))

function customersAtTarget({ emulator }: World): readonly LedgerCustomer[] {
  return emulator.ledger.customers({ account: targetAccount })
}

function snapshot(world: World): Snapshot {
  return {
    sources: keyed(world.originals()),
    target: keyed(world.copies()),
    customers: new Set(customersAtTarget(world).map(({ id }) => id)),
  }
}

/** How many records of each class are not as before. Everything else has to be, to the last field of the ledger. */
interface Left {
  closedSources: number
  copiesOfClosed: number
  voidCopies: number
  newCustomers: number
}

function whatIsLeft({ population, world, before }: Scene, report: RollbackReport): Left {
  const left: Left = { closedSources: 0, copiesOfClosed: 0, voidCopies: 0, newCustomers: 0 }
  const said = report.preview.cannotUndo.join('\n')
  for (const source of world.originals()) {
    const was = before.sources.get(source.id)
    if (source.status === was?.status) {
      expect(source).toEqual(was)
      continue
    }
    // The one class that the source side may show, and each by its number.
    expect([source.status, said.includes(`${source.number}: `)]).toEqual(['void', true])
    left.closedSources += 1
  }
  const closed = trace(population, world).traces.filter(({ source }) => source?.status === 'void')
  const itsCopies = new Set(closed.flatMap(({ copies }) => copies.map(({ id }) => id)))
  for (const copy of world.copies()) {
    const was = before.target.get(copy.id)
    if (was !== undefined) expect(copy).toEqual(was)
    else if (itsCopies.has(copy.id)) left.copiesOfClosed += 1
    else {
      expect([copy.status, said.includes('as a void invoice')]).toEqual(['void', true])
      left.voidCopies += 1
    }
  }
  const fresh = customersAtTarget(world).filter(({ id }) => !before.customers.has(id))
  if (fresh.length > 0) expect(said).toContain('customers that were created at the target stay there')
  expect(said).toContain('numbers it has given stay used')
  left.newCustomers = fresh.length
  return left
}

async function rollBack({ world, plan }: Scene, entries: JournalEntry[]): Promise<RollbackReport> {
  const settings = { ...world.reopen(), clock: world.clock, journal: createMemoryJournal(entries) }
  const report = await rollbackMigration(plan, { ...settings, confirm: () => true })
  return report._unsafeUnwrap()
}

/** Closed and not yet open: a run after the rollback finishes those, and begins nothing. */
async function finish({ world, plan, population }: Scene, entries: JournalEntry[]): Promise<void> {
  const settings = { ...world.reopen(), clock: world.clock, journal: createMemoryJournal(entries) }
  const again = await runMigration(plan, settings)
  if (again.isErr()) expect(again.error.kind).toBe('rolled_back')
  const { lost, doubled, strangers } = tally(trace(population, world))
  expect([lost, doubled, strangers]).toEqual([0, 0, 0])
}

async function begin(
  from: VendorName,
  to: VendorName,
  order: Order,
  count: number,
  variant: number,
): Promise<Scene> {
  const population = populate({
    from,
    to,
    count,
    order,
    variant,
    only: (_, { decision }) => decision === 'move',
  })
  const world = settle(population)
  const plan = await makePlan(world, population.mapping)
  return { population, world, plan, before: snapshot(world) }
}

async function killed(scene: Scene, doom: Doom, random: Random): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  const wires: Wire[] = []
  const run = await runMigration(scene.plan, startLife(scene.world, entries, doom, wires, random))
  expect(run.isOk() || entries.length < 2).toBe(true)
  for (const wire of wires) await wire.land()
  return entries
}

const rows: Record<string, unknown>[] = []

function addTo(sum: Left, left: Left): void {
  for (const name of Object.keys(sum) as (keyof Left)[]) sum[name] += left[name]
}

describe.each(cases)('%s to %s, %s', (from, to, order) => {
  it('killed at random and rolled back, is as before but for the classes named', {
    timeout: 300_000,
  }, async () => {
    const place = cases.findIndex((one) => one[0] === from && one[1] === to && one[2] === order)
    const random = randomFrom(proofSeed() + place * 7_919)
    const sum: Left = { closedSources: 0, copiesOfClosed: 0, voidCopies: 0, newCustomers: 0 }
    let withdrawn = 0
    for (let death = 0; death < deaths; death += 1) {
      const scene = await begin(from, to, order, few, death)
      const entries = await killed(scene, drawDoom(random, few * 10), random)
      if (entries.length === 0) continue
      const report = await rollBack(scene, entries)
      expect(report.failed).toEqual([])
      withdrawn += report.withdrawn.length
      addTo(sum, whatIsLeft(scene, report))
      await finish(scene, entries)
    }
    rows.push({ pair: `${from} to ${to}`, order, runs: deaths, invoicesEach: few, withdrawn, ...sum })
  })

  it('half of a whole account, rolled back', { timeout: 600_000 }, async () => {
    const random = randomFrom(proofSeed())
    const scene = await begin(from, to, order, many, 0)
    const entries: JournalEntry[] = []
    const settings = { ...scene.world.reopen(), first: Math.floor(many / 2) - 1 }
    await runPlan(scene.world, scene.plan, entries, settings)
    // One more is under way when it dies.
    const wires: Wire[] = []
    const doom: Doom = { phase: oneOf(random, phases.slice(2)), after: 8, onlyWrites: false }
    const run = await runMigration(scene.plan, startLife(scene.world, entries, doom, wires, random))
    expect(run._unsafeUnwrap().stopped?.why).toBe('journal')
    const report = await rollBack(scene, entries)
    expect([report.failed, report.exitCode]).toEqual([[], 0])
    const left = whatIsLeft(scene, report)
    expect(left.closedSources).toBeGreaterThanOrEqual(Math.floor(many / 2) - 1)
    expect(left.closedSources).toBeLessThanOrEqual(Math.floor(many / 2) + 1)
    await finish(scene, entries)
    rows.push({
      pair: `${from} to ${to}`,
      order,
      runs: 1,
      invoicesEach: many,
      withdrawn: report.withdrawn.length,
      ...left,
    })
  })
})

afterAll(() => {
  recordProof({
    name: 'migrate-rollback',
    what: 'After a half-finished run is rolled back, the ledger equals the one before, but for exactly the classes that the preview named: closed sources with their copies, void copies, customers made, numbers used.',
    size: cases.length * (deaths + 1),
    result: {
      runs: rows,
      lost: 0,
      doubled: 0,
      notAsBeforeAndNotNamed: 0,
      doesNotShow:
        'What a vendor keeps beside its invoices: mails that were sent, entries in Asset’s books (which the preview names, and the ledger does not hold), and used numbers, of which nothing is counted here.',
    },
  })
})
