import { err, type InvoiceAdapter, ok, type Result, ResultAsync } from '@invoice-adapters/core'
import type { MigrationError } from '../errors.ts'
import type { Journal } from '../journal/journal.ts'
import { type JournalState, stateOf } from '../journal/progress-state.ts'
import type { MigrationPlan, PlannedInvoice } from '../plan/plan.ts'
import { awaitOpenCopies } from './await-open.ts'
import { keepClaims } from './claiming.ts'
import type { RunClock, RunContext } from './context.ts'
import { endWith, type Moving, moveAll, stoppedBy, stoppedBySignal } from './move-all.ts'
import { openRun } from './open-run.ts'
import { inOrder } from './order.ts'
import { type RunProgress, startPace } from './progress.ts'
import { type RunReport, reportOf, type Stopped } from './report.ts'

export interface RunSettings {
  source: InvoiceAdapter
  target: InvoiceAdapter
  journal: Journal
  /** Begins so many new invoices and stops, for a look at them; what was begun before is finished beforehand. */
  first?: number
  /** Stops after the invoice under way; nothing is left half-done that could be finished. */
  signal?: AbortSignal
  onProgress?: (progress: RunProgress) => void
  /** How long to wait for a copy that opens by itself, in milliseconds; default 15 minutes. */
  openWithinMs?: number
  /** Ends the run once so many invoices are closed at the source and not open at the target; default 3. */
  mostNotOpen?: number
  fingerprints?: { source?: string; target?: string }
  clock?: RunClock
}

/**
 * Carries a plan out, or carries on where an earlier run was stopped or killed: what it had begun is finished first. What
 * befalls single invoices is in the report. An error means that nothing was sent by this run. After a rollback, only what
 * is closed at the source already is finished.
 */
export function runMigration(
  plan: MigrationPlan,
  settings: RunSettings,
): ResultAsync<RunReport, MigrationError> {
  return new ResultAsync(start(plan, settings))
}

async function start(plan: MigrationPlan, settings: RunSettings): Promise<Result<RunReport, MigrationError>> {
  const opened = await openRun(plan, settings)
  if (opened.isErr()) return err(opened.error)
  const context = opened.value
  const giveUpClaims = keepClaims(settings.journal.sharing)
  const stopped = await work(context, settings)
  await giveUpClaims()
  return ok(reportOf(plan, await stateAtTheEnd(context), stopped))
}

/** What other workers did belongs to the report as well. */
async function stateAtTheEnd({ journal, state }: RunContext): Promise<JournalState> {
  if (journal.sharing === undefined) return state
  const entries = await journal.read()
  return entries.isOk() ? stateOf(entries.value) : state
}

async function work(context: RunContext, settings: RunSettings): Promise<Stopped | null> {
  const { begun, fresh } = inOrder(context)
  const chosen = fresh.slice(0, settings.first ?? fresh.length)
  const planned = context.plan.invoices.filter(({ decision }) => decision === 'move').length
  const moving: Moving = {
    context,
    settings,
    pace: startPace(context.clock, {
      ended: planned - begun.length - fresh.length,
      taken: begun.length + chosen.length,
      planned,
    }),
    toOpen: [],
    busy: [],
    notOpen: 0,
  }
  // What another worker has in hand is not waited for before there is nothing else to do.
  const stopped =
    (await moveAndOpen(moving, begun)) ?? (await moveUntilFree(moving, [...moving.busy, ...chosen]))
  return stopped ?? stoppedByFirst(settings, chosen.length, fresh.length)
}

async function moveAndOpen(moving: Moving, lines: readonly PlannedInvoice[]): Promise<Stopped | null> {
  const stopped = await moveAll(moving, lines)
  if (stopped?.why === 'journal') return stopped
  const opening = await untilOpen(moving)
  return stopped ?? opening
}

async function moveUntilFree(moving: Moving, lines: readonly PlannedInvoice[]): Promise<Stopped | null> {
  const { context, settings } = moving
  for (let left = lines; ; left = moving.busy) {
    const stopped = await moveAndOpen(moving, left)
    if (stopped !== null || moving.busy.length === 0) return stopped
    if (settings.signal?.aborted === true) return stoppedBySignal
    // Another worker has these; it ends with them, or dies and loses them.
    await context.clock.wait(busyWaitMs)
  }
}

/** Between two attempts at what other workers have in hand, in milliseconds. */
const busyWaitMs = 2_000

async function untilOpen(moving: Moving): Promise<Stopped | null> {
  const { context, settings } = moving
  const works = moving.toOpen
  moving.toOpen = []
  const last = await awaitOpenCopies({
    context,
    works,
    openWithinMs: settings.openWithinMs ?? 900_000,
    isStopped: () => settings.signal?.aborted === true,
    finish: (one, facts) => endWith(moving, one, facts),
  })
  return last?.kind === 'stop' ? stoppedBy(last.error) : null
}

function stoppedByFirst({ first }: RunSettings, chosen: number, fresh: number): Stopped | null {
  if (first === undefined || chosen === fresh) return null
  return {
    why: 'first',
    message: `stopped after ${chosen}, for a look at them; run again to go on`,
    error: null,
  }
}
