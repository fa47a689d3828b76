import type { MigrationError } from '../errors.ts'
import type { Outcome, OutcomeFacts } from '../journal/journal.ts'
import { isUnsettled, type JournalState, type SubjectState } from '../journal/progress-state.ts'
import type { MigrationPlan } from '../plan/plan.ts'

export interface InvoiceOutcome extends OutcomeFacts {
  /** The vendor's id at the source. */
  id: string
  number: string | null
  currency: string | null
  /** Minor units. */
  total: number | null
  /**
   * Milliseconds from the first step that opened the window to the end: at most so long was the invoice at both sides, or
   * at neither, as the plan's `window` says. Null where no window was opened. By the clock of the run.
   */
  windowMs: number | null
}

/** Why a run ended before its plan did. */
export interface Stopped {
  why: 'first' | 'signal' | 'vendor' | 'journal' | 'too_many_not_open'
  message: string
  error: MigrationError | null
}

export interface RunReport {
  /** Every invoice that was begun, by this run or one before, in the order of the plan. */
  outcomes: InvoiceOutcome[]
  counts: Record<Outcome, number>
  /** Planned moves that no run has come to yet. */
  notReached: number
  /** The longest window of an invoice, in milliseconds; what each was stands with its outcome. */
  longestWindowMs: number
  stopped: Stopped | null
  /**
   * 0: all that was reached has moved. 1: some were set aside, blocked or withdrawn, and are payable at the source as
   * before. 2: something needs attention, or the run could not go on.
   */
  exitCode: 0 | 1 | 2
}

function startCounts(): Record<Outcome, number> {
  return {
    moved: 0,
    set_aside: 0,
    blocked: 0,
    withdrawn: 0,
    closed_not_open: 0,
    both_open: 0,
    uncertain: 0,
  }
}

export function outcomesOf({ invoices }: MigrationPlan, { subjects }: JournalState): InvoiceOutcome[] {
  return invoices.flatMap(({ id, number, currency, total }) => {
    const subject = subjects.get(id)
    if (subject === undefined || (subject.outcome === null && subject.begun.size === 0)) return []
    const windowMs = windowOf(subject)
    return [{ id, number, currency, total, windowMs, ...(subject.outcome ?? unfinished(subject.copyId)) }]
  })
}

function windowOf({ windowFrom, windowTo }: SubjectState): number | null {
  if (windowFrom === null || windowTo === null) return null
  return Math.max(0, Date.parse(windowTo) - Date.parse(windowFrom))
}

function unfinished(copyId: string | null): OutcomeFacts {
  return { outcome: 'uncertain', reason: 'was begun and not finished; run again', copyId, copyNumber: null }
}

export function reportOf(plan: MigrationPlan, state: JournalState, stopped: Stopped | null): RunReport {
  const outcomes = outcomesOf(plan, state)
  const counts = startCounts()
  for (const { outcome } of outcomes) counts[outcome] += 1
  const planned = plan.invoices.filter(({ decision }) => decision === 'move').length
  return {
    outcomes,
    counts,
    longestWindowMs: Math.max(0, ...outcomes.map(({ windowMs }) => windowMs ?? 0)),
    notReached: planned - outcomes.length,
    stopped,
    exitCode: exitCodeOf(outcomes, stopped),
  }
}

function exitCodeOf(outcomes: readonly InvoiceOutcome[], stopped: Stopped | null): RunReport['exitCode'] {
  if (outcomes.some(isUnsettled) || (stopped !== null && stopped.why !== 'first')) return 2
  return outcomes.every(({ outcome }) => outcome === 'moved') ? 0 : 1
}
