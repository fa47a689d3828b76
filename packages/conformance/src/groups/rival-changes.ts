import type {
  Changed,
  InvoiceError,
  InvoiceStatus,
  Result,
  SettableStatus,
  StatusTransition,
} from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { Bench, KitTest } from '../kit-test.ts'
import { day, factsFor, fromNow, seededOne } from '../seeding.ts'

const oneOfTwo: KitTest = {
  name: 'one-of-two-changes-wins',
  promise:
    'of two workers who want different things at once, one has its way, and the other is told what it has become',
  operations: ['setStatus'],
  inapplicable: ({ status }) =>
    rivals(status.transitions) === null ? 'there are no two ends to choose from' : null,
  async run(bench) {
    const ends = rivals(bench.capabilities.status.transitions)
    if (ends === null) return
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
    const results = await Promise.all([
      bench.adapter.setStatus(facts.id, ends[0]),
      bench.worker().setStatus(facts.id, ends[1]),
    ])
    const after = await factsFor(bench, facts.id)
    const possible: readonly InvoiceStatus[] = ends
    const winner = possible.indexOf(after.status)
    ensure(winner >= 0, `at the vendor it is ${after.status}`)
    const [first, second] = winner === 0 ? results : [results[1], results[0]]
    okOf(first, `setStatus ${after.status}, which it became`)
    const error = errorOf(second, 'the other setStatus', 'invalid_transition')
    if (error.kind === 'invalid_transition') ensureEqual(error.from, after.status, 'from')
  },
}

/** Two statuses that an open invoice can be brought to, and that exclude each other. */
function rivals(transitions: readonly StatusTransition[]): [SettableStatus, SettableStatus] | null {
  const ends = transitions.filter(
    ({ by, needs, from, to }) =>
      by === 'setStatus' && needs === null && from.includes('open') && (to === 'paid' || to === 'void'),
  )
  const [one, other] = ends
  return one === undefined || other === undefined ? null : [one.to, other.to]
}

const noRivals: KitTest['inapplicable'] = ({ status }) =>
  rivals(status.transitions) === null ? 'there are no two ends to choose from' : null

/** What becomes of a change when another writer makes one after it has read and before it writes. */
async function overtakenBy(
  bench: Bench,
  wanted: SettableStatus,
  others: SettableStatus,
): Promise<{ id: string; result: Result<Changed, InvoiceError> }> {
  const { id } = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
  const work = async (): Promise<void> => {
    okOf(await bench.worker().setStatus(id, others), 'setStatus of the other writer')
  }
  bench.world.faults.inject({ kind: 'meanwhile', work }, { on: 'setStatus' })
  const result = await bench.adapter.setStatus(id, wanted)
  ensureEqual((await factsFor(bench, id)).status, others, 'status at the vendor')
  return { id, result }
}

const overtaken: KitTest = {
  name: 'overtaken-change-is-told',
  promise:
    'a change that another writer overtakes, between the read and the write, is told with what it has become since',
  operations: ['setStatus'],
  needs: ['meanwhile'],
  inapplicable: noRivals,
  async run(bench) {
    const ends = rivals(bench.capabilities.status.transitions)
    if (ends === null) return
    for (const [wanted, others] of [ends, [...ends].reverse()]) {
      if (wanted === undefined || others === undefined) return
      const { id, result } = await overtakenBy(bench, wanted, others)
      const error = errorOf(result, `setStatus ${wanted}, overtaken`, 'invalid_transition')
      if (error.kind !== 'invalid_transition') return
      const { from, to, invoice } = error
      ensureEqual([from, to, invoice.source.id], [others, wanted, id], 'from, to and id')
      ensureEqual(invoice.status, others, 'status of the invoice that the error carries')
    }
  },
}

const overtakenByTheSame: KitTest = {
  name: 'overtaken-by-the-same-is-done',
  promise: 'a change that another writer makes first, between the read and the write, has what it wanted',
  operations: ['setStatus'],
  needs: ['meanwhile'],
  inapplicable: noRivals,
  async run(bench) {
    const ends = rivals(bench.capabilities.status.transitions)
    for (const wanted of ends ?? []) {
      const { id, result } = await overtakenBy(bench, wanted, wanted)
      const { invoice } = okOf(result, `setStatus ${wanted}, which somebody else just did`)
      ensureEqual([invoice.source.id, invoice.status], [id, wanted], 'id and status of the answer')
    }
  },
}

export const rivalTests: readonly KitTest[] = [oneOfTwo, overtaken, overtakenByTheSame]
