import { err, type InvoiceError, ok, type Result, type ResultAsync } from '@invoice-adapters/core'
import { sleep } from '@invoice-adapters/core/authoring'
import { type MigrationError, type Side, vendorFailed } from '../errors.ts'
import type { Journal, JournalEntry, JournalledStep } from '../journal/journal.ts'
import { applyEntry, type JournalState, type SubjectState } from '../journal/progress-state.ts'
import type { MigrationPlan, PlannedCustomer, PlannedInvoice } from '../plan/plan.ts'
import type { Pair } from '../plan/windows.ts'

/** The time, and how it is waited for; replaceable so that a rehearsal need not last. */
export interface RunClock {
  /** Milliseconds since 1970. */
  now(): number
  wait(ms: number): Promise<void>
}

export const systemClock: RunClock = {
  now: Date.now,
  wait: (ms) => sleep(ms, new AbortController().signal),
}

export interface RunContext {
  pair: Pair
  plan: MigrationPlan
  /** New customers of the plan by their key. */
  customers: ReadonlyMap<string, PlannedCustomer>
  journal: Journal
  state: JournalState
  clock: RunClock
}

/** One invoice on its way. */
export interface Work {
  context: RunContext
  line: PlannedInvoice
  subject: SubjectState
}

/** `stop`: it concerns all invoices, and the run ends here, to be started again. */
export type Failure = { kind: 'refused'; error: InvoiceError } | { kind: 'stop'; error: MigrationError }

/** Waits before a call is made again, in milliseconds, where the vendor does not say how long. */
const patience: readonly number[] = [1_000, 5_000, 15_000, 60_000]

/** Failures that the next invoice would meet as well. */
const concernsAll: ReadonlySet<InvoiceError['kind']> = new Set(['unauthenticated', 'retired', 'aborted'])

/** Makes a call that may be made again as often as the error allows: rate limits and outages are waited for. */
export async function withPatience<T>(
  clock: RunClock,
  call: () => ResultAsync<T, InvoiceError>,
): Promise<Result<T, InvoiceError>> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await call()
    if (answer.isOk()) return ok(answer.value)
    const { error } = answer
    const waitMs = patience[attempt]
    if (concernsAll.has(error.kind) || !error.retryable || waitMs === undefined) return err(error)
    const asked = 'retryAfterMs' in error ? error.retryAfterMs : null
    await clock.wait(Math.max(asked ?? 0, waitMs))
  }
}

/** What lasts longer than the patience stops the run. */
export async function patiently<T>(
  { clock }: RunContext,
  side: Side,
  call: () => ResultAsync<T, InvoiceError>,
): Promise<Result<T, Failure>> {
  const answer = await withPatience(clock, call)
  return answer.mapErr((error): Failure => {
    const isForAll = concernsAll.has(error.kind) || error.retryable
    return isForAll ? { kind: 'stop', error: vendorFailed(side, error) } : { kind: 'refused', error }
  })
}

/** Writes an entry and takes it into account; nothing may be sent on the ground of one that was not written. */
export async function record(
  { journal, state }: RunContext,
  entry: JournalEntry,
): Promise<Result<void, Failure>> {
  const written = await journal.append(entry)
  if (written.isErr()) return err({ kind: 'stop', error: written.error })
  applyEntry(state, entry)
  return ok(undefined)
}

/** New customers by their key. */
export function customersOf({ customers }: MigrationPlan): ReadonlyMap<string, PlannedCustomer> {
  return new Map(customers.map((one) => [one.customer.externalId, one]))
}

export function nowText({ clock }: RunContext): string {
  return new Date(clock.now()).toISOString()
}

export interface JournalledCall<T> {
  subject: string
  step: JournalledStep
  side: Side
  key: string
  body: string | null
  call: () => ResultAsync<T, InvoiceError>
  /** The id of what was made, for the journal; null: what was answered is none of ours. */
  idOf: (value: T) => string | null
}

/** After these, it is not known whether the call took effect: no `after` is written. */
const leavesDoubt: ReadonlySet<InvoiceError['kind']> = new Set(['outcome_unknown', 'applied_unread'])

/** A call with its entry before and after. */
export async function journalled<T>(
  context: RunContext,
  { subject, step, side, key, body, call, idOf }: JournalledCall<T>,
): Promise<Result<T, Failure>> {
  const before = await record(context, { at: nowText(context), type: 'before', subject, step, key, body })
  if (before.isErr()) return err(before.error)
  const answer = await patiently(context, side, call)
  if (answer.isErr() && (answer.error.kind === 'stop' || leavesDoubt.has(answer.error.error.kind)))
    return answer
  const words = answer.isErr() && answer.error.kind === 'refused' ? answer.error.error.message : null
  const id = answer.isOk() ? idOf(answer.value) : idOfDifferent(answer.error)
  const after = {
    at: nowText(context),
    type: 'after' as const,
    subject,
    step,
    ok: answer.isOk() && id !== null,
    id,
    words,
  }
  const written = await record(context, after)
  return written.isErr() ? err(written.error) : answer
}

/** An invoice that came out different exists all the same, and has to be found again. */
function idOfDifferent(failure: Failure): string | null {
  if (failure.kind !== 'refused' || failure.error.kind !== 'unexpected_response') return null
  return failure.error.invoice?.source.id ?? null
}

/** Says that a step is done which needed no call, or whose call was settled by looking. */
export function recordDone(
  { context, line }: Work,
  step: JournalledStep,
  id: string | null,
): Promise<Result<void, Failure>> {
  const entry = {
    at: nowText(context),
    type: 'after' as const,
    subject: line.id,
    step,
    ok: true,
    id,
    words: null,
  }
  return record(context, entry)
}
