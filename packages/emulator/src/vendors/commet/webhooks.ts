import { createHmac } from 'node:crypto'
import type { Surroundings, WebhookMessage } from '../frame.ts'
import type { Organization, StoredCustomer, StoredInvoice } from './entities.ts'
import { formatCustomer, wireDate } from './format.ts'
import type { CommetSwitches } from './switches.ts'
import type {
  WireCustomerEvent,
  WireInvoiceEvent,
  WirePaymentReceived,
  WirePaymentRefunded,
} from './wire-shapes.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Documented: eight attempts in about eight hours, after which the event has failed completely. */
export const retryAfterMs: readonly number[] = [
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
]

/** Documented: after three such events in a row the endpoint is disabled. */
export const failuresUntilDisabled = 3

export type CommetEvent =
  | 'invoice.created'
  | 'invoice.voided'
  | 'invoice.overdue'
  | 'payment.received'
  | 'payment.refunded'
  | 'customer.created'
  | 'customer.updated'

// guess: without a pin of its own an endpoint gets the newest version; the envelope is the same in all.
const webhookVersion = '2026-07-31'

/** Lower-case hex HMAC-SHA256 over the raw body, keyed with the secret as it is given. */
export function signBody(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('hex')
}

export interface EventOrder {
  readonly event: CommetEvent
  readonly data: WireInvoiceEvent | WirePaymentReceived | WirePaymentRefunded | WireCustomerEvent
  readonly organization: Organization
}

export function buildMessage(
  order: EventOrder,
  { clock, ids }: Surroundings,
  switches: CommetSwitches,
): WebhookMessage {
  const { event, data, organization } = order
  const id = ids.next('whev')
  const at = clock.iso()
  const body = JSON.stringify({
    ...(switches.eventIds ? { id } : {}),
    event,
    timestamp: at,
    organizationId: organization.id,
    mode: organization.mode,
    apiVersion: switches.organizationVersion ?? webhookVersion,
    data,
  })
  return {
    id,
    event,
    at,
    body,
    headers: {
      'content-type': 'application/json',
      'x-commet-signature': signBody(body, organization.webhookSecret),
      'x-commet-event': event,
      'x-commet-timestamp': at,
      ...(switches.eventIds ? { 'x-commet-event-id': id } : {}),
    },
  }
}

/** Documented: the organization's own id where there is one, else Commet's. Differs from the REST answers. */
const webhookCustomerId = (customer: StoredCustomer): string => customer.externalId ?? customer.id

export function invoiceEventData(
  event: 'invoice.created' | 'invoice.voided' | 'invoice.overdue',
  invoice: StoredInvoice,
  customer: StoredCustomer,
  switches: CommetSwitches,
): WireInvoiceEvent {
  const pending = event === 'invoice.created' && switches.createdEventStatus === 'pending'
  return {
    invoiceId: invoice.id,
    invoiceNumber: invoice.invoiceNumber,
    invoiceStatus: pending && invoice.status === 'outstanding' ? 'pending' : invoice.status,
    periodStart: wireDate(invoice.periodStartMs, switches),
    periodEnd: wireDate(invoice.periodEndMs, switches),
    issueDate: wireDate(invoice.issuedAtMs, switches),
    dueDate: wireDate(invoice.dueAtMs, switches),
    currency: invoice.currency,
    subtotal: invoice.subtotal,
    total: invoice.total,
    customerId: webhookCustomerId(customer),
    subscriptionId: invoice.subscriptionId,
  }
}

/** A payment made elsewhere has no transaction: the ledger fields of the event are null. */
export function paymentReceivedData(
  invoice: StoredInvoice,
  customer: StoredCustomer,
  transactionId: string | null,
  switches: CommetSwitches,
): WirePaymentReceived {
  const charged = transactionId !== null
  return {
    invoiceId: invoice.id,
    invoiceNumber: invoice.invoiceNumber,
    invoiceTotal: invoice.total,
    customerId: webhookCustomerId(customer),
    subscriptionId: invoice.subscriptionId,
    paymentTransactionId: transactionId,
    provider: charged ? 'stripe' : null,
    grossAmount: charged ? invoice.total : null,
    currency: charged ? invoice.currency : null,
    // guess: no fee, since none is documented.
    orgNetAmount: charged ? invoice.total : null,
    customerEmail: customer.email,
    paidAt: wireDate(invoice.updatedAtMs, switches),
  }
}

export function paymentRefundedData(
  invoice: StoredInvoice,
  customer: StoredCustomer,
  transactionId: string,
  refundAmount: number,
): WirePaymentRefunded {
  return {
    paymentTransactionId: transactionId,
    provider: 'stripe',
    paymentLinkId: null,
    invoiceId: invoice.id,
    invoiceNumber: invoice.invoiceNumber,
    customerId: webhookCustomerId(customer),
    subscriptionId: invoice.subscriptionId,
    refundAmount,
    currency: invoice.currency,
  }
}

export function customerEventData(customer: StoredCustomer, switches: CommetSwitches): WireCustomerEvent {
  const { object, livemode, ...data } = formatCustomer(customer, { switches, livemode: false })
  return data
}
