import { isRecord, type JsonObject } from '../frame.ts'
import { type Call, found, type Handler, type Reply, refuse } from './call.ts'
import type { InvoiceStatus, StoredCustomer, StoredInvoice } from './entities.ts'
import { type CommetError, validationError } from './errors.ts'
import { formatCreatedInvoice, formatInvoice, formatStatusStub } from './format.ts'
import { formattingOf, invoiceNotFound, readInvoice } from './invoice-reads.ts'
import { nextInvoiceNumber } from './numbering.ts'
import { reportInvoice, reportPayment } from './reports.ts'
import { buildAdjustment, maySetStatus, settableStatuses } from './rules.ts'
import { type BodyRules, bodyProblems, freeObject, integer, oneOf, text } from './validation.ts'

const adjustmentBody: BodyRules = {
  customerId: { required: true, check: text() },
  amount: { required: true, check: integer },
  description: { required: true, check: text() },
  metadata: { required: false, check: freeObject },
}

interface AdjustmentBody {
  readonly customerId: string
  readonly amount: number
  readonly description: string
  readonly metadata?: JsonObject
}

function isAdjustmentBody(body: unknown): body is AdjustmentBody {
  return bodyProblems(body, adjustmentBody).length === 0
}

export const createInvoice: Handler = (call) => {
  const { body, desk, organization } = call
  const { switches } = desk
  if (!isAdjustmentBody(body)) {
    return refuse(validationError(bodyProblems(body, adjustmentBody), switches.validationStatus))
  }
  if (body.amount === 0 && switches.zeroAmount === 'refuse') {
    const problem = { field: 'amount', message: 'must not be zero' }
    return refuse(validationError([problem], switches.validationStatus))
  }
  const acceptsOwn = switches.externalCustomerIds === 'accepted'
  const customer = desk.store.findCustomer(organization.name, body.customerId, acceptsOwn)
  if (customer === undefined) {
    return refuse({
      status: 404,
      code: 'customer_not_found',
      message: 'No customer has this id',
      param: 'customerId',
    })
  }
  const invoice = commitAdjustment(call, body, customer)
  const format = call.dialect === 'A' ? formatCreatedInvoice : formatInvoice
  return found(format(invoice, formattingOf(call)), switches.createStatus)
}

function commitAdjustment(call: Call, body: AdjustmentBody, customer: StoredCustomer): StoredInvoice {
  const { desk, organization } = call
  const { clock, ids } = desk.surroundings
  const order = {
    id: ids.next('inv'),
    invoiceNumber: nextInvoiceNumber(desk, organization.name),
    customer,
    amount: body.amount,
    description: body.description,
    metadata: body.metadata,
    nowMs: clock.tick(),
  }
  const invoice = desk.store.commit({
    invoice: buildAdjustment(order, desk.switches),
    event: 'created',
    by: 'api',
    operation: call.operation,
  })
  call.conditions.created(invoice.id)
  if (desk.switches.createdEventForAdjustments) {
    reportInvoice(desk, organization, 'invoice.created', invoice)
  }
  return invoice
}

const statusBody: BodyRules = { status: { required: true, check: oneOf(settableStatuses) } }

export const updateStatus: Handler = (call) => {
  const { body, desk } = call
  const shown = readInvoice(call)
  if (shown === undefined) return refuse(invoiceNotFound)
  const problems = bodyProblems(body, statusBody)
  const asked = settableStatuses.find((status) => isRecord(body) && body.status === status)
  if (asked === undefined) return refuse(validationError(problems, desk.switches.validationStatus))

  // A stale read must not become a stale write.
  const current = desk.store.invoices(shown.account).get(shown.id) ?? shown
  if (current.status === asked && desk.switches.sameStatusUpdate === 'no-op') {
    return answerStatus(call, current)
  }
  if (!maySetStatus(current.status)) return refuse(refusedTransition(call, current.status, asked))
  return answerStatus(call, commitStatus(call, current, asked))
}

function answerStatus(call: Call, invoice: StoredInvoice): Reply {
  const format = call.dialect === 'A' ? formatStatusStub : formatInvoice
  return found(format(invoice, formattingOf(call)))
}

function refusedTransition(call: Call, from: InvoiceStatus, to: InvoiceStatus): CommetError {
  const { switches } = call.desk
  return {
    status: switches.refusedTransitionStatus,
    code: switches.refusedTransitionCode,
    message: `Only an outstanding invoice can become ${to}; this one is ${from}`,
    param: 'status',
  }
}

function commitStatus(call: Call, current: StoredInvoice, status: InvoiceStatus): StoredInvoice {
  const { desk, organization } = call
  const invoice = desk.store.commit({
    invoice: { ...current, status, updatedAtMs: desk.surroundings.clock.tick() },
    event: 'status_changed',
    by: 'api',
    operation: call.operation,
  })
  if (status === 'void') reportInvoice(desk, organization, 'invoice.voided', invoice)
  if (status === 'paid' && desk.switches.paymentEventForManualPaid) {
    reportPayment(desk, organization, invoice, null)
  }
  return invoice
}
