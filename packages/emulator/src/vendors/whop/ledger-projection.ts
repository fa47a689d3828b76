import type { LedgerCustomer, LedgerInvoice, LedgerStatus } from '../frame.ts'
import { digitsOf } from './currencies.ts'
import { plainText } from './decimals.ts'
import type { InvoiceStatus, StoredInvoice, StoredMember, StoredPayment, StoredPlan } from './entities.ts'
import { firstCharge, totalOf } from './pricing.ts'

/** Past due is open. A refunded invoice stays paid at Whop: the ledger's `amountRefunded` tells it. */
export const ledgerStatusOf: Readonly<Record<InvoiceStatus, LedgerStatus>> = {
  draft: 'draft',
  open: 'open',
  past_due: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  void: 'void',
}

export const statusFromLedger: Readonly<Record<LedgerStatus, InvoiceStatus>> = {
  draft: 'draft',
  open: 'open',
  paid: 'paid',
  partially_refunded: 'paid',
  refunded: 'paid',
  uncollectible: 'uncollectible',
  void: 'void',
}

const iso = (instant: number): string => new Date(instant).toISOString()
const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant))

/** Documented: null when collected automatically, though a create has one. */
export const dueDateOf = (invoice: StoredInvoice): number | null =>
  invoice.collectionMethod === 'charge_automatically' ? null : invoice.dueAtMs

export interface InvoiceWhole {
  readonly invoice: StoredInvoice
  readonly plan: StoredPlan
  readonly member: StoredMember | undefined
  readonly payment: StoredPayment | undefined
}

/**
 * The stored invoice as a neutral fact. `subtotal` is the price as stated, also where it includes the tax; `total` is
 * what the customer owes, tax included and the buyer fee not. Currencies outside ISO 4217 keep Whop's word.
 */
export function projectInvoice({ invoice, plan, member, payment }: InvoiceWhole): LedgerInvoice {
  return {
    vendor: 'whop',
    account: invoice.account,
    id: invoice.id,
    number: invoice.number === '' ? null : invoice.number,
    kind: 'invoice',
    status: ledgerStatusOf[invoice.status],
    currency: plan.currency.toUpperCase(),
    minorUnitDigits: digitsOf(plan.currency),
    subtotal: firstCharge(plan),
    discount: 0,
    credit: 0,
    tax: plan.taxAmount,
    total: totalOf(plan),
    amountRefunded: payment === undefined ? 0 : refundedOf(payment),
    customer: {
      // Empty before there is a member: a draft, or a customer known by name and e-mail only.
      id: invoice.memberId ?? '',
      externalId: null,
      name: invoice.customerName ?? member?.name ?? null,
      email: invoice.emailAddress ?? member?.email ?? null,
    },
    lines: invoice.lines.map((line) => ({
      type: null,
      description: line.label,
      quantity: line.quantity,
      unitPrice: plainText(line.unitPrice),
      amount: line.total,
    })),
    metadata: plan.internalNotes === null ? {} : { internal_notes: plan.internalNotes },
    memo: plan.description,
    issuedAt: isoOrNull(invoice.openedAtMs),
    dueAt: isoOrNull(dueDateOf(invoice)),
    createdAt: iso(invoice.createdAtMs),
    updatedAt: iso(invoice.updatedAtMs),
    periodStart: null,
    periodEnd: null,
    history: invoice.history,
  }
}

export function refundedOf(payment: StoredPayment): number {
  return payment.refunds.reduce((sum, refund) => sum + refund.amount, 0)
}

export function projectMember(member: StoredMember): LedgerCustomer {
  return {
    vendor: 'whop',
    account: member.account,
    id: member.id,
    externalId: null,
    name: member.name,
    email: member.email,
    currency: null,
  }
}
