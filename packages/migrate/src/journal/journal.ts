import { err, ok, okAsync, type Result, type ResultAsync } from '@invoice-adapters/core'
import type { MigrationError } from '../errors.ts'
import type { StepName } from '../plan/plan.ts'

/**
 * How an invoice ended.
 *
 * - `moved`: exactly one copy, and the source is closed
 * - `set_aside`: changed, paid or being paid since the plan; nothing is left at the target
 * - `blocked`: a vendor refused; the source is as it was
 * - `withdrawn`: the copy came out different, and was taken back; the source is as it was
 * - `closed_not_open`: closed at the source, and not open at the target
 * - `both_open`: a copy that should have been taken back could not be
 * - `uncertain`: a vendor gave no answer; running again settles it
 */
export type Outcome =
  | 'moved'
  | 'set_aside'
  | 'blocked'
  | 'withdrawn'
  | 'closed_not_open'
  | 'both_open'
  | 'uncertain'

export interface OutcomeFacts {
  outcome: Outcome
  /** For somebody who keeps the books. */
  reason: string
  copyId: string | null
  copyNumber: string | null
}

/** A step, or what is done when one failed. */
export type JournalledStep = StepName | 'withdraw_copy'

/**
 * One line of a journal. `before` is written before a call leaves, `after` once its answer is known: what has a `before`
 * and no `after` may have happened. `subject` is the invoice's id at the source, or the own id of a new customer.
 */
export type JournalEntry = { at: string } & (
  | { type: 'begun'; planDigest: string }
  | {
      type: 'before'
      subject: string
      step: JournalledStep
      /** The caller's key of a creation, the invoice's id of a change. */
      key: string
      /** The exact input as JSON, so that a repeat says the same; null where there is none. */
      body: string | null
    }
  | {
      type: 'after'
      subject: string
      step: JournalledStep
      ok: boolean
      id: string | null
      words: string | null
    }
  | ({ type: 'outcome'; subject: string } & OutcomeFacts)
  | { type: 'class_stopped'; class: string; reason: string }
  | { type: 'rollback_begun' }
  | { type: 'rolled_back'; subject: string; reason: string }
)

/** Where a run writes what it is about to do. Entries come back in the order in which they were written. */
export interface Journal {
  /** Every entry so far. Fails with `journal_failed`. */
  read(): ResultAsync<JournalEntry[], MigrationError>
  /** Resolves once the entry would survive a power cut, as far as the medium can promise that. */
  append(entry: JournalEntry): ResultAsync<void, MigrationError>
  /** Present where several processes can work with the journal at a time. */
  sharing?: Sharing
}

/** `busy`: another worker has it. `taken`: it is this one's; with every entry of the subject and of the run as a whole. */
export type Claim = { kind: 'busy' } | { kind: 'taken'; entries: JournalEntry[] }

/**
 * How workers keep out of each other's way. Entries of a subject that another worker has claimed are refused with
 * `journal_in_use`; the entry of an outcome gives the subject free.
 */
export interface Sharing {
  claim(subject: string): ResultAsync<Claim, MigrationError>
  release(subject: string): ResultAsync<void, MigrationError>
  releaseAll(): ResultAsync<void, MigrationError>
  /** Prolongs every claim of this worker. */
  renew(): ResultAsync<void, MigrationError>
  /** In so many milliseconds at the latest. */
  renewEveryMs: number
}

/** A journal that lives as long as the process: for tests and for rehearsals. */
export function createMemoryJournal(entries: JournalEntry[] = []): Journal {
  return {
    read: () => okAsync(structuredClone(entries)),
    append: (entry) => {
      entries.push(structuredClone(entry))
      return okAsync(undefined)
    },
  }
}

/** Whether the journal may be used for the plan: it is empty, or was begun with the same one. */
export function belongsTo(
  entries: readonly JournalEntry[],
  planDigest: string,
): Result<'new' | 'begun', MigrationError> {
  const [first] = entries
  if (first === undefined) return ok('new')
  if (first.type === 'begun' && first.planDigest === planDigest) return ok('begun')
  const message = 'the journal was begun with another plan; give every plan a journal of its own'
  return err({ kind: 'other_plan', message })
}
