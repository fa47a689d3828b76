import type { Invoice } from '@invoice-adapters/core'
import { ensure, ensureEqual, okOf } from '../checks.ts'
import { currencyDigits, currencyOutsideIso, majorText } from '../currency-digits.ts'
import type { InvoiceFacts } from '../facts.ts'
import { plainDecimal } from '../fields.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { day, fromNow, inStatus, richSamples, seeded, seededOne, usualCurrency } from '../seeding.ts'
import { walkPages } from '../walk.ts'
import { writtenMoneyTests } from './written-money.ts'

const amounts = [
  'subtotal',
  'discount',
  'tax',
  'creditApplied',
  'total',
  'amountPaid',
  'amountDue',
  'amountRefunded',
] as const

function allAmounts(invoice: Invoice): { path: string; amount: number | null }[] {
  return [
    ...amounts.map((path) => ({ path, amount: invoice[path] })),
    ...(invoice.lines ?? []).flatMap((line, index) =>
      (['amount', 'discount', 'tax'] as const).map((name) => ({
        path: `lines.${index}.${name}`,
        amount: line[name],
      })),
    ),
    ...(invoice.payments ?? []).map((payment, index) => ({
      path: `payments.${index}.amount`,
      amount: payment.amount,
    })),
  ]
}

const minorUnits: KitTest = {
  name: 'minor-units',
  promise:
    'in every currency, with none, two or three decimals, amounts are in its minor unit and equal the vendor’s',
  async run(bench) {
    const { currencies } = bench.harness.facts
    for (const digits of [0, 2, 3]) {
      if (!currencies.some((one) => currencyDigits[one] === digits))
        bench.notProven(`no currency with ${digits} decimals can be seeded`)
    }
    for (const currency of currencies) {
      const facts = await seededOne(bench, {
        currency,
        customer: `in ${currency}`,
        lines: [{ description: 'Work', amount: 12_345 }],
      })
      if (facts.total !== 12_345)
        throw new Error(`harness: seeded 12345 ${currency}, the oracle says ${String(facts.total)}`)
      for (const invoice of [okOf(await bench.adapter.get(facts.id), 'get'), await listed(bench, facts.id)]) {
        // An item of a list may say less, but nothing else.
        const total = invoice.detail === 'summary' ? (invoice.total ?? 12_345) : invoice.total
        ensureEqual(
          [invoice.currency, invoice.minorUnitDigits, total],
          [currency, currencyDigits[currency] ?? null, 12_345],
          'currency, digits and total',
        )
        if (invoice.lines !== null)
          ensureEqual(
            invoice.lines.map((line) => line.amount),
            [12_345],
            'the line amounts',
          )
      }
    }
  },
}

async function listed(bench: Bench, id: string): Promise<Invoice> {
  const { invoices } = await walkPages(bench.adapter, {})
  const found = invoices.find((invoice) => invoice.source.id === id)
  ensure(found !== undefined, `${id} is not in the list`)
  return found
}

const safeIntegers: KitTest = {
  name: 'amounts-are-safe-integers',
  promise: 'every amount is a safe integer or null',
  async run(bench) {
    const facts = await seeded(bench, richSamples(bench))
    for (const { id } of facts) {
      for (const { path, amount } of allAmounts(okOf(await bench.adapter.get(id), `get of ${id}`))) {
        ensure(amount === null || Number.isSafeInteger(amount), `${path} is ${String(amount)}`)
      }
    }
  },
}

const linesAddUp: KitTest = {
  name: 'lines-add-up',
  promise: 'the lines add up to the subtotal of an invoice that adds up, without a note to the contrary',
  async run(bench) {
    const lines = [1_000, 2_005, 3_333].map((amount, index) => ({ description: `Part ${index}`, amount }))
    const facts = await seededOne(bench, { lines, tax: 500 })
    const invoice = okOf(await bench.adapter.get(facts.id), 'get')
    const sum = (invoice.lines ?? []).reduce((total, line) => total + (line.amount ?? 0), 0)
    if (invoice.lines !== null && facts.lines?.length === 3) ensureEqual(sum, 6_338, 'the sum of the lines')
    ensureEqual([invoice.subtotal, invoice.total], [facts.subtotal, facts.total], 'subtotal and total')
    ensure(
      !invoice.notes.some((note) => note.code === 'totals_mismatch'),
      'a note says that the totals do not add up',
    )
  },
}

const mismatchNoted: KitTest = {
  name: 'mismatch-is-noted-not-corrected',
  promise: 'totals that do not add up are handed on as they are, with a note',
  needs: ['unbalanced_totals'],
  async run(bench) {
    const facts = await seededOne(bench, { lines: [{ description: 'Work', amount: 1_000 }], total: 1_777 })
    const invoice = okOf(await bench.adapter.get(facts.id), 'get')
    ensureEqual([invoice.subtotal, invoice.total], [facts.subtotal, 1_777], 'subtotal and total')
    ensure(
      invoice.notes.some((note) => note.code === 'totals_mismatch'),
      'no note says that the totals do not add up',
    )
  },
}

const negativeAmounts: KitTest = {
  name: 'credit-notes-stay-negative',
  promise: 'a credit note has kind `credit_note` and negative amounts, exactly',
  needs: ['credit_notes'],
  async run(bench) {
    const facts = await seededOne(bench, {
      kind: 'credit_note',
      lines: [{ description: 'Goodwill', amount: -2_505 }],
    })
    const invoice = okOf(await bench.adapter.get(facts.id), 'get')
    ensureEqual([invoice.kind, invoice.total], ['credit_note', -2_505], 'kind and total')
    if (invoice.lines !== null)
      ensureEqual(
        invoice.lines.map((line) => line.amount),
        [-2_505],
        'the line amounts',
      )
  },
}

const largestAmounts: KitTest = {
  name: 'largest-amounts-are-exact',
  promise: 'the largest safe amount is exact, or null with a note, and never another one',
  needs: ['largest_amounts'],
  async run(bench) {
    for (const amount of [Number.MAX_SAFE_INTEGER, 9_007_199_254_740_881, 999_999_999_999_999]) {
      const facts = await seededOne(bench, { lines: [{ description: 'Everything', amount }] })
      const { total, notes } = okOf(await bench.adapter.get(facts.id), `get of ${amount}`)
      const admitted = total === null && notes.some((note) => note.code === 'inexact_amount')
      ensure(total === amount || admitted, `total is ${String(total)}, and truly ${amount}`)
    }
  },
}

const unknownCurrencyRead: KitTest = {
  name: 'unknown-currency-has-no-amounts',
  promise: 'a currency outside ISO 4217 is kept in upper case, with null amounts and a note',
  needs: ['unknown_currency'],
  async run(bench) {
    const facts = await seededOne(bench, { currency: currencyOutsideIso, customer: 'outside' })
    const invoice = okOf(await bench.adapter.get(facts.id), 'get')
    ensureEqual(
      [invoice.currency, invoice.minorUnitDigits],
      [currencyOutsideIso, null],
      'currency and digits',
    )
    const told = allAmounts(invoice).filter(({ amount }) => amount !== null)
    ensureEqual(told, [], 'the list of amounts that are not null')
    ensure(
      invoice.notes.some((note) => note.code === 'unknown_currency'),
      'no note tells of the currency',
    )
  },
}

const amountDue: KitTest = {
  name: 'amount-due-follows-the-rule',
  promise: 'amountDue is total less paid while payable, and 0 when paid or void',
  inapplicable: ({ coverage }) => (coverage.amountDue.read === 'never' ? 'amountDue is never read' : null),
  async run(bench) {
    for (const status of bench.harness.facts.statuses) {
      await ensureDue(bench, await seededOne(bench, { status, dueAt: fromNow(bench, day) }))
    }
    const late = inStatus(bench, 'past_due')
    if (late === null) bench.notProven('no past-due invoice can be made')
    else await ensureDue(bench, await seededOne(bench, late))
    const partPaid = await seededOne(bench, { status: 'open', amountPaid: 400, dueAt: fromNow(bench, day) })
    if (partPaid.amountPaid !== 400) bench.notProven('no part-paid invoice can be made')
    await ensureDue(bench, partPaid)
  },
}

async function ensureDue(bench: Bench, { id, amountPaid = 0 }: InvoiceFacts): Promise<void> {
  const { status, total, amountDue: due } = okOf(await bench.adapter.get(id), `get of ${id}`)
  if (status === 'paid' || status === 'void') ensureEqual(due, 0, `amountDue of one ${status}`)
  const payable = status === 'open' || status === 'past_due'
  if (payable && total !== null) ensureEqual(due, total - (amountPaid ?? 0), `amountDue of one ${status}`)
}

const unitPrices: KitTest = {
  name: 'unit-prices-are-exact-text',
  promise: 'quantity and unit price are decimal text, equal to the vendor’s, and never recompute the amount',
  inapplicable: ({ coverage }) =>
    coverage['lines.unitPrice'].read === 'never' ? 'unit prices are never read' : null,
  async run(bench) {
    const price = majorText(1_005, usualCurrency(bench.harness))
    const facts = await seededOne(bench, {
      lines: [{ description: 'Seats', amount: 3_015, quantity: '3', unitPrice: price }],
    })
    const { lines } = okOf(await bench.adapter.get(facts.id), 'get')
    ensure(lines !== null && lines.length === 1, 'there is not one line')
    for (const line of lines) {
      const told = [line.amount, line.quantity, line.unitPrice === null ? null : plainDecimal(line.unitPrice)]
      ensureEqual(told, [3_015, '3', plainDecimal(price)], 'amount, quantity and unit price')
    }
  },
}

export const moneyGroup: Group = () => [
  minorUnits,
  safeIntegers,
  linesAddUp,
  mismatchNoted,
  negativeAmounts,
  largestAmounts,
  unknownCurrencyRead,
  amountDue,
  unitPrices,
  ...writtenMoneyTests,
]
