import type { JsonObject } from '../frame.ts'
import type { ChargeType, InvoiceStatus, InvoiceType, LineType } from './entities.ts'

// The shapes as documented. Dates are RFC 3339 texts, amounts integers in settlement units.

interface WireObject<Name extends string> {
  readonly object: Name
  readonly livemode: boolean
}

export interface WireLine {
  lineType: LineType
  featureName: string | null
  description: string
  quantity: number
  unitAmount: number
  amount: number
  includedAmount: number | null
  usedAmount: number | null
  overageAmount: number | null
  discountType: string | null
  discountValue: number | null
  discountName: string | null
  chargeType: ChargeType
}

export interface WireListedInvoice extends WireObject<'invoice'> {
  id: string
  customerId: string
  subscriptionId: string | null
  invoiceNumber: string
  status: InvoiceStatus
  invoiceType: InvoiceType
  currency: string
  subtotal: number
  discountAmount: number
  taxAmount: number
  total: number
  periodStart: string
  periodEnd: string
  issueDate: string
  dueDate: string
  memo: string | null
  metadata: JsonObject
  createdAt: string
  updatedAt: string
}

export interface WireInvoice extends WireListedInvoice {
  creditApplied: number
  planName: string | null
  poNumber: string | null
  reference: string | null
  lineItems: WireLine[]
}

export type WireCreatedInvoice = Pick<
  WireInvoice,
  | 'object'
  | 'livemode'
  | 'id'
  | 'customerId'
  | 'invoiceNumber'
  | 'status'
  | 'invoiceType'
  | 'currency'
  | 'subtotal'
  | 'taxAmount'
  | 'total'
  | 'issueDate'
  | 'dueDate'
  | 'memo'
  | 'metadata'
  | 'createdAt'
  | 'updatedAt'
>

export interface WireStatusStub extends WireObject<'invoice'> {
  id: string
  status: InvoiceStatus
  updatedAt: string
}

export interface WireDownload<Name extends string> extends WireObject<Name> {
  url: string
  expiresAt: string
}

export interface WireDelivery<Name extends string> extends WireObject<Name> {
  sent: boolean
  sentAt: string
}

export interface WireCustomer extends WireObject<'customer'> {
  id: string
  externalId: string | null
  fullName: string | null
  email: string
  taxDocument: string | null
  documentType: string | null
  timezone: string | null
  metadata: JsonObject
  createdAt: string
  updatedAt: string
}

export interface WireCustomerBatch<Name extends string> extends WireObject<Name> {
  successful: { id: string; externalId: string | null; email: string }[]
  failed: { index: number; error: string; data: unknown }[]
}

export interface WireInvoiceEvent {
  invoiceId: string
  invoiceNumber: string
  /** `pending` only under the switch for it. */
  invoiceStatus: InvoiceStatus | 'pending'
  periodStart: string
  periodEnd: string
  issueDate: string
  dueDate: string
  currency: string
  subtotal: number
  total: number
  customerId: string
  subscriptionId: string | null
}

export interface WirePaymentReceived {
  invoiceId: string
  invoiceNumber: string
  invoiceTotal: number
  customerId: string
  subscriptionId: string | null
  paymentTransactionId: string | null
  provider: 'stripe' | null
  grossAmount: number | null
  currency: string | null
  orgNetAmount: number | null
  customerEmail: string | null
  paidAt: string
}

export interface WirePaymentRefunded {
  paymentTransactionId: string
  provider: 'stripe'
  paymentLinkId: string | null
  invoiceId: string
  invoiceNumber: string
  customerId: string
  subscriptionId: string | null
  refundAmount: number
  currency: string
}

export type WireCustomerEvent = Omit<WireCustomer, 'object' | 'livemode'>
