import { setTimeout as sleep } from 'node:timers/promises'
import {
  createMemoryJournal,
  type JournalEntry,
  type MigrationPlan,
  planMigration,
  type RunReport,
  runMigration,
} from '@invoice-adapters/migrate'
import { must, type World } from './world.ts'

export interface Migrations {
  plans: number
  plansThatFailed: number
  runs: number
  runsThatNeedAnother: number
  /** Of invoices, when their plan was carried out. */
  outcomes: Map<string, number>
  setAside: Map<string, number>
  /** Planned by the last plan, and payable at the source as before. */
  leftByTheLast: number
}

interface Migration {
  plan: MigrationPlan
  entries: JournalEntry[]
}

interface Soaked {
  world: World
  migrations: Migrations
  isOver(): boolean
}

export const noMigrations = (): Migrations => ({
  plans: 0,
  plansThatFailed: 0,
  runs: 0,
  runsThatNeedAnother: 0,
  outcomes: new Map(),
  setAside: new Map(),
  leftByTheLast: 0,
})

/** Plans what is payable at the source, and carries it out, again and again; gives what the end came too early for. */
export async function keepMigrating(soak: Soaked): Promise<Migration | null> {
  const { migrations, isOver } = soak
  while (!isOver()) {
    await sleep(100)
    const plan = await makePlan(soak.world)
    if (plan.isErr()) {
      migrations.plansThatFailed += 1
      continue
    }
    migrations.plans += 1
    const migration = { plan: plan.value, entries: [] }
    if (!(await carryOut(soak, migration, isOver))) return migration
  }
  return null
}

/** With the faults gone: what is unfinished, and then, by a new plan, all that is payable at the source still. */
export async function finishMigrating(soak: Soaked, unfinished: Migration | null): Promise<void> {
  if (unfinished !== null) await carryOutUndisturbed(soak, unfinished)
  const plan = must(await makePlan(soak.world))
  soak.migrations.plans += 1
  await carryOutUndisturbed(soak, { plan, entries: [] })
}

async function carryOutUndisturbed(soak: Soaked, migration: Migration): Promise<void> {
  let attempts = 0
  const isEnough = (): boolean => {
    attempts += 1
    return attempts >= 3
  }
  if (!(await carryOut(soak, migration, isEnough))) throw new Error('three runs without a fault did not do')
}

/** Runs until nothing is left that another run could finish. False: it was given up before. */
async function carryOut(soak: Soaked, migration: Migration, isEnough: () => boolean): Promise<boolean> {
  for (;;) {
    const report = await runOnce(soak, migration)
    if (report !== null && report.exitCode !== 2) {
      await settle(soak, migration, report)
      return true
    }
    soak.migrations.runsThatNeedAnother += 1
    if (isEnough()) return false
  }
}

/** Every planned invoice has a final outcome, and one more run changes nothing at the target. */
async function settle(soak: Soaked, migration: Migration, report: RunReport): Promise<void> {
  const { migrations, world } = soak
  const planned = migration.plan.invoices.filter(({ decision }) => decision === 'move').length
  const { notReached, stopped } = report
  if (notReached !== 0 || stopped !== null || report.outcomes.length !== planned)
    throw new Error(`${report.outcomes.length} outcomes for ${planned} planned, ${notReached} not reached`)
  const before = world.writesAtTarget()
  const again = await runOnce(soak, migration)
  const isSame = again === null || JSON.stringify(again.outcomes) === JSON.stringify(report.outcomes)
  if (!isSame || world.writesAtTarget() !== before)
    throw new Error('a run of what was carried out did something')
  migrations.leftByTheLast = report.outcomes.filter(({ outcome }) => outcome !== 'moved').length
  for (const { outcome, reason } of report.outcomes) {
    count(migrations.outcomes, outcome)
    if (outcome === 'set_aside') count(migrations.setAside, reason)
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function makePlan({ adapters: { commet, asset }, clock }: World): ReturnType<typeof planMigration> {
  return planMigration({ source: commet, target: asset, mapping: { order: 'create_first' }, now: clock.now })
}

/** Null: a fault kept it from beginning. */
async function runOnce(
  { world, migrations }: Soaked,
  { plan, entries }: Migration,
): Promise<RunReport | null> {
  migrations.runs += 1
  const { adapters, clock } = world
  const journal = createMemoryJournal(entries)
  const report = await runMigration(plan, { source: adapters.commet, target: adapters.asset, journal, clock })
  return report.unwrapOr(null)
}
