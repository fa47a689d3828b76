import type { NewPayment, NewRefund } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { InvoiceFacts } from '../facts.ts'
import type { Bench, KitTest } from '../kit-test.ts'
import { invoiceOver } from '../new-invoices.ts'
import { canSeedStatus, day, factsFor, fromNow, seededOne } from '../seeding.ts'

/** The payment of the whole, unless the harness knows better. */
export function paymentOf(bench: Bench, facts: InvoiceFacts, externalId: string): NewPayment {
  const made = bench.world.inputs.payment?.(facts, externalId)
  return made ?? { externalId, amount: facts.total ?? 0, currency: facts.currency ?? '' }
}

export function refundOf(bench: Bench, facts: InvoiceFacts, externalId: string): NewRefund {
  const made = bench.world.inputs.refund?.(facts, externalId)
  return made ?? { externalId, amount: facts.total ?? 0, currency: facts.currency ?? '' }
}

const updateDraft: KitTest = {
  name: 'update-changes-a-draft',
  promise: 'update changes what it names in a draft and nothing else; null clears',
  operations: ['update'],
  unprovable: (harness) => (canSeedStatus(harness, 'draft') ? null : 'no draft can be made'),
  async run(bench) {
    const facts = await seededOne(bench, { status: 'draft', memo: 'before', dueAt: fromNow(bench, day) })
    const dueAt = fromNow(bench, 5 * day)
    const invoice = okOf(await bench.adapter.update(facts.id, { dueAt }), 'update')
    const after = await factsFor(bench, facts.id)
    ensureEqual(
      [after.dueAt, after.memo, after.total],
      [dueAt, facts.memo, facts.total],
      'dueAt, memo and total at the vendor',
    )
    ensureEqual([invoice.source.id, invoice.dueAt, invoice.detail], [facts.id, dueAt, 'full'], 'the answer')
    if (facts.memo === null || facts.memo === undefined) return
    okOf(await bench.adapter.update(facts.id, { memo: null }), 'update that clears the memo')
    ensureEqual((await factsFor(bench, facts.id)).memo, null, 'memo at the vendor after null')
  },
}

const updateOnlyDrafts: KitTest = {
  name: 'update-leaves-others-alone',
  promise: 'what is issued is not changed by update',
  operations: ['update'],
  unprovable: (harness) => (canSeedStatus(harness, 'paid') ? null : 'no paid invoice can be made'),
  async run(bench) {
    const facts = await seededOne(bench, { status: 'paid', memo: 'before' })
    errorOf(
      await bench.adapter.update(facts.id, { memo: 'after' }),
      'update of a paid one',
      'refused',
      'conflict',
      'invalid_transition',
    )
    ensureEqual((await factsFor(bench, facts.id)).memo, facts.memo, 'memo at the vendor')
  },
}

const changesLines: KitTest = {
  name: 'change-lines-adds-and-removes',
  promise: 'changeLines adds and removes exactly the lines it names, and the totals follow',
  operations: ['changeLines'],
  async run(bench) {
    const lines = [1_000, 2_000].map((amount, index) => ({ description: `Part ${index}`, amount }))
    const facts = await seededOne(bench, { status: 'open', lines })
    const [first] = okOf(await bench.adapter.get(facts.id), 'get').lines ?? []
    ensure(typeof first?.id === 'string', 'the lines have no ids')
    const changes = { add: [{ description: 'Extra', amount: 505 }], remove: [first.id] }
    const invoice = okOf(await bench.adapter.changeLines(facts.id, changes), 'changeLines')
    const after = await factsFor(bench, facts.id)
    const amounts = (after.lines ?? []).map((line) => line.amount ?? 0).sort((one, other) => one - other)
    ensureEqual([amounts, after.total], [[505, 2_000], 2_505], 'lines and total at the vendor')
    ensureEqual(invoice.total, 2_505, 'total of the answer')
  },
}

const deletes: KitTest = {
  name: 'delete-removes-one',
  promise: 'delete removes the one invoice it names and no other, or is refused',
  operations: ['delete'],
  unprovable: (harness) => (canSeedStatus(harness, 'draft') ? null : 'no draft can be made'),
  async run(bench) {
    const kept = await seededOne(bench, { status: 'draft' })
    const facts = await seededOne(bench, { status: 'draft' })
    ensureEqual(okOf(await bench.adapter.delete(facts.id), 'delete').id, facts.id, 'the deleted id')
    ensureEqual(
      (await bench.world.oracle.invoices()).map((one) => one.id),
      [kept.id],
      'the list of ids at the vendor',
    )
    errorOf(await bench.adapter.get(facts.id), 'get of the deleted one', 'not_found')
  },
}

const sends: KitTest = {
  name: 'send-changes-nothing-else',
  promise: 'send tells when it was sent, and leaves the invoice as it is',
  operations: ['send'],
  async run(bench) {
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
    const { sentAt } = okOf(await bench.adapter.send(facts.id), 'send')
    ensure(sentAt === null || !Number.isNaN(Date.parse(sentAt)), `sentAt is ${String(sentAt)}`)
    const after = await factsFor(bench, facts.id)
    ensureEqual([after.status, after.total], [facts.status, facts.total], 'status and total after sending')
    errorOf(await bench.adapter.send('inv_there_is_no_such_thing'), 'send of a missing one', 'not_found')
  },
}

const recordsPayment: KitTest = {
  name: 'payment-is-recorded-once',
  promise: 'a recorded payment stands at the vendor over exactly that amount, and in the answer',
  operations: ['recordPayment'],
  async run(bench) {
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
    const payment = paymentOf(bench, facts, 'payment-1')
    const { invoice, recorded } = okOf(await bench.adapter.recordPayment(facts.id, payment), 'recordPayment')
    const after = await factsFor(bench, facts.id)
    ensure(recorded, 'recorded is false')
    ensureEqual(
      [after.amountPaid, after.payments?.length ?? 1],
      [payment.amount, 1],
      'what is paid at the vendor',
    )
    ensureEqual([invoice.amountPaid, invoice.status], [payment.amount, after.status], 'the answer')
  },
}

const otherCurrencyPayment: KitTest = {
  name: 'payment-in-another-currency-is-refused',
  promise: 'a payment in a currency that is not the invoice’s is refused, and nothing is recorded',
  operations: ['recordPayment'],
  async run(bench) {
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
    const currency = facts.currency === 'EUR' ? 'USD' : 'EUR'
    const payment = { ...paymentOf(bench, facts, 'payment-1'), currency }
    errorOf(await bench.adapter.recordPayment(facts.id, payment), 'recordPayment', 'invalid_input', 'refused')
    ensureEqual((await factsFor(bench, facts.id)).amountPaid, facts.amountPaid, 'what is paid at the vendor')
  },
}

const refunds: KitTest = {
  name: 'refund-takes-effect',
  promise: 'a refund gives back exactly that amount, once, and is listed',
  operations: ['refund', 'listRefunds'],
  async run(bench) {
    const facts = await seededOne(bench, { status: 'paid', dueAt: fromNow(bench, day) })
    const wanted = refundOf(bench, facts, 'refund-1')
    const { refund, created } = okOf(await bench.adapter.refund(facts.id, wanted), 'refund')
    ensureEqual(
      [created, refund.amount, refund.currency],
      [true, wanted.amount, wanted.currency],
      'the answer',
    )
    ensureEqual(
      (await factsFor(bench, facts.id)).amountRefunded,
      wanted.amount,
      'what is refunded at the vendor',
    )
    const listed = okOf(await bench.adapter.listRefunds(facts.id), 'listRefunds')
    ensureEqual(
      listed.map((one) => [one.id, one.amount]),
      [[refund.id, wanted.amount]],
      'the list of refunds',
    )
  },
}

const createsCustomer: KitTest = {
  name: 'customer-is-created-once',
  promise:
    'a customer stands at the vendor once, however often the same external id is sent, and can be read and found',
  operations: ['customers.create', 'customers.get'],
  async run(bench) {
    const wanted = bench.world.inputs.customer?.('kit-customer') ?? {
      externalId: 'kit-customer',
      name: 'Ada Lovelace',
      email: 'ada@example.com',
    }
    const { customers } = bench.adapter
    const first = okOf(await customers.create(wanted), 'customers.create')
    const second = okOf(await customers.create(wanted), 'customers.create again')
    ensureEqual(second.id, first.id, 'the id of the second answer')
    const held = (await bench.world.oracle.customers()).filter((one) => one.externalId === 'kit-customer')
    ensureEqual(
      held.map((one) => one.id),
      [first.id],
      'the list of such customers at the vendor',
    )
    ensureEqual(okOf(await customers.get(first.id), 'customers.get').externalId, 'kit-customer', 'externalId')
    errorOf(await customers.get('cus_there_is_no_such_one'), 'customers.get of a missing one', 'not_found')
  },
}

const listsCustomers: KitTest = {
  name: 'customers-are-found-by-external-id',
  promise: 'customers.list by an external id gives that customer and no other',
  operations: ['customers.create', 'customers.list'],
  async run(bench) {
    for (const externalId of ['kit-1', 'kit-2']) {
      const wanted = bench.world.inputs.customer?.(externalId) ?? {
        externalId,
        name: 'Ada',
        email: `${externalId}@example.com`,
      }
      okOf(await bench.adapter.customers.create(wanted), 'customers.create')
    }
    const page = okOf(await bench.adapter.customers.list({ externalId: 'kit-2' }), 'customers.list')
    ensureEqual(
      page.customers.map((one) => one.externalId),
      ['kit-2'],
      'the list of external ids',
    )
  },
}

const createsMany: KitTest = {
  name: 'create-many-answers-each',
  promise: 'createMany answers each input in order, and one that fails takes no other with it',
  operations: ['createMany', 'create'],
  async run(bench) {
    okOf(await bench.adapter.create(invoiceOver(bench, 'many-2', 777)), 'create')
    const inputs = [1, 2, 3].map((index) => invoiceOver(bench, `many-${index}`, 1_000 * index))
    const { results } = okOf(await bench.adapter.createMany(inputs), 'createMany')
    const told = results.map((one) => (one.ok ? one.value.invoice.total : one.error.kind))
    ensureEqual(told, [1_000, 'conflict', 3_000], 'the list of answers')
    const totals = (await bench.world.oracle.invoices())
      .map((one) => one.total ?? 0)
      .sort((one, other) => one - other)
    ensureEqual(totals, [777, 1_000, 3_000], 'the totals at the vendor')
  },
}

export const changeTests: readonly KitTest[] = [
  createsMany,
  updateDraft,
  updateOnlyDrafts,
  changesLines,
  deletes,
  sends,
  recordsPayment,
  otherCurrencyPayment,
  refunds,
  createsCustomer,
  listsCustomers,
]
