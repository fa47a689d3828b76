import {
  checkTotals,
  type DerivedField,
  type Invoice,
  type InvoiceLine,
  type InvoiceNote,
  type InvoiceStatus,
  isPayable,
  type JsonObject,
  minorUnitDigits,
  normalizeCurrency,
  statusAt,
} from '@invoice-adapters/core'
import { paperbillCapabilities } from './capabilities.ts'
import { toAmount } from './money.ts'
import type { WireBill } from './schema.ts'

/** What a bill does not say about its own reading. */
export interface Reading {
  account: string
  /** When the request began. */
  readAt: string
  /** The answer as it came, or null where it is not to be kept. */
  raw: JsonObject | null
}

export function toCanonical(bill: WireBill, { account, readAt, raw }: Reading): Invoice {
  const { meanings } = paperbillCapabilities.status
  const known = meanings.find((meaning) => meaning.provider === bill.state)?.canonical ?? 'unknown'
  const facts = { status: known, providerStatus: bill.state, dueAt: bill.due_at, paymentPending: null }
  const status = statusAt(facts, readAt)
  const currency = normalizeCurrency(bill.currency)
  const total = toAmount(bill.amount_cents, currency)
  const invoice: Invoice = {
    ...notTold,
    schemaVersion: 1,
    source: {
      provider: 'paperbill',
      account,
      mode: bill.live ? 'live' : 'test',
      id: bill.id,
      apiVersion: null,
      readAt,
    },
    externalId: bill.external_ref,
    kind: 'invoice',
    status,
    providerStatus: bill.state,
    collection: collections.get(bill.collect) ?? null,
    currency,
    minorUnitDigits: minorUnitDigits(currency),
    subtotal: total,
    total,
    amountDue: amountDue(status, total),
    createdAt: bill.created_at,
    dueAt: bill.due_at,
    paidAt: bill.settled_at,
    voidedAt: bill.cancelled_at,
    customer: { id: null, externalId: null, address: null, ...bill.payer },
    lines: bill.lines?.map((line) => toLine(line, currency)) ?? null,
    memo: bill.note,
    links: [],
    detail: bill.lines === undefined ? 'summary' : 'full',
    derived: [],
    notes: [],
    raw,
  }
  const notes = [...notesOn(invoice), ...checkTotals(invoice)]
  return { ...invoice, derived: derivedFields(invoice, status !== known), notes }
}

/** The fields that Paperbill says nothing about: null, never zero and never a guess. */
const notTold = {
  number: null,
  buyerReference: null,
  subscriptionId: null,
  corrects: null,
  paymentPending: null,
  opensAt: null,
  taxInclusive: null,
  discount: null,
  tax: null,
  creditApplied: null,
  amountPaid: null,
  amountRefunded: null,
  issuedAt: null,
  updatedAt: null,
  periodStart: null,
  periodEnd: null,
  payments: null,
  purchaseOrder: null,
  metadata: null,
}

/** A word that is not here is null: never a default. */
const collections: ReadonlyMap<string, Invoice['collection']> = new Map([
  ['invoice', 'send_invoice'],
  ['card', 'charge_automatically'],
])

function amountDue(status: InvoiceStatus, total: number | null): number | null {
  if (isPayable(status)) return total
  return total !== null && (status === 'paid' || status === 'void') ? 0 : null
}

function toLine(line: { text: string; amount_cents: number }, currency: string): InvoiceLine {
  return {
    id: null,
    description: line.text,
    kind: 'item',
    providerKind: null,
    quantity: null,
    unitPrice: null,
    discount: null,
    tax: null,
    taxRate: null,
    amount: toAmount(line.amount_cents, currency),
    periodStart: null,
    periodEnd: null,
    metadata: null,
  }
}

/** Everything that was worked out and not read; a field without a value has nothing to be listed. */
function derivedFields(invoice: Invoice, pastDue: boolean): DerivedField[] {
  const { subtotal, amountDue: due, lines } = invoice
  return [
    { field: 'kind', from: ['amount_cents'], rule: 'a bill is never negative' },
    ...(pastDue
      ? [{ field: 'status', from: ['state', 'due_at'], rule: 'unpaid, and due before readAt' }]
      : []),
    ...(subtotal === null
      ? []
      : [{ field: 'subtotal', from: ['amount_cents'], rule: 'neither tax nor discount' }]),
    ...(due === null
      ? []
      : [{ field: 'amountDue', from: ['amount_cents', 'state'], rule: 'the total while unpaid, else 0' }]),
    ...(lines === null ? [] : [{ field: 'lines.kind', from: ['lines'], rule: 'there is one kind of line' }]),
  ]
}

function notesOn({
  status,
  providerStatus,
  currency,
  minorUnitDigits: digits,
  total,
}: Invoice): InvoiceNote[] {
  const notes: InvoiceNote[] = []
  if (status === 'unknown')
    notes.push({
      code: 'unknown_status',
      field: 'status',
      message: `nobody knows the state ${providerStatus}`,
    })
  if (digits === null)
    notes.push({
      code: 'unknown_currency',
      field: 'currency',
      message: `${currency} has no known minor unit`,
    })
  else if (total === null)
    notes.push({
      code: 'inexact_amount',
      field: 'total',
      message: `finer than the minor unit of ${currency}`,
    })
  return notes
}
