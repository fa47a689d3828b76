import type { Customer, Invoice, JsonObject } from '@invoice-adapters/core'
import {
  checkTotals,
  joined,
  keptKeyIn,
  toUtcInstant,
  withoutKeyMark,
} from '@invoice-adapters/core/authoring'
import type { WireCustomer, WireInvoice } from './schema.ts'
import { readAmounts } from './to-canonical/amounts.ts'
import { readLines } from './to-canonical/lines.ts'
import type { Reading } from './to-canonical/reading.ts'
import { readStatus } from './to-canonical/status.ts'

/**
 * One invoice answer as a canonical invoice. `whole` is what a single read gives; a list item without lines and credit
 * is a summary. `body` is the answer as it came, kept in `raw`.
 */
export function toCanonicalInvoice(
  wire: WireInvoice,
  body: unknown,
  reading: Reading,
  whole: boolean,
): Invoice {
  const dueAt = instant(wire.dueDate)
  const status = readStatus(wire.status ?? null, dueAt, reading.readAt)
  const amounts = readAmounts(wire, status.status)
  const lines = readLines(wire.lineItems, amounts.scales)
  const { fields } = amounts
  const invoice: Invoice = {
    schemaVersion: 1,
    source: {
      provider: 'commet',
      account: reading.account,
      mode: toMode(wire.livemode),
      id: wire.id,
      apiVersion: reading.apiVersion,
      readAt: reading.readAt,
    },
    number: wire.invoiceNumber ?? null,
    externalId: keptKeyIn(wire.metadata)?.externalId ?? null,
    buyerReference: wire.reference ?? null,
    subscriptionId: wire.subscriptionId ?? null,
    corrects: null,
    status: status.status,
    providerStatus: wire.status ?? null,
    paymentPending: null,
    collection: null,
    opensAt: null,
    kind: fields.kind,
    currency: fields.currency,
    minorUnitDigits: fields.minorUnitDigits,
    taxInclusive: fields.taxInclusive,
    subtotal: fields.subtotal,
    discount: fields.discount,
    tax: fields.tax,
    creditApplied: fields.creditApplied,
    total: fields.total,
    amountPaid: fields.amountPaid,
    amountDue: fields.amountDue,
    amountRefunded: null,
    createdAt: instant(wire.createdAt),
    issuedAt: instant(wire.issueDate),
    dueAt,
    paidAt: null,
    voidedAt: null,
    updatedAt: instant(wire.updatedAt),
    periodStart: instant(wire.periodStart),
    periodEnd: instant(wire.periodEnd),
    customer: { id: wire.customerId ?? null, externalId: null, name: null, email: null, address: null },
    lines: lines.lines,
    payments: null,
    memo: wire.memo ?? null,
    purchaseOrder: wire.poNumber ?? null,
    links: [],
    metadata: withoutKeyMark(wire.metadata),
    detail: whole || hasDetails(wire) ? 'full' : 'summary',
    derived: joined(status.derived, amounts.derived, lines.derived),
    notes: joined(status.notes, amounts.notes, lines.notes),
    raw: reading.keepRaw ? { invoice: body as JsonObject } : null,
  }
  invoice.notes.push(...checkTotals(invoice, totalsRule))
  return invoice
}

/** Whether lines sum to the subtotal or to what discount and credit leave of it is not documented. */
const totalsRule: Parameters<typeof checkTotals>[1] = {
  linesSumTo: ['subtotal', 'subtotal_less_discount_and_credit'],
}

export function toCanonicalCustomer(wire: WireCustomer): Customer {
  return {
    id: wire.id,
    externalId: wire.externalId ?? null,
    name: wire.fullName ?? null,
    email: wire.email ?? null,
    address: null,
    metadata: wire.metadata ? (wire.metadata as JsonObject) : null,
    mode: toMode(wire.livemode),
    createdAt: instant(wire.createdAt),
    updatedAt: instant(wire.updatedAt),
  }
}

/** `livemode` is false for everything of a sandbox organization (accept-one-time-payments.md). */
export function toMode(livemode: boolean | null | undefined): 'live' | 'test' | null {
  if (typeof livemode !== 'boolean') return null
  return livemode ? 'live' : 'test'
}

function instant(text: string | null | undefined): string | null {
  return text ? toUtcInstant(text) : null
}

/** Older list samples of 2026-07-11 lack these two, newer ones show them; 2026-07-31 never has them in lists. */
function hasDetails(wire: WireInvoice): boolean {
  return Array.isArray(wire.lineItems) && typeof wire.creditApplied === 'number'
}
