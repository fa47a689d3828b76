import { formatMoney, fromMinorUnits, type Invoice } from '@invoice-adapters/core'
import type { Column } from '../output/table.ts'

/** Account and id stay whole: together they are how the other commands name the invoice. */
export const invoiceColumns: Column<Invoice>[] = [
  { head: 'account', value: ({ source }) => source.account },
  { head: 'invoice', value: ({ source }) => source.id },
  { head: 'number', value: ({ number }) => number ?? '', least: 8, drop: 5 },
  { head: 'customer', value: customerText, least: 10, drop: 4 },
  { head: 'status', value: ({ status }) => status, least: 9, drop: 1 },
  { head: 'due', value: ({ dueAt }) => dueAt?.slice(0, 10) ?? '', drop: 3 },
  { head: 'total', value: (invoice) => moneyText(invoice.total, invoice), align: 'right', drop: 6 },
  { head: 'owed', value: (invoice) => moneyText(invoice.amountDue, invoice), align: 'right', drop: 2 },
]

/** A question mark where the vendor does not say: never zero. */
export function moneyText(
  amount: number | null,
  { currency, minorUnitDigits }: Pick<Invoice, 'currency' | 'minorUnitDigits'>,
): string {
  if (amount === null || currency === null) return '?'
  return formatMoney(amount, currency, minorUnitDigits === null ? {} : { minorUnitDigits })
}

export function customerText({ customer }: Invoice): string {
  return customer.name ?? customer.email ?? customer.externalId ?? customer.id ?? ''
}

/** One row of a spreadsheet; amounts as decimal text in major units, empty where the vendor does not say. */
export function invoiceCells(invoice: Invoice): Record<string, string | number | null> {
  const { source, customer, minorUnitDigits } = invoice
  const major = (amount: number | null): string | null =>
    amount === null || minorUnitDigits === null ? null : fromMinorUnits(amount, minorUnitDigits)
  return {
    account: source.account,
    vendor: source.provider,
    mode: source.mode,
    id: source.id,
    number: invoice.number,
    externalId: invoice.externalId,
    kind: invoice.kind,
    status: invoice.status,
    vendorStatus: invoice.providerStatus,
    customerId: customer.id,
    customerName: customer.name,
    customerEmail: customer.email,
    currency: invoice.currency,
    subtotal: major(invoice.subtotal),
    discount: major(invoice.discount),
    tax: major(invoice.tax),
    total: major(invoice.total),
    amountPaid: major(invoice.amountPaid),
    amountDue: major(invoice.amountDue),
    createdAt: invoice.createdAt,
    issuedAt: invoice.issuedAt,
    dueAt: invoice.dueAt,
    paidAt: invoice.paidAt,
    notes: invoice.notes.map(({ code }) => code).join(' '),
  }
}
