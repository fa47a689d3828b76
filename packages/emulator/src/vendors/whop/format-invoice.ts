import { digitsOf } from './currencies.ts'
import { wireNumber } from './decimals.ts'
import type { StoredInvoice, StoredLine, StoredPlan } from './entities.ts'
import {
  type Formatting,
  formatUser,
  formatUserWithEmail,
  productOf,
  wireDate,
  wireDateOrNull,
} from './format-common.ts'
import { formattedPrice } from './formatted-price.ts'
import { dueDateOf } from './ledger-projection.ts'
import { invoiceToken } from './whop-ids.ts'
import type {
  WireCurrentPlan,
  WireInvoice,
  WireInvoiceNine,
  WireInvoiceTen,
  WireLine,
  WireListedInvoice,
} from './wire-shapes.ts'

/** Alone and in webhooks. */
export function formatInvoice(
  invoice: StoredInvoice,
  formatting: Formatting,
): WireInvoice | WireInvoiceTen | WireInvoiceNine {
  const full = formatFullInvoice(invoice, formatting)
  return formatting.switches.invoiceFields === 'full' ? full : fewerFields(full, invoice, formatting)
}

/** In lists: of the newer fields only `payment_processing`. */
export function formatListedInvoice(
  invoice: StoredInvoice,
  formatting: Formatting,
): WireListedInvoice | WireInvoiceTen | WireInvoiceNine {
  const full = formatFullInvoice(invoice, formatting)
  const ten = tenFields(full, invoice, formatting)
  const { payment_processing } = full
  return formatting.switches.invoiceFields === 'full'
    ? { ...ten, payment_processing }
    : fewerFields(full, invoice, formatting)
}

function fewerFields(
  full: WireInvoice,
  invoice: StoredInvoice,
  formatting: Formatting,
): WireInvoiceTen | WireInvoiceNine {
  const { line_items, ...nine } = tenFields(full, invoice, formatting)
  return formatting.switches.invoiceFields === 'nine' ? nine : { ...nine, line_items }
}

export function tenFields(full: WireInvoice, invoice: StoredInvoice, formatting: Formatting): WireInvoiceTen {
  const { plan, member } = formatting.store.whole(invoice)
  return {
    id: full.id,
    created_at: full.created_at,
    status: full.status,
    number: full.number,
    due_date: full.due_date,
    email_address: full.email_address,
    fetch_invoice_token: full.fetch_invoice_token,
    current_plan: formatCurrentPlan(plan),
    line_items: full.line_items,
    user: formatUser(member),
  }
}

export function formatFullInvoice(invoice: StoredInvoice, formatting: Formatting): WireInvoice {
  const { company, store, switches } = formatting
  const { plan, member } = store.whole(invoice)
  const { id, title } = productOf(invoice.productId, formatting)
  return {
    id: invoice.id,
    created_at: wireDate(invoice.createdAtMs),
    status: invoice.status,
    number: invoice.number,
    due_date: wireDateOrNull(dueDateOf(invoice)),
    email_address: invoice.emailAddress,
    fetch_invoice_token: invoiceToken(invoice.id, company),
    current_plan: { ...formatCurrentPlan(plan), description: plan.description },
    line_items: invoice.lines.map((line, index) => formatLine(line, index + 1, plan)),
    payment_processing: invoice.clearingPaymentId !== null,
    updated_at: wireDate(invoice.updatedAtMs),
    automatically_finalizes_at: wireDateOrNull(invoice.finalizesAtMs),
    charge_buyer_fee: invoice.chargeBuyerFee,
    collection_method: invoice.collectionMethod,
    company: { id: company.id },
    customer_name: invoice.customerName,
    mailing_address: formatAddress(invoice, formatting),
    member: invoice.memberId === null ? null : { id: invoice.memberId },
    pay_online_url: isPayable(invoice) ? payUrl(invoice) : null,
    payment: formatPaymentLink(invoice, plan),
    product: { id, title },
    subscription_billing_anchor_at: wireDateOrNull(invoice.anchorAtMs),
    user: formatUserWithEmail(member, switches),
  }
}

const isPayable = (invoice: StoredInvoice): boolean =>
  invoice.status === 'open' || invoice.status === 'past_due'

const payUrl = (invoice: StoredInvoice): string => `https://whop.example/invoices/${invoice.id}/pay`

/** Documented: null when unpaid, marked paid by hand, or for a renewal. */
const formatPaymentLink = (invoice: StoredInvoice, plan: StoredPlan): { id: string } | null =>
  invoice.paymentId === null || plan.planType === 'renewal' ? null : { id: invoice.paymentId }

function formatAddress(
  { mailingAddressId }: StoredInvoice,
  { store, company }: Formatting,
): WireInvoice['mailing_address'] {
  if (mailingAddressId === null) return null
  return store.shelf(company.name).addresses.get(mailingAddressId)?.fields ?? null
}

export function formatCurrentPlan(plan: StoredPlan): WireCurrentPlan {
  return { id: plan.id, currency: plan.currency, formatted_price: formattedPrice(plan) }
}

// guess: positions count from 1.
function formatLine(line: StoredLine, position: number, plan: StoredPlan): WireLine {
  return {
    label: line.label,
    position,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    total: wireNumber(line.total, digitsOf(plan.currency)),
  }
}
