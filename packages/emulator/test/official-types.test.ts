import type {
  ApiErrorDetail,
  ApiResponse,
  CreatedInvoice,
  Customer,
  CustomerBatch,
  CustomerCreatedData,
  Invoice,
  InvoiceCreatedData,
  InvoiceDownload,
  InvoiceOverdueData,
  InvoiceStatus,
  InvoiceVoidedData,
  PaymentReceivedData,
  PaymentRefundedData,
  SentInvoice,
} from '@commet/node'
import { describe, expect, it } from 'vitest'
import { commetSwitchDefaults, createEmulator } from '../src/index.ts'
import type { StoredCustomer } from '../src/vendors/commet/entities.ts'
import { errorBody } from '../src/vendors/commet/errors.ts'
import {
  formatCreatedInvoice,
  formatCustomer,
  formatInvoice,
  formatListedInvoice,
  formatStatusStub,
} from '../src/vendors/commet/format.ts'
import { buildAdjustment } from '../src/vendors/commet/rules.ts'
import type {
  WireCreatedInvoice,
  WireCustomer,
  WireCustomerBatch,
  WireCustomerEvent,
  WireDelivery,
  WireDownload,
  WireInvoice,
  WireInvoiceEvent,
  WireListedInvoice,
  WirePaymentReceived,
  WirePaymentRefunded,
  WireStatusStub,
} from '../src/vendors/commet/wire-shapes.ts'
import { callerFor, objectIn } from './support.ts'

// What the formatters of dialect A give must be what @commet/node 7.10.0 says it receives. The assignments are the
// test: a shape that drifts does not compile.

interface Official {
  list_invoices: readonly [WireListedInvoice, Invoice]
  list_invoices_detailed: readonly [WireInvoice, Invoice]
  get_invoice: readonly [WireInvoice, Invoice]
  create_invoice: readonly [WireCreatedInvoice, CreatedInvoice]
  update_status: readonly [WireStatusStub, InvoiceStatus]
  download: readonly [WireDownload<'invoice'>, InvoiceDownload]
  send: readonly [WireDelivery<'invoice'>, SentInvoice]
  list_customers: readonly [WireCustomer, Customer]
  get_customer: readonly [WireCustomer, Customer]
  create_customer: readonly [WireCustomer, Customer]
  update_customer: readonly [WireCustomer, Customer]
  create_customers: readonly [WireCustomerBatch<'customer'>, BatchWithLooseEcho]
  'invoice.created': readonly [WireInvoiceEvent, InvoiceCreatedData]
  'invoice.voided': readonly [WireInvoiceEvent, InvoiceVoidedData]
  'invoice.overdue': readonly [WireInvoiceEvent, InvoiceOverdueData]
  'payment.received': readonly [WirePaymentReceived, PaymentReceivedData]
  'payment.refunded': readonly [WirePaymentRefunded, PaymentRefundedData]
  'customer.created': readonly [WireCustomerEvent, CustomerCreatedData]
}

/** The batch echoes what was sent, also where that is no customer at all. */
type BatchWithLooseEcho = Omit<CustomerBatch, 'failed'> & {
  failed: { index: number; error: string; data: unknown }[]
}

/** `true` for every entry whose wire shape is assignable and has exactly the official fields. */
type Agreement = {
  [Name in keyof Official]: Official[Name][0] extends Official[Name][1]
    ? Exclude<keyof Official[Name][0], keyof Official[Name][1]> extends never
      ? true
      : 'has fields the official type does not know'
    : 'is not assignable to the official type'
}

const agreement: Agreement = {
  list_invoices: true,
  list_invoices_detailed: true,
  get_invoice: true,
  create_invoice: true,
  update_status: true,
  download: true,
  send: true,
  list_customers: true,
  get_customer: true,
  create_customer: true,
  update_customer: true,
  create_customers: true,
  'invoice.created': true,
  'invoice.voided': true,
  'invoice.overdue': true,
  'payment.received': true,
  'payment.refunded': true,
  'customer.created': true,
}

// The runtime half: each answer has exactly these fields, spelled from the official types, required ones all there.
type FieldList<T> = Record<keyof T, 'required' | 'optional'>

const invoiceFields: FieldList<Invoice> = {
  id: 'required',
  customerId: 'required',
  subscriptionId: 'required',
  invoiceNumber: 'required',
  status: 'required',
  invoiceType: 'required',
  currency: 'required',
  subtotal: 'required',
  discountAmount: 'required',
  creditApplied: 'optional',
  taxAmount: 'required',
  total: 'required',
  periodStart: 'required',
  periodEnd: 'required',
  issueDate: 'required',
  dueDate: 'required',
  planName: 'optional',
  memo: 'required',
  poNumber: 'optional',
  reference: 'optional',
  metadata: 'required',
  createdAt: 'required',
  updatedAt: 'required',
  lineItems: 'optional',
  object: 'required',
  livemode: 'required',
}

const required = <T extends string>(...names: readonly T[]): Record<T, 'required'> =>
  Object.fromEntries(names.map((name) => [name, 'required'])) as Record<T, 'required'>

const createdFields: FieldList<CreatedInvoice> = required(
  'id',
  'customerId',
  'invoiceNumber',
  'status',
  'invoiceType',
  'currency',
  'subtotal',
  'taxAmount',
  'total',
  'issueDate',
  'dueDate',
  'memo',
  'metadata',
  'createdAt',
  'updatedAt',
  'object',
  'livemode',
)
const stubFields: FieldList<InvoiceStatus> = required('id', 'status', 'updatedAt', 'object', 'livemode')
const downloadFields: FieldList<InvoiceDownload> = required('url', 'expiresAt', 'object', 'livemode')
const sentFields: FieldList<SentInvoice> = required('sent', 'sentAt', 'object', 'livemode')
const customerFields: FieldList<Customer> = required(
  'id',
  'externalId',
  'fullName',
  'email',
  'taxDocument',
  'documentType',
  'timezone',
  'metadata',
  'createdAt',
  'updatedAt',
  'object',
  'livemode',
)
const batchFields: FieldList<CustomerBatch> = required('successful', 'failed', 'object', 'livemode')

const storedCustomer: StoredCustomer = {
  id: 'cus_1',
  account: 'main',
  externalId: null,
  fullName: null,
  email: 'a@b.co',
  taxDocument: null,
  documentType: null,
  timezone: 'UTC',
  metadata: {},
  createdAtMs: 0,
  updatedAtMs: 0,
  currency: 'usd',
}

type Fields = Readonly<Record<string, 'required' | 'optional'>>

const misfits = (value: object, fields: Fields): readonly string[] => [
  ...Object.keys(value).filter((name) => !(name in fields)),
  ...Object.keys(fields).filter((name) => fields[name] === 'required' && !(name in value)),
]

describe('answers of dialect A against the official types', () => {
  const emulator = createEmulator({ data: 'demo' })
  const call = callerFor(emulator)

  it('agree in every endpoint and event', () => {
    expect(Object.values(agreement).every(Boolean)).toBe(true)
  })

  it.each([
    ['list_invoices', 'GET', '/invoices', undefined, invoiceFields],
    ['get_invoice', 'GET', '/invoices/inv_000000000003', undefined, invoiceFields],
    [
      'create_invoice',
      'POST',
      '/invoices',
      { customerId: 'cus_sakura', amount: 5, description: 'x' },
      createdFields,
    ],
    ['update_status', 'PUT', '/invoices/inv_000000000003/status', { status: 'void' }, stubFields],
    ['download', 'GET', '/invoices/inv_000000000003/download', undefined, downloadFields],
    ['send', 'POST', '/invoices/inv_000000000003/send', {}, sentFields],
    ['list_customers', 'GET', '/customers', undefined, customerFields],
    ['get_customer', 'GET', '/customers/cus_andes', undefined, customerFields],
    ['create_customer', 'POST', '/customers', { email: 'a@b.co' }, customerFields],
    ['update_customer', 'PUT', '/customers/cus_andes', { fullName: 'Andes' }, customerFields],
    ['create_customers', 'POST', '/customers/batch', { customers: [{ email: 'a@b.co' }] }, batchFields],
  ] as const)('%s has the official fields and no other', async (operation, method, path, body, fields) => {
    const answer = await call(method, path, body)
    expect(emulator.requests.at(-1)).toMatchObject({ operation })
    const { success, ...envelope } = answer.body
    expect(success).toBe(true)
    expect(Object.keys(envelope).filter((name) => !['data', 'hasMore', 'nextCursor'].includes(name))).toEqual(
      [],
    )
    const data = objectIn(answer)
    for (const value of Array.isArray(data) ? data : [data]) expect(misfits(value, fields)).toEqual([])
  })

  it('come from formatters that satisfy the types', () => {
    const customer = { ...storedCustomer, currency: 'jpy' }
    const order = {
      id: 'inv_1',
      invoiceNumber: 'INV-1',
      customer,
      amount: 5,
      description: 'x',
      metadata: {},
      nowMs: 0,
    }
    const invoice = buildAdjustment(order, commetSwitchDefaults)
    const formatting = { switches: commetSwitchDefaults, livemode: true }
    const whole = formatInvoice(invoice, formatting) satisfies Invoice
    const listed = formatListedInvoice(invoice, formatting) satisfies Invoice
    const created = formatCreatedInvoice(invoice, formatting) satisfies CreatedInvoice
    const stub = formatStatusStub(invoice, formatting) satisfies InvoiceStatus
    const wireCustomer = formatCustomer(customer, formatting) satisfies Customer
    const answer = { success: true, data: [listed], hasMore: false } satisfies ApiResponse<Invoice[]>
    expect(misfits(whole, invoiceFields)).toEqual([])
    expect(misfits(answer.data[0] ?? {}, invoiceFields)).toEqual([])
    expect(misfits(created, createdFields)).toEqual([])
    expect(misfits(stub, stubFields)).toEqual([])
    expect(misfits(wireCustomer, customerFields)).toEqual([])
  })

  it('have errors that fit too', () => {
    const { error } = errorBody({ status: 404, code: 'not_found', message: 'x', param: 'id' }, 'A', false)
    const detail: ApiErrorDetail = error
    expect(detail.type).toBe('not_found_error')
  })
})
