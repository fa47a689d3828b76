import type { InvoiceStatus, SettableStatus, StatusTransition } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { InvoiceFacts } from '../facts.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { requestsDuring, withoutRequest } from '../requests.ts'
import { canSeedStatus, day, expectedStatus, factsFor, fromNow, inStatus, seededOne } from '../seeding.ts'
import { rivalTests } from './rival-changes.ts'
import { plainTransition, uncertain } from './settlement-of-status.ts'
import { statusWordTests } from './status-words.ts'

const settable: readonly SettableStatus[] = [
  'open',
  'paid',
  'uncollectible',
  'void',
  'refunded',
  'partially_refunded',
]

function transitionsOf(bench: Bench, by: 'setStatus' | 'finalize'): StatusTransition[] {
  return bench.capabilities.status.transitions.filter((one) => one.by === by)
}

/** The vendor's state is the same but for the clock: open and past due are one. */
function sameState(one: InvoiceStatus, other: InvoiceStatus): boolean {
  const state = (status: InvoiceStatus): InvoiceStatus => (status === 'past_due' ? 'open' : status)
  return state(one) === state(other)
}

/** Each pair of the transition table that can be tried here. */
async function eachPair(
  bench: Bench,
  run: (facts: InvoiceFacts, from: InvoiceStatus, transition: StatusTransition) => Promise<void>,
): Promise<void> {
  for (const transition of transitionsOf(bench, 'setStatus')) {
    for (const from of transition.from) {
      const seed = inStatus(bench, from)
      if (seed === null) bench.notProven(`no record that is ${from} can be made, to become ${transition.to}`)
      else await run(await seededOne(bench, seed), from, transition)
    }
  }
}

const eachTransition: KitTest = {
  name: 'each-transition-takes-effect',
  promise:
    'every transition in the data changes the invoice at the vendor, and answers with the whole invoice as it then stands',
  operations: ['setStatus'],
  async run(bench) {
    await eachPair(bench, async (facts, from, { to, needs }) => {
      const what = `${from} to ${to}`
      const settings = needs === null ? {} : { unsafe: true }
      const { invoice, changed } = okOf(await bench.adapter.setStatus(facts.id, to, settings), what)
      const after = await factsFor(bench, facts.id)
      ensure(sameState(after.status, to), `${what}: at the vendor it is ${after.status}`)
      ensure(changed, `${what}: changed is false`)
      ensureEqual(
        [invoice.source.id, invoice.status, invoice.detail, invoice.total],
        [facts.id, expectedStatus(bench, after), 'full', facts.total],
        `${what}: id, status, detail and total`,
      )
    })
  },
}

const alreadyThere: KitTest = {
  name: 'already-there-writes-nothing',
  promise: 'an invoice that has the status already is a success without a write',
  operations: ['setStatus'],
  async run(bench) {
    for (const { to, needs } of transitionsOf(bench, 'setStatus')) {
      const seed = inStatus(bench, to)
      if (seed === null) {
        bench.notProven(`no record that is ${to} already can be made`)
        continue
      }
      const facts = await seededOne(bench, seed)
      const settings = needs === null ? {} : { unsafe: true }
      const { value, writes } = await requestsDuring(bench, () =>
        bench.adapter.setStatus(facts.id, to, settings),
      )
      const { changed, invoice } = okOf(value, `${to} to ${to}`)
      ensureEqual([changed, writes.length], [false, 0], 'changed, and the number of writes')
      ensureEqual(invoice.source.id, facts.id, 'id')
    }
  },
}

const otherTransitions: KitTest = {
  name: 'other-transitions-are-refused',
  promise:
    'a transition that the data does not have is `invalid_transition` with from and to, and changes nothing',
  operations: ['setStatus'],
  async run(bench) {
    const transitions = transitionsOf(bench, 'setStatus')
    const targets = [...new Set(transitions.map((one) => one.to))]
    for (const to of targets) {
      const allowed = transitions.filter((one) => one.to === to).flatMap((one) => one.from)
      for (const from of bench.harness.facts.statuses) {
        const seed = inStatus(bench, from)
        if (seed === null || sameState(from, to) || allowed.some((one) => sameState(one, from))) continue
        const facts = await seededOne(bench, seed)
        const error = errorOf(
          await bench.adapter.setStatus(facts.id, to, { unsafe: true }),
          `${from} to ${to}`,
          'invalid_transition',
        )
        if (error.kind === 'invalid_transition') {
          ensureEqual(
            [error.from, error.to, error.invoice.source.id],
            [from, to, facts.id],
            'from, to and id',
          )
        }
        ensureEqual(
          (await factsFor(bench, facts.id)).status,
          facts.status,
          `status at the vendor after ${from} to ${to}`,
        )
      }
    }
  },
}

const unreachable: KitTest = {
  name: 'status-without-transition-is-unsupported',
  promise: 'a status that no transition leads to is `unsupported`, without a request',
  operations: ['setStatus'],
  async run(bench) {
    const facts = await seededOne(bench)
    const targets = new Set(transitionsOf(bench, 'setStatus').map((one) => one.to))
    for (const to of settable.filter((status) => !targets.has(status))) {
      const result = await withoutRequest(bench, `setStatus ${to}`, () =>
        bench.adapter.setStatus(facts.id, to),
      )
      errorOf(result, `setStatus ${to}`, 'unsupported')
    }
  },
}

const needsOption: KitTest = {
  name: 'unsafe-status-needs-the-option',
  promise:
    'a status that the vendor advises against setting by hand is refused without the explicit option, and nothing is sent',
  operations: ['setStatus'],
  async run(bench) {
    for (const { to, needs, from } of transitionsOf(bench, 'setStatus')) {
      const seed = from.map((status) => inStatus(bench, status)).find((one) => one !== null)
      if (needs === null || seed === undefined || seed === null) continue
      const facts = await seededOne(bench, seed)
      const { value, writes } = await requestsDuring(bench, () => bench.adapter.setStatus(facts.id, to))
      errorOf(value, `setStatus ${to} without the option`, 'unsupported', 'invalid_input')
      ensureEqual(writes.length, 0, 'the number of writes')
      ensureEqual((await factsFor(bench, facts.id)).status, facts.status, 'status at the vendor')
    }
  },
}

const missingInvoice: KitTest = {
  name: 'missing-invoice-is-not-found',
  promise: 'the status of an invoice that is not there cannot be set: `not_found`',
  operations: ['setStatus'],
  async run(bench) {
    for (const { to, needs } of transitionsOf(bench, 'setStatus').slice(0, 1)) {
      const settings = needs === null ? {} : { unsafe: true }
      errorOf(
        await bench.adapter.setStatus('inv_there_is_no_such_thing', to, settings),
        'setStatus',
        'not_found',
      )
    }
  },
}

const staleAfterChange: KitTest = {
  name: 'change-not-yet-visible-is-noted',
  promise:
    'a change that the vendor accepted and does not show yet is told so, never as if nothing had happened',
  operations: ['setStatus'],
  needs: ['stale_read'],
  async run(bench) {
    const transition = transitionsOf(bench, 'setStatus').find(
      (one) => one.needs === null && one.from.includes('open'),
    )
    if (transition === undefined) return
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
    bench.world.faults.inject({ kind: 'stale_read' }, { on: 'any', times: 99 })
    const result = await bench.adapter.setStatus(facts.id, transition.to)
    ensureEqual((await factsFor(bench, facts.id)).status, transition.to, 'status at the vendor')
    if (result.isErr()) {
      errorOf(result, 'setStatus', 'applied_unread', 'outcome_unknown')
      return
    }
    const { invoice, changed } = result.value
    const noted = invoice.notes.some((note) => note.code === 'change_pending')
    ensure(changed, 'changed is false')
    ensure(invoice.status === transition.to || noted, `the answer says ${invoice.status}, without a note`)
  },
}

const otherRecordRead: KitTest = {
  name: 'other-record-decides-nothing',
  promise:
    'a status change that is answered with another invoice changes none on the ground of it, and never answers with it',
  operations: ['setStatus'],
  needs: ['other_record'],
  async run(bench) {
    const transition = plainTransition(bench)
    if (transition === undefined) return bench.notProven('no transition from open without an option')
    const dueAt = fromNow(bench, day)
    for (const { on, after, done } of otherRecordPlaces) {
      const facts = await seededOne(bench, { status: 'open', dueAt })
      const other = await seededOne(bench, { status: 'open', dueAt })
      bench.world.faults.inject(
        { kind: 'other_record', id: facts.id, instead: other.id },
        { on, after, times: 99 },
      )
      const result = await bench.adapter.setStatus(facts.id, transition.to)
      const expected = [done ? transition.to : 'open', 'open']
      const found = [(await factsFor(bench, facts.id)).status, (await factsFor(bench, other.id)).status]
      ensureEqual(found, expected, `both statuses at the vendor, with the other one in an answer to ${on}`)
      if (result.isOk()) ensureEqual(result.value.invoice.source.id, facts.id, 'id of the answer')
      if (result.isOk()) ensure(done, 'it is a success, and was read from another invoice')
      else errorOf(result, 'setStatus', ...(done ? uncertain : ['unexpected_response' as const]))
      bench.world.faults.clear()
    }
  },
}

/** The read before the change, the answer to it, and what is read afterwards. */
const otherRecordPlaces = [
  { on: 'get', after: 0, done: false },
  { on: 'setStatus', after: 0, done: true },
  { on: 'get', after: 1, done: true },
] as const

const finalizes: KitTest = {
  name: 'finalize-opens-a-draft',
  promise: 'finalize makes a draft payable, or says when it will be',
  operations: ['finalize'],
  unprovable: (harness) => (canSeedStatus(harness, 'draft') ? null : 'no draft can be made'),
  async run(bench) {
    const facts = await seededOne(bench, { status: 'draft', dueAt: fromNow(bench, day) })
    const invoice = okOf(await bench.adapter.finalize(facts.id), 'finalize')
    const after = await factsFor(bench, facts.id)
    ensureEqual(invoice.source.id, facts.id, 'id')
    const scheduled = invoice.status === 'draft' && invoice.opensAt !== null
    ensure(
      scheduled || (invoice.status === 'open' && after.status === 'open'),
      `it is ${invoice.status}, at the vendor ${after.status}`,
    )
    const paid = inStatus(bench, 'paid')
    if (paid === null) return
    const settled = await seededOne(bench, paid)
    errorOf(await bench.adapter.finalize(settled.id), 'finalize of a paid one', 'invalid_transition')
    ensureEqual((await factsFor(bench, settled.id)).status, 'paid', 'status of the paid one')
  },
}

export const statusGroup: Group = () => [
  ...statusWordTests,
  eachTransition,
  alreadyThere,
  otherTransitions,
  unreachable,
  needsOption,
  missingInvoice,
  ...rivalTests,
  staleAfterChange,
  otherRecordRead,
  finalizes,
]
