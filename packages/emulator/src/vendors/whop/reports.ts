import type { Desk } from './call.ts'
import type { Company, StoredInvoice, StoredPayment } from './entities.ts'
import type { Formatting } from './format-common.ts'
import { formatInvoice } from './format-invoice.ts'
import { formatPayment } from './format-payment.ts'
import { type InvoiceEvent, type PaymentEvent, unpinnedVersion } from './webhooks.ts'

const formattingFor = ({ store, switches }: Desk, company: Company): Formatting => ({
  company,
  store,
  switches,
  version: switches.webhookVersion ?? unpinnedVersion,
})

export function reportInvoice(
  desk: Desk,
  company: Company,
  event: InvoiceEvent,
  invoice: StoredInvoice,
): void {
  desk.emit({ event, company, data: formatInvoice(invoice, formattingFor(desk, company)) })
}

export function reportPayment(
  desk: Desk,
  company: Company,
  event: PaymentEvent,
  payment: StoredPayment,
): void {
  if (!desk.switches.paymentEvents) return
  desk.emit({ event, company, data: formatPayment(payment, formattingFor(desk, company)) })
}
