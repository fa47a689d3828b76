import {
  type DerivedField,
  type Invoice,
  type InvoiceLine,
  type InvoiceNote,
  type InvoiceStatus,
  isPayable,
  type LineKind,
  minorUnitDigits,
  statusAt,
} from '@invoice-adapters/core'
import { checkTotals } from '@invoice-adapters/core/authoring'
import { referenceCapabilities } from './capabilities.ts'
import type { WireInvoice } from './wire.ts'

/** What belongs to the reading and not to the invoice. */
export interface Reading {
  account: string
  readAt: string
  keepRaw: boolean
}

const { meanings } = referenceCapabilities().status

export function toCanonical(wire: WireInvoice, reading: Reading): Invoice {
  const digits = minorUnitDigits(wire.currency)
  /** Without a minor unit there is nothing that an amount could be in. */
  const amount = (minorUnits: number): number | null => (digits === null ? null : minorUnits)
  const known = meanings.find((meaning) => meaning.provider === wire.status)?.canonical ?? 'unknown'
  const status = statusAt(
    { status: known, providerStatus: wire.status, dueAt: wire.dueAt, paymentPending: null },
    reading.readAt,
  )
  const total = amount(wire.total)
  const amountPaid = amount(wire.amountPaid)
  const amountDue = dueOf(status, total, amountPaid)
  const { customer } = wire
  const invoice: Invoice = {
    schemaVersion: 1,
    source: {
      provider: 'reference',
      account: reading.account,
      mode: wire.live ? 'live' : 'test',
      id: wire.id,
      apiVersion: '1',
      readAt: reading.readAt,
    },
    number: wire.number,
    externalId: wire.externalId,
    buyerReference: null,
    subscriptionId: null,
    kind: wire.kind === 'credit_note' ? 'credit_note' : 'invoice',
    corrects: null,
    status,
    providerStatus: wire.status,
    paymentPending: null,
    collection: collectionOf(wire.collection),
    opensAt: null,
    currency: wire.currency.toUpperCase(),
    minorUnitDigits: digits,
    taxInclusive: false,
    subtotal: amount(wire.subtotal),
    discount: amount(wire.discount),
    tax: amount(wire.tax),
    creditApplied: amount(0),
    total,
    amountPaid,
    amountDue,
    amountRefunded: amount(wire.amountRefunded),
    createdAt: wire.createdAt,
    issuedAt: wire.issuedAt,
    dueAt: wire.dueAt,
    paidAt: wire.settledAt,
    voidedAt: wire.cancelledAt,
    updatedAt: wire.updatedAt,
    periodStart: null,
    periodEnd: null,
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      email: customer.email,
      address: customer.address,
    },
    lines: wire.lines?.map((line) => toLine(line, amount)) ?? null,
    payments:
      wire.payments?.map(({ id, amount: paid, at, kind }) => ({ id, amount: amount(paid), at, kind })) ??
      null,
    memo: wire.memo,
    purchaseOrder: null,
    links: wire.payUrl === null ? [] : [{ rel: 'pay', url: wire.payUrl }],
    metadata: wire.metadata,
    detail: wire.lines === null ? 'summary' : 'full',
    derived: derivedFields(status !== known, amountDue !== null, digits !== null),
    notes: notesOn(wire.status, known, wire.currency, digits),
    raw: reading.keepRaw ? { invoice: wire.raw } : null,
  }
  return { ...invoice, notes: [...invoice.notes, ...checkTotals(invoice)] }
}

function toLine(
  line: NonNullable<WireInvoice['lines']>[number],
  amount: (minorUnits: number) => number | null,
): InvoiceLine {
  return {
    id: line.id,
    description: line.description,
    kind: lineKinds.find((kind) => kind === line.kind) ?? 'unknown',
    providerKind: line.kind,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount: null,
    tax: amount(line.tax),
    taxRate: line.taxRate,
    amount: amount(line.amount),
    periodStart: null,
    periodEnd: null,
    metadata: null,
  }
}

const lineKinds: readonly LineKind[] = ['item', 'subscription', 'usage', 'discount', 'credit', 'prepayment']

function collectionOf(word: string): Invoice['collection'] {
  return word === 'send_invoice' || word === 'charge_automatically' ? word : null
}

function dueOf(status: InvoiceStatus, total: number | null, paid: number | null): number | null {
  if (total === null || paid === null) return null
  if (isPayable(status)) return total - paid
  return status === 'paid' || status === 'void' ? 0 : null
}

function derivedFields(statusDerived: boolean, dueDerived: boolean, hasAmounts: boolean): DerivedField[] {
  return [
    { field: 'taxInclusive', from: ['tax'], rule: 'tax always comes on top' },
    ...(hasAmounts
      ? [{ field: 'creditApplied', from: ['total'], rule: 'there is no credit at this vendor' }]
      : []),
    ...(statusDerived
      ? [{ field: 'status', from: ['status', 'dueAt'], rule: 'issued, and due before this reading' }]
      : []),
    ...(dueDerived
      ? [
          {
            field: 'amountDue',
            from: ['status', 'total', 'amountPaid'],
            rule: 'total less paid while payable, else 0',
          },
        ]
      : []),
  ]
}

function notesOn(word: string, known: InvoiceStatus, currency: string, digits: number | null): InvoiceNote[] {
  const unknownStatus: InvoiceNote = {
    code: 'unknown_status',
    field: 'status',
    message: `the status "${word}" is not a known one`,
  }
  const unknownCurrency: InvoiceNote = {
    code: 'unknown_currency',
    field: 'currency',
    message: `${currency} has no known minor unit; its amounts are left out`,
  }
  return [...(known === 'unknown' ? [unknownStatus] : []), ...(digits === null ? [unknownCurrency] : [])]
}
