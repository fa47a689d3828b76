import {
  addExactly,
  decimalText,
  type LedgerCustomer,
  type LedgerInvoice,
  type LedgerLine,
  type LedgerPayment,
  type LedgerStatus,
} from '../frame.ts'
import { moneyReceived } from './amounts.ts'
import type {
  Business,
  InvoiceStatus,
  StoredCustomer,
  StoredInvoice,
  StoredLine,
  StoredPayment,
} from './entities.ts'

export const ledgerStatusOf: Readonly<Record<InvoiceStatus, LedgerStatus>> = {
  open: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  voided: 'void',
  refunded: 'refunded',
  partially_refunded: 'partially_refunded',
}

/** Asset has no drafts: what is created is open at once. */
export const statusFromLedger: Readonly<Record<LedgerStatus, InvoiceStatus>> = {
  draft: 'open',
  open: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  void: 'voided',
  refunded: 'refunded',
  partially_refunded: 'partially_refunded',
}

const iso = (instant: number): string => new Date(instant).toISOString()

const sum = (amounts: readonly number[]): number => amounts.reduce(addExactly, 0)

function projectLine(line: StoredLine): LedgerLine {
  const { pricing } = line
  return {
    type: null,
    description: line.description,
    quantity: pricing === null ? 1 : Number(decimalText(pricing.quantity.count, pricing.quantity.scale)),
    unitPrice: pricing === null ? null : decimalText(pricing.unitPrice.count, pricing.unitPrice.scale),
    amount: line.amount,
  }
}

function projectPayment(payment: StoredPayment): LedgerPayment {
  const { id, amount, atMs, isWriteOff, creditJournalEntryId, creditMemoId } = payment
  const spent = creditJournalEntryId !== null || creditMemoId !== null
  return { id, amount, at: iso(atMs), kind: isWriteOff ? 'write_off' : spent ? 'credit' : 'payment' }
}

export function projectInvoice(
  invoice: StoredInvoice,
  customer: StoredCustomer,
  business: Business,
): LedgerInvoice {
  const discount = sum(invoice.lines.map((line) => line.pricing?.discount ?? 0))
  const tax = sum(invoice.lines.map((line) => line.pricing?.tax ?? 0))
  const net = sum(invoice.lines.map((line) => line.amount))
  return {
    vendor: 'asset',
    account: invoice.account,
    id: invoice.id,
    number: invoice.number,
    kind: 'invoice',
    status: ledgerStatusOf[invoice.status],
    currency: business.currency,
    minorUnitDigits: business.digits,
    subtotal: sum([net, discount, -tax]),
    discount,
    // Credit that is spent as a payment takes nothing off the total.
    credit: net === invoice.total ? 0 : invoice.creditAmount,
    tax,
    total: invoice.total,
    amountPaid: moneyReceived(invoice),
    amountRefunded: invoice.amountRefunded,
    payments: invoice.payments.map(projectPayment),
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      email: customer.email,
    },
    lines: invoice.lines.map(projectLine),
    metadata: invoice.metadata,
    memo: invoice.description,
    issuedAt: iso(invoice.sentAtMs),
    dueAt: iso(invoice.dueAtMs),
    createdAt: iso(invoice.createdAtMs),
    updatedAt: iso(invoice.updatedAtMs),
    periodStart: null,
    periodEnd: null,
    history: invoice.history,
  }
}

export function projectCustomer(customer: StoredCustomer): LedgerCustomer {
  const { account, id, externalId, name, email } = customer
  return { vendor: 'asset', account, id, externalId, name, email, currency: null }
}
