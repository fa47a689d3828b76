import {
  decimalText,
  type LedgerCustomer,
  type LedgerInvoice,
  type LedgerStatus,
  minorUnitDigits,
} from '../frame.ts'
import type { InvoiceStatus, StoredCustomer, StoredInvoice } from './entities.ts'

/** Commet has no status for refunds: a refunded invoice stays paid, and the ledger's `amountRefunded` tells it. */
export const ledgerStatusOf: Readonly<Record<InvoiceStatus, LedgerStatus>> = {
  draft: 'draft',
  outstanding: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  void: 'void',
}

export const statusFromLedger: Readonly<Record<LedgerStatus, InvoiceStatus>> = {
  draft: 'draft',
  open: 'outstanding',
  paid: 'paid',
  partially_refunded: 'paid',
  refunded: 'paid',
  uncollectible: 'uncollectible',
  void: 'void',
}

const iso = (instant: number): string => new Date(instant).toISOString()

/** The stored invoice as a neutral fact. Settlement units are the currency's ISO minor units, also without decimals. */
export function projectInvoice(invoice: StoredInvoice, customer: StoredCustomer): LedgerInvoice {
  const digits = minorUnitDigits(invoice.currency)
  return {
    vendor: 'commet',
    account: invoice.account,
    id: invoice.id,
    number: invoice.invoiceNumber,
    kind: invoice.kind,
    status: ledgerStatusOf[invoice.status],
    currency: invoice.currency.toUpperCase(),
    minorUnitDigits: digits,
    subtotal: invoice.subtotal,
    discount: invoice.discountAmount,
    credit: invoice.creditApplied,
    tax: invoice.taxAmount,
    total: invoice.total,
    amountRefunded: invoice.amountRefunded,
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.fullName,
      email: customer.email,
    },
    lines: invoice.lines.map((line) => ({
      type: line.lineType,
      description: line.description,
      quantity: line.quantity,
      unitPrice: decimalText(line.unitRate, digits + 2),
      amount: line.amount,
    })),
    metadata: invoice.metadata,
    memo: invoice.memo,
    issuedAt: iso(invoice.issuedAtMs),
    dueAt: iso(invoice.dueAtMs),
    createdAt: iso(invoice.createdAtMs),
    updatedAt: iso(invoice.updatedAtMs),
    periodStart: iso(invoice.periodStartMs),
    periodEnd: iso(invoice.periodEndMs),
    history: invoice.history,
  }
}

export function projectCustomer(customer: StoredCustomer): LedgerCustomer {
  return {
    vendor: 'commet',
    account: customer.account,
    id: customer.id,
    externalId: customer.externalId,
    name: customer.fullName,
    email: customer.email,
    currency: customer.currency.toUpperCase(),
  }
}
