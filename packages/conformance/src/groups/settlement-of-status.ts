import type { StatusTransition } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { Fault, FaultPlace } from '../faults.ts'
import type { Bench, KitTest } from '../kit-test.ts'
import { requestsDuring } from '../requests.ts'
import { day, factsFor, fromNow, seededOne } from '../seeding.ts'

/** What an error may be after a write that may have taken effect. */
export const uncertain: readonly ['outcome_unknown', 'applied_unread'] = ['outcome_unknown', 'applied_unread']

/** One that needs no option, from open. */
export function plainTransition(bench: Bench): StatusTransition | undefined {
  return bench.capabilities.status.transitions.find(
    (one) => one.by === 'setStatus' && one.needs === null && one.from.includes('open'),
  )
}

function statusLossTest(
  name: string,
  what: string,
  fault: Fault,
  place: FaultPlace,
  kinds: readonly ('outcome_unknown' | 'applied_unread')[],
): KitTest {
  return {
    name,
    promise: `when ${what}, the change has happened once, the answer is honest, and the same call then finds it done`,
    operations: ['setStatus'],
    needs: [fault.kind],
    async run(bench) {
      const transition = plainTransition(bench)
      if (transition === undefined) return bench.notProven('no transition from open without an option')
      const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
      bench.world.faults.inject(fault, place)
      const result = await bench.adapter.setStatus(facts.id, transition.to)
      ensureEqual((await factsFor(bench, facts.id)).status, transition.to, 'status at the vendor')
      if (result.isErr()) {
        const error = errorOf(result, 'setStatus', ...kinds)
        ensure(!error.retryable, `${error.kind} says that it may be repeated as it is`)
        const named =
          error.kind === 'outcome_unknown' || error.kind === 'applied_unread' ? error.invoiceId : null
        ensureEqual(named, facts.id, 'the invoiceId that the error names')
      } else
        ensureEqual([result.value.invoice.status, result.value.changed], [transition.to, true], 'the answer')
      bench.world.faults.clear()
      const { value, writes } = await requestsDuring(bench, () =>
        bench.adapter.setStatus(facts.id, transition.to),
      )
      ensureEqual(
        [okOf(value, 'setStatus again').changed, writes.length],
        [false, 0],
        'changed, and the number of writes',
      )
    },
  }
}

export const statusLossTests: readonly KitTest[] = [
  statusLossTest(
    'lost-status-answer',
    'the answer to a status change was lost',
    { kind: 'drop_after_commit' },
    { on: 'setStatus', times: 99 },
    uncertain,
  ),
  statusLossTest(
    'status-answer-lost-once',
    'the answer to a status change was lost once, and a repeat meets what it did',
    { kind: 'drop_after_commit' },
    { on: 'setStatus', times: 1 },
    uncertain,
  ),
  statusLossTest(
    'unread-status-change',
    'a status change could not be read back',
    { kind: 'status', status: 500 },
    { on: 'get', times: 99, after: 1 },
    // It is known that it was done: to call that uncertain would send people looking.
    ['applied_unread'],
  ),
]
