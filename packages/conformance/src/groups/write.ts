import { ensure, ensureEqual, errorOf, okOf, stableJson } from '../checks.ts'
import { factOf, isEmpty, sameValue, valueIn } from '../fields.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { totalOfInput, type WritableField, writableFields } from '../new-invoices.ts'
import { requestsDuring, withoutRequest } from '../requests.ts'
import { factsFor } from '../seeding.ts'
import { changeTests } from './changes.ts'
import { createLimitTests, nothingCreated } from './create-limits.ts'

/** Fields that the vendor cannot hold as given, or decides itself. */
function lostFields(bench: Bench): WritableField[] {
  return writableFields.filter(({ field }) => bench.capabilities.coverage[field].write !== 'yes')
}

const takesEffect: KitTest = {
  name: 'create-takes-effect',
  promise: 'create makes exactly one invoice at the vendor, as asked, and answers with it',
  operations: ['create'],
  async run(bench) {
    const input = bench.world.inputs.invoice('one')
    const { invoice, created, notWritten } = okOf(await bench.adapter.create(input), 'create')
    const all = await bench.world.oracle.invoices()
    ensureEqual(
      all.map((one) => one.id),
      [invoice.source.id],
      'the list of ids at the vendor',
    )
    const facts = await factsFor(bench, invoice.source.id)
    ensureEqual([created, notWritten], [true, []], 'created and notWritten')
    ensureEqual(
      [facts.total, facts.currency],
      [totalOfInput(input), input.currency],
      'total and currency at the vendor',
    )
    ensureEqual(
      [invoice.total, invoice.currency],
      [facts.total, facts.currency],
      'total and currency of the answer',
    )
    ensureEqual(invoice.detail, 'full', 'detail of the answer')
    const { id, externalId } = input.customer
    if (id !== undefined) ensureEqual(facts.customer?.id, id, 'the customer at the vendor')
    if (externalId !== undefined)
      ensureEqual(facts.customer?.externalId, externalId, 'the external id of the customer')
    if (facts.lines !== undefined) {
      const told = facts.lines.map((line) => [line.description, line.amount])
      ensureEqual(
        told,
        input.lines.map((line) => [line.description, line.amount]),
        'the lines at the vendor',
      )
    }
  },
}

const keyIsHeld: KitTest = {
  name: 'external-id-is-held',
  promise: 'the caller’s key is stored at the vendor and read back, where the data says that it can be',
  operations: ['create'],
  inapplicable: ({ coverage }) =>
    coverage.externalId.write === 'yes' ? null : 'externalId cannot be written',
  async run(bench) {
    const input = bench.world.inputs.invoice('kept-key')
    const { invoice } = okOf(await bench.adapter.create(input), 'create')
    const { externalId } = await factsFor(bench, invoice.source.id)
    ensureEqual(externalId, input.externalId, 'externalId at the vendor')
    const again = okOf(await bench.worker().get(invoice.source.id), 'get by a second worker')
    ensureEqual(again.externalId, input.externalId, 'externalId as read')
  },
}

const writtenFields: KitTest = {
  name: 'writable-fields-are-written',
  promise: 'every field declared as written stands at the vendor afterwards, unchanged, and is read back so',
  operations: ['create'],
  async run(bench) {
    const { coverage } = bench.capabilities
    for (const one of writableFields.filter(({ field }) => coverage[field].write === 'yes')) {
      const input = one.set(bench.world.inputs.invoice(`with-${one.field}`), bench)
      const { invoice, notWritten } = okOf(await bench.adapter.create(input), `create with ${one.field}`)
      const expected = one.expected(input)
      const fact = factOf(await factsFor(bench, invoice.source.id), one.field)
      if (!fact.known) bench.notProven(`the oracle does not know ${one.field}`)
      else
        ensure(
          sameValue(one.field, fact.value, expected),
          `${one.field} at the vendor is ${stableJson(fact.value)}, and was asked as ${stableJson(expected)}`,
        )
      ensureEqual(notWritten, [], 'notWritten')
      const told = valueIn(invoice, one.field)
      const readable = coverage[one.field].read !== 'never'
      if (readable)
        ensure(sameValue(one.field, told, expected), `${one.field} of the answer is ${stableJson(told)}`)
    }
  },
}

const lossesNamed: KitTest = {
  name: 'losses-are-refused-by-name',
  promise:
    'a field that the vendor cannot hold makes create fail before any request, naming every such field',
  operations: ['create'],
  async run(bench) {
    const lost = lostFields(bench)
    for (const one of lost) await expectRefusal(bench, [one])
    if (lost.length > 1) await expectRefusal(bench, lost)
    await nothingCreated(bench)
  },
}

async function expectRefusal(bench: Bench, lost: readonly WritableField[]): Promise<void> {
  const names = lost.map(({ field }) => field)
  const input = lost.reduce((made, one) => one.set(made, bench), bench.world.inputs.invoice('lossy'))
  const what = `create with ${names.join(', ')}`
  const error = errorOf(
    await withoutRequest(bench, what, () => bench.adapter.create(input)),
    what,
    'invalid_input',
  )
  const named = error.kind === 'invalid_input' ? error.fields.map((problem) => problem.field) : []
  const unnamed = names.filter((name) => !named.includes(name))
  ensureEqual(unnamed, [], `the fields that ${what} did not name`)
}

const lossesAccepted: KitTest = {
  name: 'accepted-losses-are-listed',
  promise: 'fields that the caller lets go are listed in notWritten, and the rest of the invoice is as asked',
  operations: ['create'],
  async run(bench) {
    const lost = lostFields(bench)
    const names = lost.map(({ field }) => field)
    const input = lost.reduce((made, one) => one.set(made, bench), bench.world.inputs.invoice('let-go'))
    const { invoice, notWritten } = okOf(
      await bench.adapter.create(input, { accept: names }),
      'create with accept',
    )
    ensureEqual([...notWritten].sort(), [...names].sort(), 'notWritten')
    const facts = await factsFor(bench, invoice.source.id)
    ensureEqual(facts.currency, input.currency, 'currency at the vendor')
    // The split of a tax may be let go, the tax itself never: it is part of the total.
    ensureEqual(facts.total, totalOfInput(input), 'total at the vendor')
  },
}

const letGoIsGone: KitTest = {
  name: 'accepted-losses-are-not-written',
  promise:
    'a field that the vendor is declared not to hold, and that the caller lets go, is not there as asked',
  operations: ['create'],
  async run(bench) {
    const { coverage } = bench.capabilities
    // One field can bring another with it, as a price brings its quantity.
    const accept = lostFields(bench).map(({ field }) => field)
    for (const one of writableFields.filter(({ field }) => coverage[field].write === 'no')) {
      const { field } = one
      const input = one.set(bench.world.inputs.invoice(`without-${field}`), bench)
      const result = await bench.adapter.create(input, { accept })
      const { invoice } = okOf(result, `create with ${field} let go`)
      const fact = factOf(await factsFor(bench, invoice.source.id), field)
      // What the vendor itself puts there is not what was asked for.
      const written = fact.known && !isEmpty(fact.value) && sameValue(field, fact.value, one.expected(input))
      ensure(!written, `${field} is declared as not written, and stands at the vendor as it was asked for`)
      if (!fact.known && coverage[field].read !== 'never')
        bench.notProven(`the oracle does not know ${field}`)
    }
  },
}

const moneyNeverAccepted: KitTest = {
  name: 'money-is-never-accepted-away',
  promise: 'currency and total cannot be listed in accept',
  operations: ['create'],
  async run(bench) {
    const input = bench.world.inputs.invoice('accept-money')
    for (const field of ['currency', 'total'] as const) {
      const what = `create with accept ${field}`
      const result = await withoutRequest(bench, what, () => bench.adapter.create(input, { accept: [field] }))
      errorOf(result, what, 'invalid_input')
    }
    await nothingCreated(bench)
  },
}

const cameOutDifferent: KitTest = {
  name: 'different-outcome-is-an-error',
  promise: 'an invoice that came out over another amount or in another currency is an error that carries it',
  operations: ['create'],
  needs: ['comes_out_different'],
  async run(bench) {
    for (const what of ['amount', 'currency'] as const) {
      bench.world.faults.inject({ kind: 'comes_out_different', what }, { on: 'create' })
      const input = bench.world.inputs.invoice(`other-${what}`)
      const error = errorOf(
        await bench.adapter.create(input),
        `create, with another ${what}`,
        'unexpected_response',
      )
      const carried = error.kind === 'unexpected_response' ? error.invoice : null
      ensure(carried !== null, 'the error does not carry the invoice')
      ensure(
        (await bench.world.oracle.invoice(carried.source.id)) !== null,
        'the carried invoice is not at the vendor',
      )
      ensure(!error.retryable, 'the error says that it may be tried again')
      bench.world.faults.clear()
    }
  },
}

const dryRunSendsNothing: KitTest = {
  name: 'dry-run-sends-nothing',
  promise: 'a dry run tells the requests and sends none; what create would refuse, it refuses',
  operations: ['create'],
  async run(bench) {
    const input = bench.world.inputs.invoice('dry')
    const result = await withoutRequest(bench, 'dryRun.create', () => bench.adapter.dryRun.create(input))
    if (result.isErr()) {
      errorOf(result, 'dryRun.create', 'unsupported')
      bench.notApplicable('there is no dryRun.create')
      return
    }
    ensure(result.value.length > 0, 'no request is told')
    const planned = JSON.stringify(result.value)
    for (const secret of bench.world.secrets)
      ensure(!planned.includes(secret), 'a planned request holds a secret')
    const refused = await bench.adapter.dryRun.create({ ...input, lines: [] })
    errorOf(refused, 'dryRun.create without lines', 'invalid_input')
    const { writes } = await requestsDuring(bench, () => bench.adapter.create(input))
    const told = new Set(result.value.map((request) => request.body))
    const sent = writes.filter((write) => write.operation === 'create').map((write) => write.body)
    const unresolved = result.value.some((request) => request.unresolved.length > 0)
    ensure(
      unresolved || sent.every((body) => told.has(body)),
      'what create sent is not what the dry run told',
    )
  },
}

export const writeGroup: Group = () => [
  takesEffect,
  keyIsHeld,
  writtenFields,
  lossesNamed,
  lossesAccepted,
  letGoIsGone,
  moneyNeverAccepted,
  cameOutDifferent,
  ...createLimitTests,
  dryRunSendsNothing,
  ...changeTests,
]
