import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { KitTest } from '../kit-test.ts'
import { day, factsFor, fromNow, seededOne } from '../seeding.ts'
import { paymentOf, refundOf } from './changes.ts'

const paymentOnce: KitTest = {
  name: 'same-payment-is-recorded-once',
  promise: 'the same payment key and content are recorded once; other content under the key is `conflict`',
  operations: ['recordPayment'],
  async run(bench) {
    const lines = [{ description: 'Work', amount: 10_000 }]
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day), lines })
    const payment = { ...paymentOf(bench, facts, 'pay-once'), amount: 4_000 }
    const first = okOf(await bench.adapter.recordPayment(facts.id, payment), 'recordPayment')
    const second = okOf(await bench.adapter.recordPayment(facts.id, payment), 'recordPayment again')
    ensureEqual([first.recorded, second.recorded], [true, false], 'recorded, first and again')
    errorOf(
      await bench.adapter.recordPayment(facts.id, { ...payment, amount: 3_000 }),
      'recordPayment with another amount',
      'conflict',
    )
    ensureEqual((await factsFor(bench, facts.id)).amountPaid, 4_000, 'what is paid at the vendor')
  },
}

const lostPayment: KitTest = {
  name: 'lost-payment-answer',
  promise: 'when the answer to a payment was lost, it is recorded once, and the same call settles it',
  operations: ['recordPayment'],
  needs: ['drop_after_commit'],
  async run(bench) {
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
    const payment = paymentOf(bench, facts, 'pay-lost')
    bench.world.faults.inject({ kind: 'drop_after_commit' }, { on: 'recordPayment', times: 99 })
    const result = await bench.adapter.recordPayment(facts.id, payment)
    if (result.isErr())
      ensure(
        !errorOf(result, 'recordPayment', 'outcome_unknown', 'applied_unread').retryable,
        'it is retryable',
      )
    bench.world.faults.clear()
    okOf(await bench.adapter.recordPayment(facts.id, payment), 'recordPayment again')
    ensureEqual((await factsFor(bench, facts.id)).amountPaid, payment.amount, 'what is paid at the vendor')
  },
}

const refundOnce: KitTest = {
  name: 'same-refund-is-made-once',
  promise: 'the same refund key and content give money back once; other content under the key is `conflict`',
  operations: ['refund'],
  async run(bench) {
    const lines = [{ description: 'Work', amount: 10_000 }]
    const facts = await seededOne(bench, { status: 'paid', dueAt: fromNow(bench, day), lines })
    const wanted = { ...refundOf(bench, facts, 'refund-once'), amount: 4_000 }
    const first = okOf(await bench.adapter.refund(facts.id, wanted), 'refund')
    const second = okOf(await bench.adapter.refund(facts.id, wanted), 'refund again')
    ensureEqual(
      [first.created, second.created, second.refund.id],
      [true, false, first.refund.id],
      'created, again, and the id',
    )
    errorOf(
      await bench.adapter.refund(facts.id, { ...wanted, amount: 3_000 }),
      'refund of another amount',
      'conflict',
    )
    ensureEqual((await factsFor(bench, facts.id)).amountRefunded, 4_000, 'what is refunded at the vendor')
  },
}

export const keyTests: readonly KitTest[] = [paymentOnce, lostPayment, refundOnce]
