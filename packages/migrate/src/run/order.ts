import { isClosedAndUnfinished, isOpenWindow, isUnsettled, subjectOf } from '../journal/progress-state.ts'
import type { PlannedInvoice } from '../plan/plan.ts'
import type { RunContext } from './context.ts'

/** The begun ones first, then the rest in the order of the plan. */
export function inOrder(context: RunContext): { begun: PlannedInvoice[]; fresh: PlannedInvoice[] } {
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
