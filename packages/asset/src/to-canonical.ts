import type { Customer, DerivedField, Invoice, JsonObject, Refund } from '@invoice-adapters/core'
import { checkTotals, joined } from '@invoice-adapters/core/authoring'
import { readMoney } from './money.ts'
import { toInstant, type WireCustomer, type WireInvoice, type WireRefund } from './schema.ts'
import { readStated, sumOf, workOutAmounts } from './to-canonical/amounts.ts'
import { readLines } from './to-canonical/lines.ts'
import { keyIn, metadataOf } from './to-canonical/metadata.ts'
import { readPayments } from './to-canonical/payments.ts'
import type { Reading } from './to-canonical/reading.ts'
import { readStatus } from './to-canonical/status.ts'

/** An invoice of any generation as a canonical one; lists hold as much as a single read. `body` is kept in `raw`. */
export function toCanonicalInvoice(wire: WireInvoice, body: unknown, reading: Reading): Invoice {
  const { settings, readAt } = reading
  const digits = settings.minorUnitDigits
  const lines = readLines(wire.lines, digits)
  const payments = readPayments(wire.payments, digits)
  const stated = readStated(wire, payments.payments, digits)
  const settled = sumOf((payments.payments ?? []).map(({ amount }) => amount))
  const status = readStatus(wire, { ...stated, settled }, readAt)
  const amounts = workOutAmounts(stated, lines, status.status)
  const { fields } = amounts
  const paidAt = paidAtOf(status.status, payments.payments)
  const invoice: Invoice = {
    schemaVersion: 1,
    source: {
      provider: 'asset',
      account: settings.account,
      mode: settings.mode,
      id: wire.id,
      apiVersion: 'v0',
      readAt,
    },
    number: wire.number,
    externalId: keyIn(wire)?.externalId ?? null,
    buyerReference: null,
    subscriptionId: null,
    corrects: null,
    status: status.status,
    providerStatus: wire.status ?? null,
    paymentPending: null,
    collection: null,
    opensAt: null,
    currency: settings.currency,
    minorUnitDigits: digits,
    discount: null,
    creditApplied: null,
    total: stated.total,
    amountPaid: stated.amountPaid,
    kind: fields.kind,
    taxInclusive: fields.taxInclusive,
    subtotal: fields.subtotal,
    tax: fields.tax,
    amountDue: fields.amountDue,
    amountRefunded: null,
    createdAt: null,
    issuedAt: toInstant(wire.sent_at),
    dueAt: toInstant(wire.due_at),
    paidAt,
    voidedAt: toInstant(wire.voided_at),
    updatedAt: null,
    periodStart: null,
    periodEnd: null,
    customer: { id: wire.customer_id ?? null, externalId: null, name: null, email: null, address: null },
    lines: lines.lines,
    payments: payments.payments,
    memo: wire.description ?? null,
    purchaseOrder: null,
    links: [],
    metadata: metadataOf(wire),
    detail: 'full',
    derived: joined(
      fromOptions,
      status.derived,
      stated.derived,
      amounts.derived,
      paidAt === null ? [] : [paidAtRule],
      lines.derived,
      payments.derived,
    ),
    notes: joined(stated.notes, status.notes, lines.notes, payments.notes),
    raw: reading.keepRaw ? { invoice: body as JsonObject } : null,
  }
  invoice.notes.push(...totalsNotes(invoice, lines.byUnit))
  return invoice
}

/**
 * Asset has no discount and no credit of the whole invoice, and no tax where a line is one amount: with that, lines and
 * tax must make the total. An old `credit_amount` may stand between them, which is then worth a note.
 */
function totalsNotes(invoice: Invoice, byUnit: boolean | null): Invoice['notes'] {
  const tax = byUnit === false ? 0 : invoice.tax
  const { status, lines, subtotal, taxInclusive, total, amountPaid, amountDue, payments } = invoice
  const stated = { status, lines, subtotal, taxInclusive, total, amountPaid, amountDue, payments }
  return checkTotals({ ...stated, discount: 0, creditApplied: 0, tax })
}

function paidAtOf(status: Invoice['status'], payments: Invoice['payments']): string | null {
  if (!['paid', 'partially_refunded', 'refunded'].includes(status)) return null
  const instants = (payments ?? []).flatMap(({ at, kind }) => (at === null || kind === 'write_off' ? [] : at))
  return instants.sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1) ?? null
}

const fromOptions: readonly DerivedField[] = [
  {
    field: 'source.mode',
    from: ['options.environment'],
    rule: 'sandbox and production are hosts of their own',
  },
  { field: 'currency', from: ['options.currency'], rule: 'Asset names no currency: the books have one' },
]

const paidAtRule: DerivedField = {
  field: 'paidAt',
  from: ['status', 'payments.datetime'],
  rule: 'the last payment that is no write-off, once the invoice is paid',
}

const refundStatuses: ReadonlyMap<string, Refund['status']> = new Map([
  ['pending', 'pending'],
  ['completed', 'completed'],
  ['voided', 'void'],
])

/** One refund can concern several invoices: its amount is then the part of the one that was asked about. */
export function toCanonicalRefund(wire: WireRefund, invoiceId: string, { settings }: Reading): Refund {
  const parts = (wire.refund_invoices ?? []).filter((part) => part.invoice_id === invoiceId)
  const amounts = (parts.length > 0 ? parts : [wire]).map(
    ({ amount }) => readMoney(amount, settings.minorUnitDigits).amount,
  )
  const known = amounts.filter((amount) => amount !== null)
  const sum = known.reduce((total, amount) => total + amount, 0)
  return {
    id: wire.id,
    externalId: wire.external_id ?? null,
    invoiceId,
    amount: known.length === amounts.length && Number.isSafeInteger(sum) ? sum : null,
    currency: settings.currency,
    status: refundStatuses.get(wire.status ?? '') ?? 'unknown',
    providerStatus: wire.status ?? null,
    refundedAt: toInstant(wire.refunded_at),
  }
}

export function toCanonicalCustomer(wire: WireCustomer, { settings }: Reading): Customer {
  const address = wire.billing_address
  return {
    id: wire.id,
    externalId: wire.external_id ?? null,
    name: wire.name ?? null,
    email: wire.email ?? null,
    address: address
      ? {
          line1: address.street_1 ?? null,
          line2: address.street_2 ?? null,
          city: address.city ?? null,
          state: address.state ?? null,
          postalCode: address.postal_code ?? null,
          country: address.country ?? null,
        }
      : null,
    metadata: null,
    mode: settings.mode,
    createdAt: null,
    updatedAt: null,
  }
}
