import type { MigrationError } from '../errors.ts'
import type { OutcomeFacts } from '../journal/journal.ts'
import { subjectOf } from '../journal/progress-state.ts'
import type { PlannedInvoice } from '../plan/plan.ts'
import { doubtRemainsMs } from './appearing.ts'
import { giveFree, take } from './claiming.ts'
import { nowText, type RunContext, record, type Work } from './context.ts'
import { moveInvoice } from './move-invoice.ts'
import type { Pace, RunProgress } from './progress.ts'
import type { Stopped } from './report.ts'
import type { RunSettings } from './run-migration.ts'
import { end, go, stop, type Verdict } from './verdict.ts'

export interface Moving {
  context: RunContext
  settings: RunSettings
  pace: Pace
  /** Filled with what is to open by itself. */
  toOpen: Work[]
  /** Filled with what another worker has in hand. */
  busy: PlannedInvoice[]
  /** How many are closed at the source and not open at the target. */
  notOpen: number
}

/** An invoice, and how often it had ended when this worker first came to it. */
interface Candidate {
  line: PlannedInvoice
  ends: number
}

/**
 * Takes each through its steps. A draft whose creation is in doubt, which nobody can pay, comes again at the end, once an
 * empty look may be believed; any other doubt is an open window, and settled before the next invoice.
 */
export async function moveAll(moving: Moving, lines: readonly PlannedInvoice[]): Promise<Stopped | null> {
  const { context } = moving
  moving.busy = []
  const deferred: Work[] = []
  const candidates = lines.map((line) => ({ line, ends: subjectOf(context.state, line.id).ends }))
  const stopped = await moveEach(moving, candidates, deferred)
  if (stopped !== null || deferred.length === 0) return stopped
  if (!(await outlastDoubt(moving, deferred))) return stoppedBySignal
  const again = deferred.map(({ line, subject }) => ({ line, ends: subject.ends }))
  return moveEach(moving, again, null)
}

/** So that a signal is heard while waiting; milliseconds. */
const shortWaitMs = 5_000

/** Waits until an empty look may be believed; false: it was told to stop. */
async function outlastDoubt({ context, settings }: Moving, works: readonly Work[]): Promise<boolean> {
  const doubtMs = Math.max(...works.map(doubtRemainsMs))
  for (let waited = 0; waited < doubtMs; waited += shortWaitMs) {
    if (settings.signal?.aborted === true) return false
    await context.clock.wait(Math.min(shortWaitMs, doubtMs - waited))
  }
  return true
}

const stillInDoubt: Verdict = end(
  'uncertain',
  'a vendor gave no answer, and what became of it does not show; run again',
)

async function moveEach(
  moving: Moving,
  candidates: readonly Candidate[],
  deferred: Work[] | null,
): Promise<Stopped | null> {
  const { context, settings, pace } = moving
  for (const { line, ends } of candidates) {
    if (settings.signal?.aborted === true) return stoppedBySignal
    const taken = await take(context, line.id)
    if (taken.isErr()) return taken.error.kind === 'stop' ? stoppedBy(taken.error.error) : null
    if (taken.value === null) {
      moving.busy.push(line)
      continue
    }
    if (taken.value.ends > ends) {
      // Another worker was here in the meantime.
      await giveFree(context, line.id)
      tell(moving, pace.ended(line.id))
      continue
    }
    const one: Work = { context, line, subject: taken.value }
    const verdict = await moveOrDefer(moving, one, deferred !== null)
    if (verdict === null) return stoppedBySignal
    if (verdict.kind === 'stop') return stoppedBy(verdict.error)
    if (verdict.kind === 'later') deferred?.push(one)
    if (verdict.kind === 'go') {
      moving.toOpen.push(one)
      tell(moving, pace.opening(line.id))
    }
    if (verdict.kind !== 'end') continue
    const written = await endWith(moving, one, verdict.facts)
    if (written.kind === 'stop') return stoppedBy(written.error)
    if (verdict.facts.outcome === 'closed_not_open') moving.notOpen += 1
    if (moving.notOpen >= (settings.mostNotOpen ?? 3)) return tooManyNotOpen(moving.notOpen)
  }
  return null
}

/** Null: it was told to stop while waiting. */
async function moveOrDefer(moving: Moving, one: Work, mayDefer: boolean): Promise<Verdict | null> {
  let verdict = await moveInvoice(one)
  if (verdict.kind !== 'later') return verdict
  const isOpenAtNeitherOrBoth = one.subject.windowFrom !== null
  if (mayDefer && !isOpenAtNeitherOrBoth) return verdict
  if (isOpenAtNeitherOrBoth) {
    if (!(await outlastDoubt(moving, [one]))) return null
    verdict = await moveInvoice(one)
  }
  return verdict.kind === 'later' ? stillInDoubt : verdict
}

/** Writes how an invoice ended. */
export async function endWith(
  moving: Moving,
  { line, context }: Work,
  facts: OutcomeFacts,
): Promise<Verdict> {
  const entry = { at: nowText(context), type: 'outcome' as const, subject: line.id, ...facts }
  const written = await record(context, entry)
  if (written.isErr() && written.error.kind === 'stop') return stop(written.error)
  tell(moving, moving.pace.ended(line.id))
  return go
}

/** What a listener throws must not stop a migration. */
function tell({ settings }: Moving, progress: RunProgress): void {
  try {
    settings.onProgress?.(progress)
  } catch {
    // Nobody to tell.
  }
}

export const stoppedBySignal: Stopped = {
  why: 'signal',
  message: 'stopped as asked; run again to go on',
  error: null,
}

export function stoppedBy(error: MigrationError): Stopped {
  const why = error.kind === 'vendor_failed' ? 'vendor' : 'journal'
  return { why, message: `${error.message}; run again to go on`, error }
}

function tooManyNotOpen(count: number): Stopped {
  const message = `${count} invoices are closed at the source and not open at the target; look at them before going on`
  return { why: 'too_many_not_open', message, error: null }
}
