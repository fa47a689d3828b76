import type { Customer, InvoiceError } from '@invoice-adapters/core'
import { stableJson } from '@invoice-adapters/core/authoring'
import { inWords } from '../errors.ts'
import { subjectOf } from '../journal/progress-state.ts'
import type { PlannedCustomer } from '../plan/plan.ts'
import { giveFree, takeInTurn } from './claiming.ts'
import { journalled, type Work } from './context.ts'
import { untilKnown } from './create.ts'
import { end, go, stop, type Verdict } from './verdict.ts'

/** Names of customers in the journal, so that none is taken for an invoice. */
function subjectName(externalId: string): string {
  return `customer ${externalId}`
}

/** Creates the invoice's customer at the target where the plan says so and no invoice before has. */
export async function ensureCustomer(work: Work): Promise<Verdict> {
  const { context, line } = work
  const planned = context.customers.get(line.customer.target ?? '')
  if (line.customer.how !== 'to_create' || planned === undefined) return go
  const subject = subjectName(planned.customer.externalId)
  if (subjectOf(context.state, subject).done.has('create_customer')) return go
  const taken = await takeInTurn(context, subject)
  if (taken.isErr()) return taken.error.kind === 'stop' ? stop(taken.error) : go
  const verdict = taken.value.done.has('create_customer') ? go : await createCustomer(work, planned, subject)
  await giveFree(context, subject)
  return verdict
}

async function createCustomer(work: Work, planned: PlannedCustomer, subject: string): Promise<Verdict> {
  const { context } = work
  const answer = await untilKnown(work, () =>
    journalled<Customer>(context, {
      subject,
      step: 'create_customer',
      side: 'target',
      key: planned.customer.externalId,
      body: stableJson(planned.customer),
      call: () => context.pair.target.customers.create(planned.customer),
      idOf: ({ id }) => id,
    }),
  )
  if (answer.isOk()) return judge(work, planned, answer.value)
  return answer.error.kind === 'stop' ? stop(answer.error) : refused(answer.error.error)
}

/** The target may answer somebody it knew already by that id; another e-mail address is another person. */
function judge({ context, line }: Work, { customer }: PlannedCustomer, made: Customer): Verdict {
  const is = made.email?.trim().toLowerCase() ?? null
  const wanted = customer.email?.trim().toLowerCase() ?? null
  if (is === null || wanted === null || is === wanted) return go
  subjectOf(context.state, subjectName(customer.externalId)).done.delete('create_customer')
  return end(
    'blocked',
    `the target knows somebody else by the id ${customer.externalId} of ${line.customer.name ?? 'the customer'}`,
  )
}

function refused(error: InvoiceError): Verdict {
  const doubtful = error.kind === 'outcome_unknown' || error.kind === 'applied_unread'
  const reason = `its customer could not be created: ${inWords(error)}`
  return end(doubtful ? 'uncertain' : 'blocked', reason)
}
