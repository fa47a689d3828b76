import { ensure, ensureEqual, errorOf, okOf } from '../checks.ts'
import type { Bench, KitTest } from '../kit-test.ts'
import { invoiceOfLines, invoiceOver } from '../new-invoices.ts'
import { withoutRequest } from '../requests.ts'
import { factsFor } from '../seeding.ts'

export async function nothingCreated(bench: Bench): Promise<void> {
  ensureEqual((await bench.world.oracle.invoices()).length, 0, 'the number of invoices at the vendor')
}

const creditNotes: KitTest = {
  name: 'credit-notes-as-declared',
  promise:
    'a negative total makes a credit note over exactly that, or is refused without a request, as the data says',
  operations: ['create'],
  async run(bench) {
    const input = invoiceOver(bench, 'credit', -2_505)
    if (!bench.capabilities.create.creditNotes) {
      errorOf(
        await withoutRequest(bench, 'create of a credit note', () => bench.adapter.create(input)),
        'create',
        'invalid_input',
      )
      return
    }
    const { invoice } = okOf(await bench.adapter.create(input), 'create of a credit note')
    const facts = await factsFor(bench, invoice.source.id)
    ensureEqual(
      [facts.kind ?? 'credit_note', facts.total],
      ['credit_note', -2_505],
      'kind and total at the vendor',
    )
    ensureEqual([invoice.kind, invoice.total], ['credit_note', -2_505], 'kind and total of the answer')
  },
}

const zeroTotal: KitTest = {
  name: 'zero-total-as-declared',
  promise: 'a total of zero works or is refused without a request, as the data says',
  operations: ['create'],
  async run(bench) {
    const input = invoiceOver(bench, 'nothing', 0)
    if (!bench.capabilities.create.zeroTotal) {
      errorOf(
        await withoutRequest(bench, 'create over 0', () => bench.adapter.create(input)),
        'create over 0',
        'invalid_input',
      )
      return
    }
    ensureEqual(okOf(await bench.adapter.create(input), 'create over 0').invoice.total, 0, 'total')
  },
}

/** What passes for any number where no limit is declared. */
const manyLines = 60
/** More would be slow to make, and say little. */
const mostTried = 300

const lineLimit: KitTest = {
  name: 'line-limit-as-declared',
  promise:
    'as many lines as declared are all written, sixty where no limit is, and one more is refused by name',
  operations: ['create'],
  async run(bench) {
    const { maximumLines } = bench.capabilities.create
    const most = Math.min(maximumLines ?? manyLines, mostTried)
    if (maximumLines !== null && maximumLines > most)
      bench.notProven(`that ${maximumLines} lines are taken was tried with ${most}`)
    const { invoice } = okOf(
      await bench.adapter.create(invoiceOfLines(bench, 'most', most)),
      `create of ${most} lines`,
    )
    const facts = await factsFor(bench, invoice.source.id)
    ensureEqual(
      [facts.total, facts.lines?.length ?? most],
      [most * 1_000, most],
      'total and number of lines at the vendor',
    )
    if (maximumLines === null) return
    const tooMany = invoiceOfLines(bench, 'too-many', maximumLines + 1)
    const error = errorOf(
      await withoutRequest(bench, 'create of too many', () => bench.adapter.create(tooMany)),
      'create of too many',
      'invalid_input',
    )
    ensure(
      error.kind === 'invalid_input' && error.fields.some((problem) => problem.field === 'lines'),
      'the refusal does not name lines',
    )
  },
}

const badInput: KitTest = {
  name: 'bad-input-is-refused',
  promise: 'an input that is not right is `invalid_input`, naming the field, before anything is sent',
  operations: ['create'],
  async run(bench) {
    const good = bench.world.inputs.invoice('good')
    const bad: [string, object][] = [
      ['externalId', { ...good, externalId: '' }],
      ['lines', { ...good, lines: [] }],
      ['currency', { ...good, currency: '' }],
      ['dueAt', { ...good, dueAt: 'next week' }],
      ['colour', { ...good, colour: 'red' }],
      ['lines.0.amount', { ...good, lines: [{ description: 'x', amount: '10' }] }],
    ]
    for (const [field, input] of bad) {
      const result = await withoutRequest(bench, `create with a bad ${field}`, () =>
        bench.adapter.create({ ...good, ...input }),
      )
      const error = errorOf(result, `create with a bad ${field}`, 'invalid_input')
      const named = error.kind === 'invalid_input' ? error.fields.map((problem) => problem.field) : []
      ensure(
        named.some((name) => name.startsWith(field)),
        `${field} is not named, but ${named.join(', ')}`,
      )
    }
    await nothingCreated(bench)
  },
}

export const createLimitTests: readonly KitTest[] = [creditNotes, zeroTotal, lineLimit, badInput]
