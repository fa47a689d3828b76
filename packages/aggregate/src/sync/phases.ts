import { err, ok, type Result } from '@invoice-adapters/core'
import { nextNumber, updateRun } from '../store/runs.ts'
import { lookForMissing } from './missing.ts'
import type { Running, Step, SyncError } from './running.ts'
import { canSlice, walkSlices } from './slices.ts'
import { type SyncProgress, startingProgress } from './sync-run.ts'
import { leaseLost, walkList } from './walk-list.ts'

type Phase = Exclude<SyncProgress['phase'], 'end'>

/** What a run does, step by step; each says which one follows. A run that was killed goes on in the phase it was in. */
const phases: Record<Phase, { work(running: Running): Step; next(running: Running): SyncProgress['phase'] }> =
  {
    list: {
      work: walkListings,
      next: (running) => (isCrossChecked(running) ? 'again' : 'missing'),
    },
    again: {
      work: (running) => walkList(running, { ...running.listings[0], pageSize: otherPageSize(running) }),
      next: (running) => (hasDoubts(running) && canSlice(running.adapter) ? 'slices' : 'missing'),
    },
    slices: { work: walkSlices, next: () => 'missing' },
    missing: { work: lookForMissing, next: () => 'end' },
  }

export async function runPhases(running: Running): Step {
  for (;;) {
    const { phase } = running.progress
    if (phase === 'end') return ok(undefined)
    const done = await phases[phase].work(running)
    if (done.isErr()) return done
    const next = phases[phase].next(running)
    const moved = await beginPhase(running, { phase: next }, next === 'again')
    if (moved.isErr()) return err(moved.error)
  }
}

/** A rule may have several listings, each a walk of its own. */
async function walkListings(running: Running): Step {
  for (;;) {
    const done = await walkList(running, running.listings[running.progress.listing] ?? {})
    if (done.isErr()) return done
    const listing = running.progress.listing + 1
    if (listing >= running.listings.length) return ok(undefined)
    const moved = await beginPhase(running, { listing }, true)
    if (moved.isErr()) return err(moved.error)
  }
}

/** Stores where the run stands now; with a new walk, records count as seen anew. */
async function beginPhase(
  running: Running,
  changes: Partial<SyncProgress>,
  newWalk: boolean,
): Promise<Result<void, SyncError>> {
  const { store, key, lease, run } = running
  const { walk, listing, surprises, ties } = running.progress
  const moved = await store.database.transact('beginPhase', async (tables) => {
    const account = await tables
      .selectFrom('accounts')
      .select('lease_owner')
      .where('account_key', '=', key)
      .executeTakeFirstOrThrow()
    if (account.lease_owner !== lease) return null
    const number = newWalk ? await nextNumber(tables, key, 'last_walk') : walk
    const progress = {
      ...startingProgress,
      listing,
      surprises,
      ties,
      walk: number,
      ...phaseOf(running),
      ...changes,
    }
    await updateRun(tables, key, { run, progress })
    return progress
  })
  if (moved.isErr()) return err(moved.error)
  if (moved.value === null) return err(leaseLost(running))
  running.progress = moved.value
  return ok(undefined)
}

function phaseOf({ progress: { phase } }: Running): Pick<SyncProgress, 'phase'> {
  return { phase }
}

function isCrossChecked({ run, settings, adapter }: Running): boolean {
  const byDefault = run.mode === 'full' && adapter.capabilities.pages.cursor === 'time'
  return settings.crossCheck ?? byDefault
}

function hasDoubts({ progress }: Running): boolean {
  return progress.ties > 0 || progress.surprises > 0
}

/** Smaller by a third, which puts every border elsewhere. */
function otherPageSize({ settings, adapter }: Running): number {
  const { maximumSize, defaultSize } = adapter.capabilities.pages
  const size = settings.pageSize ?? maximumSize ?? defaultSize ?? 50
  return Math.max(1, size - Math.ceil(size / 3))
}
