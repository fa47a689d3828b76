import { ensureEqual, errorOf, okOf } from '../checks.ts'
import { currencyDigits, currencyOutsideIso } from '../currency-digits.ts'
import type { KitTest } from '../kit-test.ts'
import { invoiceOver } from '../new-invoices.ts'
import { requestsDuring, withoutRequest } from '../requests.ts'
import { factsFor } from '../seeding.ts'

const unknownCurrencyWrite: KitTest = {
  name: 'unknown-currency-is-not-written',
  promise: 'an invoice in a currency outside ISO 4217 is refused, and nothing is written',
  operations: ['create'],
  async run(bench) {
    const input = { ...bench.world.inputs.invoice('in-eth'), currency: currencyOutsideIso }
    const { value, writes } = await requestsDuring(bench, () => bench.adapter.create(input))
    errorOf(value, `create in ${currencyOutsideIso}`, 'invalid_input', 'unsupported')
    ensureEqual(writes.length, 0, 'the number of writes')
  },
}

const writtenExactly: KitTest = {
  name: 'written-amounts-are-exact',
  promise: 'the vendor then holds the amount that was asked for, to the minor unit, and in that currency',
  operations: ['create'],
  async run(bench) {
    for (const amount of [1, 99, 100, 101, 435, 1_999, 123_456_789]) {
      const input = invoiceOver(bench, `exactly-${amount}`, amount)
      const { invoice } = okOf(await bench.adapter.create(input), `create over ${amount}`)
      const facts = await factsFor(bench, invoice.source.id)
      ensureEqual([facts.total, facts.currency], [amount, input.currency], 'total and currency at the vendor')
      ensureEqual(
        [invoice.total, invoice.currency],
        [amount, input.currency],
        'total and currency of the answer',
      )
    }
  },
}

const inexactRefused: KitTest = {
  name: 'inexact-amounts-are-refused',
  promise: 'an amount that is no safe integer is `invalid_input` before anything is sent',
  operations: ['create'],
  async run(bench) {
    for (const amount of [0.5, 10.01, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      const input = invoiceOver(bench, `inexact-${amount}`, amount)
      const result = await withoutRequest(bench, `create over ${amount}`, () => bench.adapter.create(input))
      errorOf(result, `create over ${amount}`, 'invalid_input')
    }
  },
}

const otherCurrency: KitTest = {
  name: 'other-currency-is-kept-or-refused',
  promise: 'an invoice asked for in another currency comes out in that one, or is refused; never in a third',
  operations: ['create'],
  async run(bench) {
    const usual = bench.world.inputs.invoice('usual').currency
    const others = Object.keys(currencyDigits).filter((currency) => currency !== usual)
    for (const currency of others) {
      const result = await bench.adapter.create({ ...bench.world.inputs.invoice(`in-${currency}`), currency })
      if (result.isErr()) continue
      const facts = await factsFor(bench, result.value.invoice.source.id)
      ensureEqual(
        [facts.currency, result.value.invoice.currency],
        [currency, currency],
        'the currency at the vendor and in the answer',
      )
    }
    if (bench.capabilities.coverage.currency.write !== 'yes') {
      ensureEqual(
        (await bench.world.oracle.invoices()).length,
        0,
        'the number of invoices, with a currency that the vendor decides',
      )
    }
  },
}

export const writtenMoneyTests: readonly KitTest[] = [
  unknownCurrencyWrite,
  writtenExactly,
  inexactRefused,
  otherCurrency,
]
