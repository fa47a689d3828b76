import type { InvoiceError } from '@invoice-adapters/core'
import type { PlannedInvoice, PlannedStep, StepName } from '../plan/plan.ts'
import { nowText, type RunContext, record, type Work } from './context.ts'
import { stop, type Verdict } from './verdict.ts'

/** Steps that stand on the same unverified ground stop together: what was refused once would be refused again. */
function classOf({ step, ground }: PlannedStep): string {
  return `${step}, ${ground}`
}

/** Why the invoice must not be begun, where a step of it stands on ground that gave way before. */
export function stoppedBefore({ state }: RunContext, { steps }: PlannedInvoice): string | null {
  for (const step of steps) {
    const words = state.stopped.get(classOf(step))
    if (words !== undefined)
      return `an unverified step was refused for another invoice (${classOf(step)}): ${words}`
  }
  return null
}

/** Kinds by which a vendor says no to the step itself, and not to this one request. */
const saysNo: ReadonlySet<InvoiceError['kind']> = new Set([
  'refused',
  'invalid_transition',
  'unsupported',
  'forbidden',
  'conflict',
  'unexpected_response',
])

/** Notes the refusal; the first one of an unverified step stops its class. */
export async function noteRefusal(work: Work, name: StepName, error: InvoiceError): Promise<Verdict | null> {
  const step = work.line.steps.find((one) => one.step === name)
  if (step === undefined || step.evidence !== 'unverified' || !saysNo.has(error.kind)) return null
  const entry = {
    at: nowText(work.context),
    type: 'class_stopped' as const,
    class: classOf(step),
    reason: error.message,
  }
  const written = await record(work.context, entry)
  return written.isErr() && written.error.kind === 'stop' ? stop(written.error) : null
}
