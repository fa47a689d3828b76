import type { Invoice, NewInvoice } from '@invoice-adapters/core'
import { type Defect, inEveryInvoice, type Plant } from './defect.ts'

function scaled(invoice: Invoice, factor: number): Invoice {
  const times = (amount: number | null): number | null =>
    amount === null ? null : Math.round(amount * factor)
  return {
    ...invoice,
    subtotal: times(invoice.subtotal),
    tax: times(invoice.tax),
    total: times(invoice.total),
    amountDue: times(invoice.amountDue),
    lines: invoice.lines?.map((line) => ({ ...line, amount: times(line.amount) })) ?? null,
  }
}

/** What is asked for, changed on its way to the vendor, and back again in the answer. */
function asking(change: (input: NewInvoice) => NewInvoice): Plant {
  return {
    definition: (definition) => ({
      ...definition,
      create: (input, notWritten, settings) => definition.create!(change(input), notWritten, settings),
    }),
  }
}

function withAmounts(input: NewInvoice, change: (amount: number) => number): NewInvoice {
  return { ...input, lines: input.lines.map((line) => ({ ...line, amount: change(line.amount) })) }
}

export const money: Defect[] = [
  {
    name: 'amounts in a currency without decimals are off by a hundred',
    group: 'money',
    killedBy: 'money/minor-units',
    plant: inEveryInvoice((invoice) => (invoice.currency === 'JPY' ? scaled(invoice, 100) : invoice)),
  },
  {
    name: 'a currency with three decimals is read as one with two',
    group: 'money',
    killedBy: 'money/minor-units',
    plant: inEveryInvoice((invoice) => (invoice.currency === 'KWD' ? scaled(invoice, 0.1) : invoice)),
  },
  {
    name: 'the currency is swapped for the account’s usual one',
    group: 'money',
    killedBy: 'money/minor-units',
    plant: inEveryInvoice((invoice) => ({ ...invoice, currency: 'USD', minorUnitDigits: 2 })),
  },
  {
    name: 'every currency is said to have two decimals',
    group: 'money',
    killedBy: 'money/minor-units',
    plant: inEveryInvoice((invoice) => ({ ...invoice, minorUnitDigits: 2 })),
  },
  {
    name: 'totals that do not add up are corrected',
    group: 'money',
    killedBy: 'money/mismatch-is-noted-not-corrected',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      total: (invoice.subtotal ?? 0) - (invoice.discount ?? 0) + (invoice.tax ?? 0),
      notes: [],
    })),
  },
  {
    name: 'tax that comes on top is counted into the lines',
    group: 'money',
    killedBy: 'money/lines-add-up',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      lines:
        invoice.lines?.map((line) => ({ ...line, amount: (line.amount ?? 0) + (line.tax ?? 0) })) ?? null,
    })),
  },
  {
    name: 'amounts pass through floating point as major units',
    group: 'money',
    killedBy: 'money/amounts-are-safe-integers',
    plant: inEveryInvoice((invoice) => ({ ...invoice, total: ((invoice.total ?? 0) / 100) * 1.1 * 100 })),
  },
  {
    name: 'large amounts are rounded to what a float can hold in major units',
    group: 'money',
    killedBy: 'money/largest-amounts-are-exact',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      total: Math.round(Number((invoice.total ?? 0).toPrecision(15))),
    })),
  },
  {
    name: 'credit notes lose their sign',
    group: 'money',
    killedBy: 'money/credit-notes-stay-negative',
    plant: inEveryInvoice((invoice) =>
      (invoice.total ?? 0) < 0 ? { ...scaled(invoice, -1), kind: 'invoice' } : invoice,
    ),
  },
  {
    name: 'an unknown currency is given two decimals and its amounts',
    group: 'money',
    killedBy: 'money/unknown-currency-has-no-amounts',
    plant: inEveryInvoice((invoice) =>
      invoice.minorUnitDigits === null
        ? { ...invoice, minorUnitDigits: 2, total: 1_000, notes: [] }
        : invoice,
    ),
  },
  {
    name: 'what was paid is not taken off what is due',
    group: 'money',
    killedBy: 'money/amount-due-follows-the-rule',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'open' ? { ...invoice, amountDue: invoice.total } : invoice,
    ),
  },
  {
    name: 'a void invoice still has its total due',
    group: 'money',
    killedBy: 'money/amount-due-follows-the-rule',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'void' ? { ...invoice, amountDue: invoice.total } : invoice,
    ),
  },
  {
    name: 'unit prices are worked out from the amount and rounded',
    group: 'money',
    killedBy: 'money/unit-prices-are-exact-text',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      lines:
        invoice.lines?.map((line) => ({ ...line, unitPrice: String(Math.round(line.amount ?? 0) / 100) })) ??
        null,
    })),
  },
  {
    name: 'written amounts are cut off after a detour through major units',
    group: 'money',
    killedBy: 'money/written-amounts-are-exact',
    plant: asking((input) => withAmounts(input, (amount) => Math.floor((amount / 100) * 100))),
  },
  {
    name: 'whatever currency is asked for, the account’s own is written',
    group: 'money',
    killedBy: 'money/other-currency-is-kept-or-refused',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        create: (input, settings) => adapter.create({ ...input, currency: 'USD' }, settings),
      }),
    },
  },
  {
    name: 'an amount that is no whole number is rounded and sent',
    group: 'money',
    killedBy: 'money/inexact-amounts-are-refused',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        create: (input, settings) => {
          const lines = Array.isArray(input?.lines) ? input.lines : []
          const rounded = lines.map((line) =>
            Number.isFinite(line.amount) ? { ...line, amount: Math.round(line.amount) } : line,
          )
          return adapter.create({ ...input, lines: rounded }, settings)
        },
      }),
    },
  },
  {
    name: 'a currency outside ISO 4217 is written as if it were one',
    group: 'money',
    killedBy: 'money/unknown-currency-is-not-written',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        create: (input, settings) =>
          adapter.create(input?.currency === 'ETH' ? { ...input, currency: 'USD' } : input, settings),
      }),
    },
  },
  {
    name: 'nothing is due of what is past due',
    group: 'money',
    killedBy: 'money/amount-due-follows-the-rule',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'past_due' ? { ...invoice, amountDue: 0 } : invoice,
    ),
  },
]
