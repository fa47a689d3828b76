import type {
  CollectionMethod,
  Customer,
  Invoice,
  InvoiceCustomer,
  InvoiceLink,
  TotalsSettings,
} from '@invoice-adapters/core'
import { checkTotals, joined, toUtcInstant } from '@invoice-adapters/core/authoring'
import type { WireInvoice, WireMember } from './schema.ts'
import { readAmounts } from './to-canonical/amounts.ts'
import { readKeptKey } from './to-canonical/kept-key.ts'
import { type InvoiceParts, paymentOf, type Reading } from './to-canonical/reading.ts'
import { maskedBodies, maskTokens } from './to-canonical/secrets.ts'
import { readStatus } from './to-canonical/status.ts'

/** One invoice as a canonical invoice, of as many answers as were read. */
export function toCanonicalInvoice(parts: InvoiceParts, reading: Reading): Invoice {
  const { invoice: wire, plan } = parts
  const status = readStatus(wire.status, paymentOf(parts))
  const amounts = readAmounts(parts, status.status)
  const { fields } = amounts
  const invoice: Invoice = {
    schemaVersion: 1,
    source: {
      provider: 'whop',
      account: reading.account,
      mode: reading.mode,
      id: wire.id,
      apiVersion: reading.apiVersion,
      readAt: reading.readAt,
    },
    number: wire.number ?? null,
    externalId: readKeptKey(plan?.internal_notes)?.externalId ?? null,
    buyerReference: null,
    subscriptionId: null,
    corrects: null,
    status: status.status,
    providerStatus: wire.status ?? null,
    paymentPending: wire.payment_processing ?? null,
    collection: collectionOf(wire),
    opensAt: status.status === 'draft' ? instant(wire.automatically_finalizes_at) : null,
    kind: fields.kind,
    currency: fields.currency,
    minorUnitDigits: fields.minorUnitDigits,
    taxInclusive: fields.taxInclusive,
    subtotal: fields.subtotal,
    total: fields.total,
    lines: fields.lines,
    tax: fields.tax,
    amountPaid: fields.amountPaid,
    amountDue: fields.amountDue,
    amountRefunded: fields.amountRefunded,
    paidAt: fields.paidAt,
    payments: fields.payments,
    discount: null,
    creditApplied: null,
    createdAt: instant(wire.created_at),
    issuedAt: null,
    dueAt: instant(wire.due_date),
    voidedAt: null,
    updatedAt: instant(wire.updated_at),
    periodStart: null,
    periodEnd: null,
    customer: toCanonicalParty(wire),
    memo: plan?.description ?? wire.current_plan?.description ?? null,
    purchaseOrder: null,
    links: linksOf(parts),
    metadata: null,
    detail: parts.detail,
    derived: joined([modeRule], status.derived, amounts.derived),
    notes: joined(status.notes, amounts.notes),
    raw: reading.keepRaw ? maskedBodies(parts) : null,
  }
  // No lines means that the price is not broken down, not that nothing is billed.
  const rule: TotalsSettings = invoice.lines?.length === 0 ? { linesSumTo: [] } : {}
  invoice.notes.push(...checkTotals(invoice, rule))
  return invoice
}

const modeRule = {
  field: 'source.mode',
  from: ['environment'],
  rule: 'the sandbox has a host and keys of its own',
}

const collectionMethods: ReadonlySet<string> = new Set(['send_invoice', 'charge_automatically'])

function collectionOf({ collection_method: method }: WireInvoice): CollectionMethod | null {
  return method && collectionMethods.has(method) ? (method as CollectionMethod) : null
}

/** `user` is null once the account is removed; what the invoice itself was addressed to stays. */
function toCanonicalParty({
  member,
  customer_name,
  email_address,
  user,
  mailing_address,
}: WireInvoice): InvoiceCustomer {
  return {
    id: member?.id ?? null,
    externalId: null,
    name: customer_name ?? user?.name ?? null,
    email: email_address ?? user?.email ?? null,
    address: mailing_address
      ? {
          line1: mailing_address.line1 ?? null,
          line2: mailing_address.line2 ?? null,
          city: mailing_address.city ?? null,
          state: mailing_address.state ?? null,
          postalCode: mailing_address.postal_code ?? null,
          country: mailing_address.country ?? null,
        }
      : null,
  }
}

/** The plan's page is where older shapes, which lack the field, are paid. A link that carries a token is left out. */
function linksOf({ invoice, plan }: InvoiceParts): InvoiceLink[] {
  const url = invoice.pay_online_url === undefined ? (plan?.purchase_url ?? null) : invoice.pay_online_url
  if (url === null || !/^https?:\/\//.test(url)) return []
  return maskTokens(url, invoice.fetch_invoice_token) === url ? [{ rel: 'pay', url }] : []
}

export function toCanonicalCustomer(wire: WireMember, { mode }: Pick<Reading, 'mode'>): Customer {
  return {
    id: wire.id,
    externalId: null,
    name: wire.user?.name ?? null,
    email: wire.user?.email ?? null,
    address: null,
    metadata: null,
    mode,
    createdAt: instant(wire.created_at),
    updatedAt: instant(wire.updated_at),
  }
}

function instant(text: string | null | undefined): string | null {
  return text ? toUtcInstant(text) : null
}
