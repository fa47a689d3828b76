import type { JournalEntry, JournalledStep, OutcomeFacts } from './journal.ts'

/** What the journal knows of one invoice or new customer. */
export interface SubjectState {
  /** Steps whose call may have left. */
  begun: Set<JournalledStep>
  /** Steps whose call is known to have succeeded. */
  done: Set<JournalledStep>
  copyId: string | null
  /** When the creation that may have taken effect was begun last; RFC 3339, UTC. */
  creationBegunAt: string | null
  /** When the creation before that was begun, if nobody knows what became of it; RFC 3339, UTC. */
  doubtedSince: string | null
  /** When the window between the two sides was opened and shut, by this process's clock; RFC 3339, UTC. */
  windowFrom: string | null
  windowTo: string | null
  outcome: OutcomeFacts | null
  /** How often it has ended; more than once where a run had to come again. */
  ends: number
}

export interface JournalState {
  subjects: Map<string, SubjectState>
  /** Classes of unverified steps that a vendor has refused, with its words. */
  stopped: Map<string, string>
  rolledBack: boolean
}

export function newSubject(): SubjectState {
  return {
    begun: new Set(),
    done: new Set(),
    copyId: null,
    creationBegunAt: null,
    doubtedSince: null,
    windowFrom: null,
    windowTo: null,
    outcome: null,
    ends: 0,
  }
}

export function subjectOf({ subjects }: JournalState, subject: string): SubjectState {
  const known = subjects.get(subject)
  if (known !== undefined) return known
  const fresh = newSubject()
  subjects.set(subject, fresh)
  return fresh
}

const creations: ReadonlySet<JournalledStep> = new Set(['create_copy', 'create_draft'])

/** Either may be the first of the two: a draft at the target does not count, nobody can pay it. */
const opensWindow: ReadonlySet<JournalledStep> = new Set(['create_copy', 'close_source'])

const closings: readonly JournalledStep[] = ['close_source', 'delete_source']

export function applyEntry(state: JournalState, entry: JournalEntry): void {
  if (entry.type === 'class_stopped') state.stopped.set(entry.class, entry.reason)
  if (entry.type === 'rollback_begun') state.rolledBack = true
  if (entry.type === 'before') {
    const subject = subjectOf(state, entry.subject)
    if (opensWindow.has(entry.step)) subject.windowFrom ??= entry.at
    if (creations.has(entry.step)) beginCreation(subject, entry)
    subject.begun.add(entry.step)
    subject.outcome = null
  }
  if (entry.type === 'after') applyAfter(subjectOf(state, entry.subject), entry)
  if (entry.type === 'outcome') {
    const { outcome, reason, copyId, copyNumber } = entry
    const subject = subjectOf(state, entry.subject)
    subject.outcome = { outcome, reason, copyId, copyNumber }
    subject.windowTo = entry.at
    subject.ends += 1
    // Looked at once more on the next run: whether the source is closed is what must not be wrong.
    if (outcome === 'uncertain') for (const step of closings) subject.done.delete(step)
  }
}

function beginCreation(subject: SubjectState, { step, at }: Extract<JournalEntry, { type: 'before' }>): void {
  if (subject.begun.has(step)) subject.doubtedSince = subject.creationBegunAt
  subject.creationBegunAt = at
}

function endCreation(subject: SubjectState, { step, id }: Extract<JournalEntry, { type: 'after' }>): void {
  const { doubtedSince } = subject
  if (id !== null) {
    subject.copyId = id
    subject.doubtedSince = null
  } else if (doubtedSince === null) {
    // A clear no: nothing of this plan is at the target.
    subject.begun.delete(step)
  } else {
    // A no to a repeated call says nothing of the call before it.
    subject.creationBegunAt = doubtedSince
  }
}

function applyAfter(subject: SubjectState, entry: Extract<JournalEntry, { type: 'after' }>): void {
  if (creations.has(entry.step)) endCreation(subject, entry)
  if (!entry.ok) return
  subject.done.add(entry.step)
  if (entry.step === 'withdraw_copy') {
    for (const step of creations) subject.done.delete(step)
  }
}

export function stateOf(entries: readonly JournalEntry[]): JournalState {
  const state: JournalState = { subjects: new Map(), stopped: new Map(), rolledBack: false }
  for (const entry of entries) applyEntry(state, entry)
  return state
}

/** Begun and not ended: a copy may exist, or the source be closed without one. */
export function isOpenWindow({ begun, outcome }: SubjectState): boolean {
  return begun.size > 0 && (outcome === null || isUnsettled(outcome))
}

/** An end that is none: running again may settle it. */
export function isUnsettled({ outcome }: OutcomeFacts): boolean {
  return outcome === 'uncertain' || outcome === 'closed_not_open' || outcome === 'both_open'
}

/** Closed at the source, as far as the journal knows, and not yet open at the target: the one thing to finish after a rollback. */
export function isClosedAndUnfinished(subject: SubjectState): boolean {
  return subject.begun.has('close_source') && !subject.done.has('withdraw_copy') && isOpenWindow(subject)
}
