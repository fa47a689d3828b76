import { err, type InvoiceAdapter, ok, type Result, ResultAsync } from '@invoice-adapters/core'
import type { MigrationError } from '../errors.ts'
import { belongsTo, type Journal, type OutcomeFacts } from '../journal/journal.ts'
import {
  isClosedAndUnfinished,
  isOpenWindow,
  isUnsettled,
  stateOf,
  subjectOf,
} from '../journal/progress-state.ts'
import { checkAccount } from '../plan/accounts.ts'
import type { MigrationPlan, PlannedInvoice } from '../plan/plan.ts'
import { checkDigest } from '../plan/plan-file.ts'
import { doubtRemainsMs } from './appearing.ts'
import { awaitOpenCopies } from './await-open.ts'
import { nowText, type RunClock, type RunContext, record, systemClock, type Work } from './context.ts'
import { moveInvoice } from './move-invoice.ts'
import { type RunProgress, startPace } from './progress.ts'
import { type RunReport, reportOf, type Stopped } from './report.ts'
import { end, go, stop, type Verdict } from './verdict.ts'

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
  return ok(await work(opened.value, settings))
}

/** Everything that can be wrong with plan, accounts and journal, before the first call that writes. */
export async function openRun(
  plan: MigrationPlan,
  settings: Pick<RunSettings, 'source' | 'target' | 'journal' | 'fingerprints' | 'clock'>,
): Promise<Result<RunContext, MigrationError>> {
  const { source, target, journal, fingerprints = {}, clock = systemClock } = settings
  const whole = await checkDigest(plan)
  if (whole.isErr()) return err(whole.error)
  const entries = await journal.read()
  if (entries.isErr()) return err(entries.error)
  const owner = belongsTo(entries.value, plan.end.digest)
  if (owner.isErr()) return err(owner.error)
  const state = stateOf(entries.value)
  if (state.rolledBack && ![...state.subjects.values()].some(isClosedAndUnfinished)) {
    const message = 'this plan was rolled back; make a new plan, with a higher mapping.generation'
    return err({ kind: 'rolled_back', message })
  }
  const ofSource = await checkAccount(source, 'source', plan.header.source, fingerprints.source)
  if (ofSource.isErr()) return err(ofSource.error)
  const ofTarget = await checkAccount(target, 'target', plan.header.target, fingerprints.target)
  if (ofTarget.isErr()) return err(ofTarget.error)
  const context: RunContext = { pair: { source, target }, plan, journal, state, clock }
  if (owner.value === 'begun') return ok(context)
  const begun = await record(context, { at: nowText(context), type: 'begun', planDigest: plan.end.digest })
  if (begun.isErr() && begun.error.kind === 'stop') return err(begun.error.error)
  return ok(context)
}

/** The begun ones first, then the rest in the order of the plan. */
function inOrder(context: RunContext): { begun: PlannedInvoice[]; fresh: PlannedInvoice[] } {
  const moves = context.plan.invoices.filter(({ decision }) => decision === 'move')
  const { subjects } = context.state
  const isBegun = ({ id }: PlannedInvoice): boolean => {
    const subject = subjects.get(id)
    return subject !== undefined && isOpenWindow(subject)
  }
  const isEnded = ({ id }: PlannedInvoice): boolean => {
    const outcome = subjects.get(id)?.outcome ?? null
    return outcome !== null && !isUnsettled(outcome)
  }
  if (context.state.rolledBack) {
    // Nothing new is begun; what is closed at the source must not stay payable nowhere.
    const unfinished = moves.filter(({ id }) => isClosedAndUnfinished(subjectOf(context.state, id)))
    return { begun: unfinished, fresh: [] }
  }
  return {
    begun: moves.filter(isBegun),
    fresh: moves.filter((line) => !isBegun(line) && !isEnded(line)),
  }
}

async function work(context: RunContext, settings: RunSettings): Promise<RunReport> {
  const { begun, fresh } = inOrder(context)
  const chosen = fresh.slice(0, settings.first ?? fresh.length)
  const lines = [...begun, ...chosen]
  const planned = context.plan.invoices.filter(({ decision }) => decision === 'move').length
  const pace = startPace(context.clock, planned - begun.length - fresh.length, planned)
  const toOpen: Work[] = []
  const finish = async (one: Work, facts: OutcomeFacts): Promise<Verdict> => {
    const entry = { at: nowText(context), type: 'outcome' as const, subject: one.line.id, ...facts }
    const written = await record(context, entry)
    if (written.isErr() && written.error.kind === 'stop') return stop(written.error)
    quietly(() => settings.onProgress?.(pace.step(one.line.id)))
    return go
  }
  const stopped = await moveAll({ context, lines, settings, toOpen, finish })
  if (stopped?.why === 'journal') return reportOf(context.plan, context.state, stopped)
  const last = await awaitOpenCopies({
    context,
    works: toOpen,
    openWithinMs: settings.openWithinMs ?? 900_000,
    isStopped: () => settings.signal?.aborted === true,
    finish,
  })
  const ending = stopped ?? (last?.kind === 'stop' ? stoppedBy(last.error) : null)
  return reportOf(
    context.plan,
    context.state,
    ending ?? stoppedByFirst(settings, chosen.length, fresh.length),
  )
}

interface MovingAll {
  context: RunContext
  lines: readonly PlannedInvoice[]
  settings: RunSettings
  /** Filled with what is to open by itself. */
  toOpen: Work[]
  finish: (work: Work, facts: OutcomeFacts) => Promise<Verdict>
}

/** Those whose outcome was in doubt come again at the end, once an empty look may be believed. */
async function moveAll(moving: MovingAll): Promise<Stopped | null> {
  const deferred: Work[] = []
  const works = moving.lines.map(
    (line): Work => ({ context: moving.context, line, subject: subjectOf(moving.context.state, line.id) }),
  )
  const stopped = await moveEach(moving, works, deferred)
  if (stopped !== null || deferred.length === 0) return stopped
  const doubtMs = Math.max(...deferred.map(doubtRemainsMs))
  for (let waited = 0; waited < doubtMs; waited += shortWaitMs) {
    if (moving.settings.signal?.aborted === true) return stoppedBySignal
    await moving.context.clock.wait(Math.min(shortWaitMs, doubtMs - waited))
  }
  return moveEach(moving, deferred, null)
}

/** So that a signal is heard while waiting; milliseconds. */
const shortWaitMs = 5_000

const stillInDoubt: Verdict = end(
  'uncertain',
  'a vendor gave no answer, and what became of it does not show; run again',
)

async function moveEach(
  { settings, toOpen, finish }: MovingAll,
  works: readonly Work[],
  deferred: Work[] | null,
): Promise<Stopped | null> {
  let notOpen = 0
  for (const one of works) {
    if (settings.signal?.aborted === true) return stoppedBySignal
    const moved = await moveInvoice(one)
    const verdict = moved.kind === 'later' && deferred === null ? stillInDoubt : moved
    if (verdict.kind === 'stop') return stoppedBy(verdict.error)
    if (verdict.kind === 'later') deferred?.push(one)
    if (verdict.kind === 'go') toOpen.push(one)
    if (verdict.kind !== 'end') continue
    const written = await finish(one, verdict.facts)
    if (written.kind === 'stop') return stoppedBy(written.error)
    if (verdict.facts.outcome === 'closed_not_open') notOpen += 1
    if (notOpen >= (settings.mostNotOpen ?? 3)) return tooManyNotOpen(notOpen)
  }
  return null
}

const stoppedBySignal: Stopped = {
  why: 'signal',
  message: 'stopped as asked; run again to go on',
  error: null,
}

function stoppedBy(error: MigrationError): Stopped {
  const why = error.kind === 'vendor_failed' ? 'vendor' : 'journal'
  return { why, message: `${error.message}; run again to go on`, error }
}

function tooManyNotOpen(count: number): Stopped {
  const message = `${count} invoices are closed at the source and not open at the target; look at them before going on`
  return { why: 'too_many_not_open', message, error: null }
}

function stoppedByFirst({ first }: RunSettings, chosen: number, fresh: number): Stopped | null {
  if (first === undefined || chosen === fresh) return null
  return {
    why: 'first',
    message: `stopped after ${chosen}, for a look at them; run again to go on`,
    error: null,
  }
}

/** What a listener throws must not stop a migration. */
function quietly(tell: () => void): void {
  try {
    tell()
  } catch {
    // Nobody to tell.
  }
}
