import type { Result } from '@invoice-adapters/core'
import { expect } from 'vitest'
import type * as Migrate from '../../src/index.ts'
import { choices, type World } from '../world.ts'

/** The value, or a failed assertion: a defect that merely crashes is not caught. */
export function must<T>(result: Result<T, { message: string }>): T {
  expect(result.isErr() ? result.error.message : null).toBe(null)
  return result._unsafeUnwrap()
}

/** The package, as it is or with a defect planted. */
export type Api = typeof Migrate

export async function planOf(
  api: Api,
  world: World,
  mapping: Migrate.Mapping = {},
): Promise<Migrate.MigrationPlan> {
  const { source, target, clock } = world
  const settings = { source, target, mapping: { ...choices, ...mapping }, now: clock.now }
  return must(await api.planMigration(settings))
}

export async function runOf(
  api: Api,
  world: World,
  plan: Migrate.MigrationPlan,
  journal: Migrate.Journal,
): Promise<Migrate.RunReport> {
  const { source, target, clock } = world
  return must(await api.runMigration(plan, { source, target, clock, journal }))
}

/** Calls `act` once, right after the entry that is wanted was written. */
export function acting(
  api: Api,
  wanted: (entry: Migrate.JournalEntry) => boolean,
  act: () => void,
  journal: Migrate.Journal = api.createMemoryJournal(),
): Migrate.Journal {
  let acted = false
  return {
    read: journal.read,
    append: (entry) =>
      journal.append(entry).andTee(() => {
        if (acted || !wanted(entry)) return
        acted = true
        act()
      }),
  }
}
