import { createHmac } from 'node:crypto'
import { type Call, found, type Handler, refuse } from './call.ts'
import type { StoredInvoice } from './entities.ts'
import { type CommetError, validationError } from './errors.ts'
import { type Formatting, formatInvoice, formatListedInvoice, wireDate } from './format.ts'
import { answerList } from './lists.ts'
import { allStatuses } from './rules.ts'
import type { WireDelivery, WireDownload } from './wire-shapes.ts'

const downloadLifetimeMs = 7 * 86_400_000

export const formattingOf = (call: Call): Formatting => ({
  switches: call.desk.switches,
  livemode: call.organization.mode === 'live',
})

export const invoiceNotFound: CommetError = {
  status: 404,
  code: 'invoice_not_found',
  message: 'No invoice has this id',
}

/** The invoice of the path, as it is served. */
export function readInvoice(call: Call): StoredInvoice | undefined {
  const { invoices } = call.desk.store
  return call.conditions.read(invoices(call.organization.name).versions(call.parameters.id ?? ''))
}

export const listInvoices: Handler = (call) => {
  const { store, switches } = call.desk
  const account = call.organization.name
  const status = call.query.get('status')
  if (status !== null && !(allStatuses as readonly string[]).includes(status)) {
    const problem = { field: 'status', message: `must be one of ${allStatuses.join(', ')}` }
    return refuse(validationError([problem], switches.validationStatus))
  }
  const customerId = call.query.get('customerId')
  const acceptsOwn = switches.externalCustomerIds === 'accepted'
  const customer = customerId === null ? undefined : store.findCustomer(account, customerId, acceptsOwn)
  const subscriptionId = call.query.get('subscriptionId')
  const format = call.dialect === 'A' && switches.listDetail ? formatInvoice : formatListedInvoice
  return answerList<StoredInvoice>(call, {
    collection: store.invoices(account),
    style: call.dialect === 'A' ? 'date' : 'opaque',
    matches: (invoice) =>
      (customerId === null || invoice.customerId === customer?.id) &&
      (status === null || invoice.status === status) &&
      (subscriptionId === null || invoice.subscriptionId === subscriptionId),
    format: (invoice) => format(invoice, formattingOf(call)),
  })
}

export const getInvoice: Handler = (call) => {
  const invoice = readInvoice(call)
  return invoice === undefined ? refuse(invoiceNotFound) : found(formatInvoice(invoice, formattingOf(call)))
}

export const downloadInvoice: Handler = (call) => {
  const invoice = readInvoice(call)
  if (invoice === undefined) return refuse(invoiceNotFound)
  const { switches, livemode } = formattingOf(call)
  const expiresAt = call.desk.surroundings.clock.now() + downloadLifetimeMs
  const signature = createHmac('sha256', call.organization.webhookSecret)
    .update(`${invoice.id}|${expiresAt}`)
    .digest('hex')
  const link = `https://files.commet.example/invoices/${encodeURIComponent(invoice.id)}.pdf`
  return found({
    object: call.dialect === 'A' ? 'invoice' : 'invoice_download_link',
    livemode,
    url: `${link}?expires=${expiresAt}&signature=${signature}`,
    expiresAt: wireDate(expiresAt, switches),
  } satisfies WireDownload<'invoice' | 'invoice_download_link'>)
}

/** guess: every status may be sent. */
export const sendInvoice: Handler = (call) => {
  const invoice = readInvoice(call)
  if (invoice === undefined) return refuse(invoiceNotFound)
  const { switches, livemode } = formattingOf(call)
  const { clock } = call.desk.surroundings
  const sent = switches.emails === 'sent'
  if (sent) call.desk.store.noteWrite(invoice.account, call.operation, invoice.id)
  return found({
    object: call.dialect === 'A' ? 'invoice' : 'invoice_delivery',
    livemode,
    sent,
    sentAt: wireDate(clock.now(), switches),
  } satisfies WireDelivery<'invoice' | 'invoice_delivery'>)
}
