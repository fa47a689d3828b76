import { err, ok, type Result } from '@invoice-adapters/core'
import type { MigrationError } from '../errors.ts'
import { belongsTo } from '../journal/journal.ts'
import { isClosedAndUnfinished, stateOf } from '../journal/progress-state.ts'
import { type Ask, checkAccount } from '../plan/accounts.ts'
import type { MigrationPlan } from '../plan/plan.ts'
import { checkDigest } from '../plan/plan-file.ts'
import { customersOf, nowText, type RunContext, record, systemClock, withPatience } from './context.ts'
import type { RunSettings } from './run-migration.ts'

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
  // A process that was just killed may have used up what the vendor allows.
  const ask: Ask = (call) => withPatience(clock, call)
  const ofSource = await checkAccount(source, 'source', plan.header.source, fingerprints.source, ask)
  if (ofSource.isErr()) return err(ofSource.error)
  const ofTarget = await checkAccount(target, 'target', plan.header.target, fingerprints.target, ask)
  if (ofTarget.isErr()) return err(ofTarget.error)
  const customers = customersOf(plan)
  const context: RunContext = { pair: { source, target }, plan, customers, journal, state, clock }
  if (owner.value === 'begun') return ok(context)
  const begun = await record(context, { at: nowText(context), type: 'begun', planDigest: plan.end.digest })
  if (begun.isErr() && begun.error.kind === 'stop') return err(begun.error.error)
  return ok(context)
}
