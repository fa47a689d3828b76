import { err, ok, type Result } from '@invoice-adapters/core'
import type { Sharing } from '../journal/journal.ts'
import { newSubject, type SubjectState, stateOf, subjectOf } from '../journal/progress-state.ts'
import type { Failure, RunContext } from './context.ts'

/** Between two attempts at what another worker has in hand, in milliseconds. */
const busyWaitMs = 1_000

/**
 * Takes a subject in hand, with what every worker has written about it; null: another worker has it. Where the journal
 * is not shared, nobody else can.
 */
export async function take(
  { journal: { sharing }, state }: RunContext,
  subject: string,
): Promise<Result<SubjectState | null, Failure>> {
  if (sharing === undefined) return ok(subjectOf(state, subject))
  const claimed = await sharing.claim(subject)
  if (claimed.isErr()) return err({ kind: 'stop', error: claimed.error })
  if (claimed.value.kind === 'busy') return ok(null)
  const { subjects, stopped, rolledBack } = stateOf(claimed.value.entries)
  if (rolledBack && !state.rolledBack) {
    const message = 'the plan was rolled back while this worker ran; nothing new is begun'
    return err({ kind: 'stop', error: { kind: 'rolled_back', message } })
  }
  for (const [name, words] of stopped) state.stopped.set(name, words)
  const fresh = subjects.get(subject) ?? newSubject()
  state.subjects.set(subject, fresh)
  return ok(fresh)
}

/** Waits until the subject is free: its worker ends with it, or dies and loses it. */
export async function takeInTurn(
  context: RunContext,
  subject: string,
): Promise<Result<SubjectState, Failure>> {
  for (;;) {
    const taken = await take(context, subject)
    if (taken.isErr()) return err(taken.error)
    if (taken.value !== null) return ok(taken.value)
    await context.clock.wait(busyWaitMs)
  }
}

/** Where that fails, others get it once it has run out. */
export async function giveFree({ journal: { sharing } }: RunContext, subject: string): Promise<boolean> {
  if (sharing === undefined) return true
  const released = await sharing.release(subject)
  return released.isOk()
}

/** Prolongs the claims until it is told to stop, and gives them free then. One that was lost shows at the next entry. */
export function keepClaims(sharing: Sharing | undefined): () => Promise<boolean> {
  if (sharing === undefined) return async () => true
  const timer = setInterval(() => void sharing.renew(), sharing.renewEveryMs)
  return async () => {
    clearInterval(timer)
    const released = await sharing.releaseAll()
    return released.isOk()
  }
}
