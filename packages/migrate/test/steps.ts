import {
  createMemoryJournal,
  type Journal,
  type JournalEntry,
  type Mapping,
  type MigrationPlan,
  planMigration,
  type RunReport,
  type RunSettings,
  runMigration,
  type Verification,
  verifyMigration,
} from '../src/index.ts'
import { choices, type World } from './world.ts'

export async function makePlan(world: World, mapping: Mapping = {}): Promise<MigrationPlan> {
  const { source, target, clock } = world
  const settings = { source, target, mapping: { ...choices, ...mapping }, now: clock.now }
  return (await planMigration(settings))._unsafeUnwrap()
}

export async function runPlan(
  world: World,
  plan: MigrationPlan,
  entries: JournalEntry[] = [],
  more: Partial<RunSettings> = {},
): Promise<RunReport> {
  const { source, target, clock } = world
  const settings = { source, target, clock, journal: createMemoryJournal(entries), ...more }
  return (await runMigration(plan, settings))._unsafeUnwrap()
}

export async function verifyPlan(world: World, plan: MigrationPlan): Promise<Verification> {
  const { source, target, clock } = world
  return (await verifyMigration(plan, { source, target, now: clock.now }))._unsafeUnwrap()
}

export function outcomes({ outcomes: all }: RunReport): string[] {
  return all.map(({ outcome }) => outcome)
}

/** Tells of every entry once it is written. */
export function watched(entries: JournalEntry[], onEntry: (entry: JournalEntry) => void): Journal {
  const journal = createMemoryJournal(entries)
  return {
    read: journal.read,
    append: (entry) => journal.append(entry).map(() => onEntry(entry)),
  }
}
