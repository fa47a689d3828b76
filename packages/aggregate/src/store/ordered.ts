import type {
  Address,
  Invoice,
  InvoiceCustomer,
  InvoiceLine,
  InvoicePayment,
  JsonObject,
} from '@invoice-adapters/core'
import { stableJson } from '@invoice-adapters/core/authoring'

// The same content must give the same text, whatever order an adapter's or a vendor's version puts the keys in.
// Written out rather than sorted: it is done for every invoice of every sync. A field that is added to the invoice does
// not compile until it stands here.

/** What readings are compared by: without the instant of reading, the clock's part of the status, and derivations. */
export type ComparedInvoice = Omit<Invoice, 'source' | 'status' | 'derived' | 'links' | 'raw'>

export function orderedInvoice(invoice: Invoice): ComparedInvoice {
  return {
    schemaVersion: invoice.schemaVersion,
    number: invoice.number,
    externalId: invoice.externalId,
    buyerReference: invoice.buyerReference,
    subscriptionId: invoice.subscriptionId,
    kind: invoice.kind,
    corrects: invoice.corrects,
    providerStatus: invoice.providerStatus,
    paymentPending: invoice.paymentPending,
    collection: invoice.collection,
    opensAt: invoice.opensAt,
    currency: invoice.currency,
    minorUnitDigits: invoice.minorUnitDigits,
    taxInclusive: invoice.taxInclusive,
    subtotal: invoice.subtotal,
    discount: invoice.discount,
    tax: invoice.tax,
    creditApplied: invoice.creditApplied,
    total: invoice.total,
    amountPaid: invoice.amountPaid,
    amountDue: invoice.amountDue,
    amountRefunded: invoice.amountRefunded,
    createdAt: invoice.createdAt,
    issuedAt: invoice.issuedAt,
    dueAt: invoice.dueAt,
    paidAt: invoice.paidAt,
    voidedAt: invoice.voidedAt,
    updatedAt: invoice.updatedAt,
    periodStart: invoice.periodStart,
    periodEnd: invoice.periodEnd,
    customer: orderedCustomer(invoice.customer),
    lines: invoice.lines?.map(orderedLine) ?? null,
    payments: invoice.payments?.map(orderedPayment) ?? null,
    memo: invoice.memo,
    purchaseOrder: invoice.purchaseOrder,
    metadata: orderedJson(invoice.metadata),
    detail: invoice.detail,
    notes: invoice.notes.map(({ code, field, message }) => ({ code, field, message })),
  }
}

function orderedCustomer({ id, externalId, name, email, address }: InvoiceCustomer): InvoiceCustomer {
  return { id, externalId, name, email, address: address === null ? null : orderedAddress(address) }
}

function orderedAddress({ line1, line2, city, state, postalCode, country }: Address): Address {
  return { line1, line2, city, state, postalCode, country }
}

function orderedLine(line: InvoiceLine): InvoiceLine {
  return {
    id: line.id,
    description: line.description,
    kind: line.kind,
    providerKind: line.providerKind,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount: line.discount,
    tax: line.tax,
    taxRate: line.taxRate,
    amount: line.amount,
    periodStart: line.periodStart,
    periodEnd: line.periodEnd,
    metadata: orderedJson(line.metadata),
  }
}

function orderedPayment({ id, amount, at, kind }: InvoicePayment): InvoicePayment {
  return { id, amount, at, kind }
}

function orderedJson(object: JsonObject | null): JsonObject | null {
  if (object === null || isOrdered(object)) return object
  return JSON.parse(stableJson(object)) as JsonObject
}

/** Most metadata is a few words under keys that come in order, or a single one. */
function isOrdered(object: JsonObject): boolean {
  let before = ''
  for (const [key, value] of Object.entries(object)) {
    if (key < before || (typeof value === 'object' && value !== null)) return false
    before = key
  }
  return true
}
