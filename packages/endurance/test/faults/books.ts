import type { Emulator, LedgerInvoice } from '@invoice-adapters/emulator'

/** Seeded invoices keep their ids; any other is one that the call has made. */
const seeded = /^inv_(target|other\d)$/

/**
 * What truly exists, as one text: equal texts are equal books. Instants and generated ids are left out, since they tell when
 * something was done and not how often. `absolute`: the write says what shall be, so that twice is once.
 */
export function booksOf(emulator: Emulator, absolute: boolean): string {
  const { ledger } = emulator
  const invoices = ledger
    .invoices()
    .map((invoice) => invoiceFacts(invoice, absolute))
    .sort()
  const customers = ledger
    .customers()
    .map(({ externalId, name, email }) => JSON.stringify([externalId, name, email]))
    .sort()
  const operations = ledger.writes.map(({ operation }) => operation).sort()
  const writes = absolute ? [...new Set(operations)] : operations
  return JSON.stringify({ invoices, customers, writes })
}

function invoiceFacts(invoice: LedgerInvoice, absolute: boolean): string {
  const { id, kind, status, currency, subtotal, discount, credit, tax, total, amountPaid } = invoice
  const { amountRefunded, payments, lines, metadata, memo, dueAt, customer, history } = invoice
  const events = history.map(({ event, from, to, by }) => [event, from, to, by].join(' '))
  return JSON.stringify([
    seeded.test(id) ? id : 'new',
    ...[kind, status, currency, subtotal, discount, credit, tax, total, amountPaid, amountRefunded],
    payments?.map(({ amount, kind: how }) => [amount, how]),
    lines.map(({ description, quantity, amount }) => [description, quantity, amount]),
    ...[metadata, memo, dueAt?.slice(0, 10), customer.externalId, customer.email],
    absolute ? [...new Set(events)] : events,
  ])
}
