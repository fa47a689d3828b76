import type { Desk } from './call.ts'
import type { Organization, StoredCustomer, StoredInvoice } from './entities.ts'
import { customerEventData, invoiceEventData, paymentReceivedData, paymentRefundedData } from './webhooks.ts'

const customerOf = (desk: Desk, invoice: StoredInvoice): StoredCustomer | undefined =>
  desk.store.customers(invoice.account).get(invoice.customerId)

export function reportInvoice(
  desk: Desk,
  organization: Organization,
  event: 'invoice.created' | 'invoice.voided' | 'invoice.overdue',
  invoice: StoredInvoice,
): void {
  const customer = customerOf(desk, invoice)
  if (customer === undefined) return
  desk.emit({ event, organization, data: invoiceEventData(event, invoice, customer, desk.switches) })
}

/** `transactionId` is null for a payment made elsewhere. */
export function reportPayment(
  desk: Desk,
  organization: Organization,
  invoice: StoredInvoice,
  transactionId: string | null,
): void {
  const customer = customerOf(desk, invoice)
  if (customer === undefined) return
  const data = paymentReceivedData(invoice, customer, transactionId, desk.switches)
  desk.emit({ event: 'payment.received', organization, data })
}

export function reportRefund(
  desk: Desk,
  organization: Organization,
  invoice: StoredInvoice,
  refundAmount: number,
): void {
  const customer = customerOf(desk, invoice)
  if (customer === undefined) return
  const transactionId = desk.surroundings.ids.next('txn')
  const data = paymentRefundedData(invoice, customer, transactionId, refundAmount)
  desk.emit({ event: 'payment.refunded', organization, data })
}

export function reportCustomer(
  desk: Desk,
  organization: Organization,
  event: 'customer.created' | 'customer.updated',
  customer: StoredCustomer,
): void {
  desk.emit({ event, organization, data: customerEventData(customer, desk.switches) })
}
