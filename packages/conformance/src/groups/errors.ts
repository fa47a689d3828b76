import { operationNames } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { Fault } from '../faults.ts'
import { impatient, withoutRetries } from '../impatience.ts'
import { invocations } from '../invocations.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { withoutRequest } from '../requests.ts'
import { day, factsFor, fromNow, seededOne } from '../seeding.ts'
import { onChanging, onReading, onWriting, type Row } from './error-rows.ts'
import { plainTransition } from './settlement-of-status.ts'

function readingTest({ name, fault, kinds, retryable }: Row): KitTest {
  return {
    name: `reading-${name}`,
    promise: `a read that meets ${name} fails as ${kinds.join(' or ')}${retryable ? ', retryable' : ''}`,
    needs: [fault.kind],
    async run(bench) {
      const facts = await seededOne(bench)
      bench.world.faults.inject(fault, { on: 'any', times: 99 })
      const adapter = fault.kind === 'no_answer' ? bench.worker(impatient) : bench.adapter
      for (const result of [await adapter.get(facts.id), await adapter.list()]) {
        const error = errorOf<unknown>(result, 'reading', ...kinds)
        // Where several kinds are possible, whether it may be repeated goes with the kind.
        if (kinds.length === 1) ensureEqual(error.retryable, retryable, `retryable of ${error.kind}`)
      }
    },
  }
}

function writingTest({ name, fault, kinds, retryable }: Row): KitTest {
  return {
    name: `writing-${name}`,
    promise: `a create that meets ${name} fails as ${kinds.join(' or ')}${retryable ? ', retryable' : ''}, and works once the cause is gone`,
    operations: ['create'],
    needs: [fault.kind],
    async run(bench) {
      const input = bench.world.inputs.invoice('written')
      bench.world.faults.inject(fault, { on: 'create', times: 99 })
      const adapter = fault.kind === 'no_answer' ? bench.worker(impatient) : bench.adapter
      const error = errorOf(await adapter.create(input), 'create', ...kinds)
      ensureEqual(error.retryable, retryable, `retryable of ${error.kind}`)
      // Without the key nobody could look for the invoice later.
      if (error.kind === 'conflict' || error.kind === 'outcome_unknown' || error.kind === 'applied_unread')
        ensureEqual(error.externalId, 'written', `the externalId that ${error.kind} names`)
      ensureEqual((await bench.world.oracle.invoices()).length, 0, 'the number of invoices at the vendor')
      bench.world.faults.clear()
      okOf(await adapter.create(input), 'create, once the cause is gone')
      ensureEqual((await bench.world.oracle.invoices()).length, 1, 'the number of invoices in the end')
    },
  }
}

function changingTest({ name, fault, kinds, retryable }: Row): KitTest {
  return {
    name: `changing-${name}`,
    promise: `a status change that meets ${name} fails as ${kinds.join(' or ')}, never as if it were made, and works once the cause is gone`,
    operations: ['setStatus'],
    needs: [fault.kind],
    async run(bench) {
      const transition = plainTransition(bench)
      if (transition === undefined) return bench.notProven('no transition from open without an option')
      const { id } = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
      bench.world.faults.inject(fault, { on: 'setStatus', times: 99 })
      const adapter = fault.kind === 'no_answer' ? bench.worker(impatient) : bench.adapter
      const error = errorOf(await adapter.setStatus(id, transition.to), 'setStatus', ...kinds)
      ensureEqual(error.retryable, retryable, `retryable of ${error.kind}`)
      if (error.kind === 'outcome_unknown' || error.kind === 'applied_unread')
        ensureEqual(error.invoiceId, id, `the invoiceId that ${error.kind} names`)
      ensureEqual((await factsFor(bench, id)).status, 'open', 'status at the vendor')
      bench.world.faults.clear()
      okOf(await bench.adapter.setStatus(id, transition.to), 'setStatus, once the cause is gone')
      ensureEqual((await factsFor(bench, id)).status, transition.to, 'status at the vendor in the end')
    },
  }
}

const hostile: readonly unknown[] = [undefined, null, 42, '', {}, [], { id: 1 }, () => 'x']

const nothingThrows: KitTest = {
  name: 'nothing-throws',
  promise: 'whatever is passed in and whatever goes wrong, nothing throws or rejects: it is an error value',
  async run(bench) {
    await seededOne(bench)
    const { adapter } = bench
    for (const name of operationNames) {
      const [head = '', tail] = name.split('.')
      const holder: unknown = tail === undefined ? adapter : Reflect.get(adapter, head)
      if (typeof holder !== 'object' || holder === null) continue
      const operation: unknown = Reflect.get(holder, tail ?? head)
      if (typeof operation !== 'function') continue
      for (const given of hostile) {
        const answer: unknown = await Reflect.apply(operation, holder, [given, given])
        const settled = typeof answer === 'object' && answer !== null && 'isErr' in answer
        ensure(settled, `${name}(${String(given)}) answered no Result`)
      }
    }
  },
}

const errorShape: KitTest = {
  name: 'errors-are-plain-data',
  promise: 'an error is plain JSON that names vendor, account and operation, with a message for a person',
  async run(bench) {
    const facts = await seededOne(bench)
    const errors = [
      errorOf(await bench.adapter.get('inv_there_is_no_such_thing'), 'get'),
      errorOf(await bench.adapter.get(''), 'get'),
    ]
    if (bench.harness.facts.can.includes('status')) {
      bench.world.faults.inject({ kind: 'status', status: 500 }, { on: 'any', times: 99 })
      errors.push(errorOf(await bench.adapter.get(facts.id), 'get'))
    }
    for (const error of errors) {
      ensureEqual(JSON.parse(JSON.stringify(error)), error, 'the error after JSON')
      const { provider, account, operation } = error
      ensureEqual(
        [provider, account, operation],
        [bench.adapter.provider, bench.adapter.account, 'get'],
        'provider, account, operation',
      )
      ensure(error.message.trim().length > 5, `the message is "${error.message}"`)
      ensure(!(error instanceof Error), 'the error is an exception')
    }
  },
}

const requestIdTold: KitTest = {
  name: 'request-id-is-told',
  promise: 'an error tells the vendor’s own id of the request that failed',
  needs: ['status'],
  async run(bench) {
    const facts = await seededOne(bench)
    bench.world.faults.inject({ kind: 'status', status: 500 }, { on: 'any', times: 99 })
    const { requestId } = errorOf(await bench.adapter.get(facts.id), 'get', 'unavailable')
    const last = bench.world.oracle.received().at(-1)?.requestId ?? null
    if (last === null) bench.notProven('the oracle does not know the ids of requests')
    else ensureEqual(requestId, last, 'requestId')
  },
}

const retryAfterTold: KitTest = {
  name: 'retry-after-is-told',
  promise: 'how long the vendor asks to wait is told in milliseconds',
  needs: ['status'],
  async run(bench) {
    const facts = await seededOne(bench)
    bench.world.faults.inject({ kind: 'status', status: 429, retryAfterSeconds: 7 }, { on: 'any', times: 99 })
    const error = errorOf(await bench.worker(withoutRetries).get(facts.id), 'get', 'rate_limited')
    const told = error.kind === 'rate_limited' ? error.retryAfterMs : null
    ensure(
      told !== null && told > 6_000 && told <= 7_000,
      `retryAfterMs is ${String(told)}, and should be 7000`,
    )
    await ensureNoWaitElsewhere(bench)
  },
}

/** Of the harness: a limiter that worlds share would make every later test wait. */
async function ensureNoWaitElsewhere({ harness }: Bench): Promise<void> {
  const world = await harness.start()
  const [id = ''] = await world.seed([{}])
  const result = await world.createAdapter({ timeout: { attemptMs: 2_000, totalMs: 2_000 } }).get(id)
  await world.stop?.()
  if (result.isErr())
    throw new Error(`harness: a rate limit of one world was met in another: ${result.error.message}`)
}

const readsRetried: KitTest = {
  name: 'reads-are-retried',
  promise: 'a read that fails once for a passing reason works',
  needs: ['status', 'drop_before_commit'],
  async run(bench) {
    const facts = await seededOne(bench)
    for (const fault of [{ kind: 'status', status: 503 }, { kind: 'drop_before_commit' }] satisfies Fault[]) {
      bench.world.faults.inject(fault, { on: 'any', times: 1 })
      ensureEqual(
        okOf(await bench.adapter.get(facts.id), `get after ${fault.kind}`).source.id,
        facts.id,
        'id',
      )
    }
  },
}

const abortedBefore: KitTest = {
  name: 'aborted-before-sends-nothing',
  promise: 'a call whose signal has fired already is `aborted`, without a request',
  async run(bench) {
    const facts = await seededOne(bench)
    const signal = AbortSignal.abort()
    const result = await withoutRequest(bench, 'get with a fired signal', () =>
      bench.adapter.get(facts.id, { signal }),
    )
    errorOf(result, 'get with a fired signal', 'aborted')
  },
}

const abortedDuring: KitTest = {
  name: 'aborted-during-ends-at-once',
  promise: 'a read whose signal fires while it waits ends as `aborted`',
  needs: ['no_answer'],
  async run(bench) {
    const facts = await seededOne(bench)
    bench.world.faults.inject({ kind: 'no_answer' }, { on: 'any', times: 99 })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 5)
    errorOf(await bench.worker(impatient).get(facts.id, { signal: stop.signal }), 'get', 'aborted')
  },
}

const wrongCredential: KitTest = {
  name: 'wrong-credential-is-unauthenticated',
  promise:
    'a credential that the vendor refuses is `unauthenticated`, for reading, for check and for writing',
  needs: ['wrong_credential'],
  async run(bench) {
    const facts = await seededOne(bench)
    const stranger = bench.worker({ credential: 'wrong' })
    errorOf(await stranger.get(facts.id), 'get', 'unauthenticated')
    errorOf(await stranger.check(), 'check', 'unauthenticated')
    if (!bench.capabilities.operations.create.supported) return
    errorOf(await stranger.create(bench.world.inputs.invoice('stranger')), 'create', 'unauthenticated')
    ensureEqual((await bench.world.oracle.invoices()).length, 1, 'the number of invoices at the vendor')
  },
}

async function withObserver(bench: Bench, observe: () => void): Promise<void> {
  const facts = await seededOne(bench)
  okOf(await bench.worker({ observe }).get(facts.id), 'get')
}

const observerMayFail: KitTest = {
  name: 'observer-may-fail',
  promise: 'what an observer throws changes nothing',
  async run(bench) {
    let called = 0
    await withObserver(bench, () => {
      called += 1
      throw new Error('the observer failed')
    })
    ensure(called > 0, 'the observer was never called')
  },
}

const freshAnswers: KitTest = {
  name: 'every-operation-answers',
  promise: 'every operation answers with a Result, whatever the vendor does',
  needs: ['status'],
  async run(bench) {
    const facts = await seededOne(bench)
    bench.world.faults.inject({ kind: 'status', status: 500 }, { on: 'any', times: 999 })
    for (const name of operationNames) {
      const result = await invocations[name](bench.adapter, facts.id, bench.world)
      // What goes wrong with one of several stands in the answer about all of them.
      if (name === 'createMany' && result.isOk()) continue
      ensureEqual(errorOf(result, name).operation, name, 'the operation that the error names')
    }
  },
}

export const errorsGroup: Group = () => [
  ...onReading.map(readingTest),
  ...onWriting.map(writingTest),
  ...onChanging.map(changingTest),
  nothingThrows,
  errorShape,
  requestIdTold,
  retryAfterTold,
  readsRetried,
  abortedBefore,
  abortedDuring,
  wrongCredential,
  observerMayFail,
  freshAnswers,
]
