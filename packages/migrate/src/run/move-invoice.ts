import type { StepName } from '../plan/plan.ts'
import { closeSource } from './close.ts'
import type { Work } from './context.ts'
import { checkCopy, createCopy } from './create.ts'
import { ensureCustomer } from './customers.ts'
import { openCopy } from './open.ts'
import { stoppedBefore } from './refusals.ts'
import { readSource } from './source.ts'
import { end, go, type Verdict } from './verdict.ts'

/** What each step does. `await_open` is a look that the run makes for all copies together. */
const doSteps: Record<Exclude<StepName, 'await_open'>, (work: Work) => Promise<Verdict>> = {
  create_customer: ensureCustomer,
  create_draft: (work) => createCopy(work, 'create_draft'),
  create_copy: (work) => createCopy(work, 'create_copy'),
  check_copy: checkCopy,
  close_source: (work) => closeSource(work, 'close_source'),
  delete_source: (work) => closeSource(work, 'delete_source'),
  open_copy: openCopy,
}

/** Takes one invoice through its steps, past those that are done. `go`: its copy is to open by itself. */
export async function moveInvoice(work: Work): Promise<Verdict> {
  const { context, line, subject } = work
  if (context.state.rolledBack) {
    const source = await readSource(work)
    if (source.kind === 'verdict') return source.verdict
    if (source.kind !== 'closed_by_us')
      return end('set_aside', 'was rolled back, and is at the source as before')
  }
  const stopped = subject.begun.size === 0 ? stoppedBefore(context, line) : null
  if (stopped !== null) return end('blocked', stopped)
  const customer = await ensureCustomer(work)
  if (customer.kind !== 'go') return customer
  for (const { step } of line.steps) {
    if (step === 'await_open') return go
    const verdict = await doSteps[step](work)
    if (verdict.kind !== 'go') return verdict
  }
  return end('moved', 'moved', { copyId: subject.copyId })
}
