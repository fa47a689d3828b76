import type { Created, InvoiceError, NewInvoice, Result } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { Fault } from '../faults.ts'
import { impatient } from '../impatience.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { requestsDuring } from '../requests.ts'
import { factsFor } from '../seeding.ts'
import { otherContentTests } from './other-content.ts'
import { keyTests } from './settlement-of-payments.ts'
import { statusLossTests, uncertain } from './settlement-of-status.ts'

async function countAtVendor(bench: Bench): Promise<number> {
  return (await bench.world.oracle.invoices()).length
}

/** An honest answer to a write that went wrong: the invoice itself, or an error that forbids repeating and names the key. */
async function ensureHonest(bench: Bench, result: Result<Created, InvoiceError>, key: string): Promise<void> {
  if (result.isOk()) {
    await factsFor(bench, result.value.invoice.source.id)
    return
  }
  const error = errorOf(result, 'create', ...uncertain)
  ensure(!error.retryable, `${error.kind} says that it may be repeated as it is`)
  const named = error.kind === 'outcome_unknown' || error.kind === 'applied_unread' ? error.externalId : null
  ensureEqual(named, key, 'the externalId that the error names')
}

/** The same call again ends in the one invoice that there is. */
async function ensureSettles(bench: Bench, input: NewInvoice, adapter = bench.adapter): Promise<void> {
  const { invoice } = okOf(await adapter.create(input), 'the same create again')
  ensureEqual(
    (await bench.world.oracle.invoices()).map((one) => one.id),
    [invoice.source.id],
    'the list of ids at the vendor',
  )
}

const sameKeySameContent: KitTest = {
  name: 'same-key-same-content-is-one',
  promise: 'the same key and content give the existing invoice, with created: false',
  operations: ['create'],
  async run(bench) {
    const input = bench.world.inputs.invoice('same')
    const first = okOf(await bench.adapter.create(input), 'create')
    const second = okOf(await bench.adapter.create(structuredClone(input)), 'create again')
    ensureEqual([first.created, second.created], [true, false], 'created, first and again')
    ensureEqual(second.invoice.source.id, first.invoice.source.id, 'the id of the second answer')
    ensureEqual(await countAtVendor(bench), 1, 'the number of invoices at the vendor')
  },
}

const twoKeysTwoInvoices: KitTest = {
  name: 'two-keys-are-two',
  promise: 'equal content under two keys is two invoices',
  operations: ['create'],
  async run(bench) {
    const first = okOf(await bench.adapter.create(bench.world.inputs.invoice('key-1')), 'create')
    const second = okOf(
      await bench.adapter.create(bench.world.inputs.invoice('key-2')),
      'create under a second key',
    )
    ensure(first.invoice.source.id !== second.invoice.source.id, 'both answers are the same invoice')
    ensureEqual(
      [second.created, await countAtVendor(bench)],
      [true, 2],
      'created, and the number of invoices',
    )
  },
}

interface Loss {
  name: string
  what: string
  fault: Fault
  /** In all attempts, or only in the first. */
  times: number
}

const lossFaults: readonly Loss[] = [
  { name: 'lost-answer', what: 'the answer was lost once', fault: { kind: 'drop_after_commit' }, times: 1 },
  { name: 'lost-answers', what: 'every answer was lost', fault: { kind: 'drop_after_commit' }, times: 99 },
  {
    name: 'lost-request',
    what: 'the request was lost once',
    fault: { kind: 'drop_before_commit' },
    times: 1,
  },
  { name: 'lost-requests', what: 'every request was lost', fault: { kind: 'drop_before_commit' }, times: 99 },
  {
    name: 'failed-after-commit',
    what: 'the vendor did it and answered 500',
    fault: { kind: 'status', status: 500, afterCommit: true },
    times: 1,
  },
  {
    name: 'late-commit',
    what: 'the vendor did it after the client had given up',
    fault: { kind: 'commit_after_timeout' },
    times: 1,
  },
]

function lossTest({ name, what, fault, times }: Loss): KitTest {
  return {
    name,
    promise: `when ${what}, there is one invoice at most, the answer is honest, and the same call settles it`,
    operations: ['create'],
    needs: [fault.kind],
    async run(bench) {
      const { faults } = bench.world
      const input = bench.world.inputs.invoice(name)
      const adapter = fault.kind === 'commit_after_timeout' ? bench.worker(impatient) : bench.adapter
      faults.inject(fault, { on: 'create', times })
      await ensureHonest(bench, await adapter.create(input), name)
      ensure(
        (await countAtVendor(bench)) <= 1,
        `there are ${await countAtVendor(bench)} invoices at the vendor`,
      )
      await faults.settle()
      ensure(
        (await countAtVendor(bench)) <= 1,
        `there are ${await countAtVendor(bench)} invoices, once the late one is in`,
      )
      faults.clear()
      await ensureSettles(bench, input)
    },
  }
}

const noBlindRepeat: KitTest = {
  name: 'no-blind-repeat',
  promise:
    'a create is sent again only with the vendor’s own key for repeats, and then byte for byte the same',
  operations: ['create'],
  needs: ['drop_before_commit'],
  async run(bench) {
    bench.world.faults.inject({ kind: 'drop_before_commit' }, { on: 'create', times: 2 })
    const { value, writes } = await requestsDuring(bench, () =>
      bench.adapter.create(bench.world.inputs.invoice('repeat')),
    )
    await ensureHonest(bench, value, 'repeat')
    const sent = writes.filter((write) => write.operation === 'create')
    const [first] = sent
    for (const write of sent.slice(1)) {
      ensure(write.idempotencyKey !== null, 'the create was sent again without a key')
      ensureEqual(
        [write.idempotencyKey, write.body],
        [first?.idempotencyKey, first?.body],
        'key and body of the repeat',
      )
    }
  },
}

const hiddenFromLists: KitTest = {
  name: 'empty-look-proves-nothing',
  promise: 'an invoice that does not show in lists yet is not created a second time after a lost answer',
  operations: ['create'],
  needs: ['hidden_from_lists', 'drop_after_commit'],
  async run(bench) {
    const { faults } = bench.world
    const input = bench.world.inputs.invoice('hidden')
    faults.inject({ kind: 'hidden_from_lists' }, { on: 'create', times: 99 })
    faults.inject({ kind: 'drop_after_commit' }, { on: 'create', times: 99 })
    await ensureHonest(bench, await bench.adapter.create(input), 'hidden')
    ensureEqual(await countAtVendor(bench), 1, 'the number of invoices at the vendor')
    faults.clear()
    await ensureSettles(bench, input)
  },
}

function outlivesProcess(bench: Pick<Bench, 'capabilities'>): boolean {
  return bench.capabilities.idempotency.some((one) => one.operation === 'create' && one.holds !== 'process')
}

const newProcess: KitTest = {
  name: 'settles-in-a-new-process',
  promise: 'a second process with the same key finds what the first one had begun',
  operations: ['create'],
  needs: ['drop_after_commit'],
  inapplicable: (capabilities) =>
    outlivesProcess({ capabilities }) ? null : 'a key is declared to hold within one process only',
  async run(bench) {
    const input = bench.world.inputs.invoice('died')
    bench.world.faults.inject({ kind: 'drop_after_commit' }, { on: 'create', times: 99 })
    await ensureHonest(bench, await bench.adapter.create(input), 'died')
    bench.world.faults.clear()
    await ensureSettles(bench, input, bench.worker())
  },
}

const twoWorkers: KitTest = {
  name: 'two-at-once-are-one',
  promise: 'two workers that create under one key at the same time make one invoice',
  operations: ['create'],
  async run(bench) {
    const input = bench.world.inputs.invoice('race')
    const second = outlivesProcess(bench) ? bench.worker() : bench.adapter
    const results = await Promise.all([bench.adapter.create(input), second.create(input)])
    ensureEqual(await countAtVendor(bench), 1, 'the number of invoices at the vendor')
    ensure(
      results.some((result) => result.isOk()),
      'neither worker got the invoice',
    )
    for (const result of results) if (result.isErr()) errorOf(result, 'create', 'conflict', ...uncertain)
    await ensureSettles(bench, input)
  },
}

const appliedUnread: KitTest = {
  name: 'applied-but-unread-is-not-repeatable',
  promise: 'a create that succeeded and could not be read back is `applied_unread`, never retryable',
  operations: ['create'],
  needs: ['status'],
  async run(bench) {
    const input = bench.world.inputs.invoice('unread')
    bench.world.faults.inject({ kind: 'status', status: 500 }, { on: 'get', times: 99 })
    await ensureHonest(bench, await bench.adapter.create(input), 'unread')
    ensureEqual(await countAtVendor(bench), 1, 'the number of invoices at the vendor')
    bench.world.faults.clear()
    await ensureSettles(bench, input)
  },
}

const abortedWrite: KitTest = {
  name: 'aborted-write-is-uncertain',
  promise:
    'a create that is aborted after it left is `outcome_unknown`, not `aborted`, and the same call settles it',
  operations: ['create'],
  needs: ['commit_after_timeout'],
  async run(bench) {
    const input = bench.world.inputs.invoice('aborted')
    bench.world.faults.inject({ kind: 'commit_after_timeout' }, { on: 'create', times: 99 })
    const stop = new AbortController()
    const sent = (): boolean =>
      bench.world.oracle.received().some((request) => request.operation === 'create')
    let ended = false
    const running = bench.adapter.create(input, { signal: stop.signal })
    void running.then(() => {
      ended = true
    })
    while (!sent() && !ended) await new Promise((resolve) => setTimeout(resolve, 1))
    stop.abort()
    const result = await running
    if (sent()) await ensureHonest(bench, result, 'aborted')
    else bench.notProven('the create ended before it left')
    await bench.world.faults.settle()
    bench.world.faults.clear()
    await ensureSettles(bench, input)
  },
}

export const settlementGroup: Group = () => [
  sameKeySameContent,
  ...otherContentTests,
  twoKeysTwoInvoices,
  ...lossFaults.map(lossTest),
  noBlindRepeat,
  hiddenFromLists,
  newProcess,
  twoWorkers,
  appliedUnread,
  ...statusLossTests,
  abortedWrite,
  ...keyTests,
]
