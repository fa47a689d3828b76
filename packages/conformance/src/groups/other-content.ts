import type { NewInvoice } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { InvoiceFacts } from '../facts.ts'
import { factOf, sameValue } from '../fields.ts'
import type { Bench, KitTest } from '../kit-test.ts'
import { invoiceOver, type WritableField, writableFields } from '../new-invoices.ts'
import { factsFor } from '../seeding.ts'

async function createdFrom(bench: Bench, input: NewInvoice): Promise<InvoiceFacts> {
  const { invoice } = okOf(await bench.adapter.create(input), `create of ${input.externalId}`)
  return factsFor(bench, invoice.source.id)
}

/** The key stands for something else already: whoever asks for this under it is told so. */
async function ensureConflict(bench: Bench, what: string, other: NewInvoice): Promise<void> {
  const error = errorOf(await bench.adapter.create(other), `create with ${what}`, 'conflict')
  ensure(!error.retryable, `with ${what}, the error says that it may be tried again`)
  if (error.kind === 'conflict')
    ensureEqual(error.externalId, other.externalId, `the externalId that the error about ${what} names`)
}

async function ensureAtVendor(bench: Bench, expected: readonly InvoiceFacts[]): Promise<void> {
  const byId = (all: readonly InvoiceFacts[]): InvoiceFacts[] =>
    [...all].sort((one, other) => (one.id < other.id ? -1 : 1))
  ensureEqual(byId(await bench.world.oracle.invoices()), byId(expected), 'what is at the vendor')
}

const sameKeyOtherContent: KitTest = {
  name: 'same-key-other-content-is-conflict',
  promise:
    'the same key with other content is `conflict`; the invoice that has the key stays as it is, and no second one appears',
  operations: ['create'],
  async run(bench) {
    const input = invoiceOver(bench, 'taken', 1_000)
    const before = await createdFrom(bench, input)
    const lines = input.lines.map((line) => ({ ...line, description: `${line.description}, other` }))
    await ensureConflict(bench, 'another amount', invoiceOver(bench, 'taken', 1_001))
    await ensureConflict(bench, 'another description', { ...input, lines })
    for (const { what, other } of otherCustomers(bench, input)) await ensureConflict(bench, what, other)
    await ensureAtVendor(bench, [before])
  },
}

/** Somebody else in each member by which the input names the customer, of those that the vendor is told. */
function otherCustomers(bench: Bench, input: NewInvoice): { what: string; other: NewInvoice }[] {
  const { coverage } = bench.capabilities
  const { email, name } = input.customer
  const changes = [
    ...(email !== undefined && coverage['customer.email'].write === 'yes' ? [{ email: `x.${email}` }] : []),
    ...(name !== undefined && coverage['customer.name'].write === 'yes' ? [{ name: `${name} Jr` }] : []),
  ]
  return changes.map((change) => ({
    what: `another customer.${Object.keys(change).join()}`,
    other: { ...input, customer: { ...input.customer, ...change } },
  }))
}

/** For each field that can be written: another value, none, and one where there was none, under one key. */
const eachFieldIsContent: KitTest = {
  name: 'every-written-field-is-content',
  promise:
    'the same key is `conflict` where any field that can be written has another value, is left out, or is there and was not',
  operations: ['create'],
  async run(bench) {
    const expected: InvoiceFacts[] = []
    const { coverage } = bench.capabilities
    for (const one of writableFields.filter(({ field }) => coverage[field].write === 'yes')) {
      const plain = bench.world.inputs.invoice(`plain-${one.field}`)
      const bare = await createdFrom(bench, plain)
      expected.push(bare)
      if (differs(one, bare, one.set(plain, bench)))
        await ensureConflict(bench, `${one.field}, which was not there`, one.set(plain, bench))
      const held = one.set(bench.world.inputs.invoice(`with-${one.field}`), bench)
      const facts = await createdFrom(bench, held)
      expected.push(facts)
      await ensureOthersConflict(bench, one, held, facts)
    }
    await ensureAtVendor(bench, expected)
  },
}

async function ensureOthersConflict(
  bench: Bench,
  one: WritableField,
  held: NewInvoice,
  facts: InvoiceFacts,
): Promise<void> {
  const left = bench.world.inputs.invoice(held.externalId)
  // What the vendor fills in by itself can be the same.
  if (differs(one, facts, left)) await ensureConflict(bench, `${one.field} left out`, left)
  const other = one.other(held, bench)
  const result = await bench.adapter.create(other)
  if (result.isErr() && result.error.kind === 'invalid_input')
    return bench.notProven(`the least invoice of the harness cannot have another ${one.field}`)
  await ensureConflict(bench, `another ${one.field}`, other)
}

/** Whether the vendor holds another value than this input asks for. */
function differs({ field, expected }: WritableField, facts: InvoiceFacts, input: NewInvoice): boolean {
  const fact = factOf(facts, field)
  return !fact.known || !sameValue(field, fact.value, expected(input) ?? null)
}

export const otherContentTests: readonly KitTest[] = [sameKeyOtherContent, eachFieldIsContent]
