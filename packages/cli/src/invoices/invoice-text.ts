import type { Invoice, InvoiceLine } from '@invoice-adapters/core'
import type { Page } from '../output/page.ts'
import { type Column, facts, table } from '../output/table.ts'
import { customerText, moneyText } from './columns.ts'

/** One invoice for a person to read, with what is doubtful about it. */
export function invoiceText(page: Page, invoice: Invoice): string {
  const { source, customer, providerStatus } = invoice
  const money = (amount: number | null): string | null =>
    amount === null ? null : moneyText(amount, invoice)
  const head = facts(page, [
    ['invoice', `${source.account}:${source.id}`],
    ['vendor', `${source.provider} ${source.apiVersion ?? ''}, ${source.mode ?? 'mode not told'}`],
    ['number', invoice.number],
    ['external id', invoice.externalId],
    ['kind', invoice.kind === 'credit_note' ? 'credit note' : null],
    ['status', `${invoice.status} (${source.provider}: ${providerStatus ?? 'says none'})`],
    ['customer', [customerText(invoice), customer.email, customer.id].filter(unique).join(', ') || null],
    ['created', invoice.createdAt],
    ['issued', invoice.issuedAt],
    ['opens', invoice.opensAt],
    ['due', invoice.dueAt],
    ['paid', invoice.paidAt],
    ['voided', invoice.voidedAt],
    ['memo', invoice.memo],
  ])
  const sums = facts(page, [
    ['subtotal', money(invoice.subtotal)],
    ['discount', money(invoice.discount)],
    ['tax', money(invoice.tax)],
    ['credit', money(invoice.creditApplied)],
    ['total', moneyText(invoice.total, invoice)],
    ['paid', money(invoice.amountPaid)],
    ['refunded', money(invoice.amountRefunded)],
    ['owed', moneyText(invoice.amountDue, invoice)],
  ])
  const links = facts(
    page,
    invoice.links.map(({ rel, url }) => [rel, url] as const),
  )
  const lines =
    invoice.lines === null || invoice.lines.length === 0 ? '' : lineTable(page, invoice.lines, invoice)
  const notes = invoice.notes.map(({ message }) => page.paint('yellow', `Note: ${message}`)).join('\n')
  return [head, lines, sums, links, notes].filter((part) => part !== '').join('\n\n')
}

function unique(text: string | null, index: number, all: (string | null)[]): boolean {
  return text !== null && text !== '' && all.indexOf(text) === index
}

function lineTable(page: Page, lines: InvoiceLine[], invoice: Invoice): string {
  const columns: Column<InvoiceLine>[] = [
    { head: 'line', value: ({ description }) => description ?? '', least: 10 },
    { head: 'quantity', value: ({ quantity }) => quantity ?? '', align: 'right', drop: 2 },
    { head: 'unit price', value: ({ unitPrice }) => unitPrice ?? '', align: 'right', drop: 1 },
    { head: 'amount', value: ({ amount }) => moneyText(amount, invoice), align: 'right' },
  ]
  return table(page, columns, lines)
}
