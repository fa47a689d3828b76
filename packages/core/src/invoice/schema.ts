import * as z from 'zod/mini'
import { invoiceStatuses } from '../status/status.ts'
import type {
  Address,
  DerivedField,
  Invoice,
  InvoiceCustomer,
  InvoiceLine,
  InvoiceLink,
  InvoiceNote,
  InvoicePayment,
  InvoiceSource,
} from './invoice.ts'
import {
  amountSchema,
  decimalSchema,
  instantSchema,
  readJsonObjectSchema,
  wholeNumberSchema,
} from './schema-parts.ts'

function sourceSchema(): z.ZodMiniType<InvoiceSource> {
  return z.object({
    provider: z.string().check(z.minLength(1)),
    account: z.string().check(z.minLength(1)),
    mode: z.nullable(z.enum(['live', 'test'])),
    id: z.string().check(z.minLength(1)),
    apiVersion: z.nullable(z.string()),
    readAt: instantSchema(),
  })
}

function addressSchema(): z.ZodMiniType<Address> {
  const part = z.nullable(z.string())
  return z.object({ line1: part, line2: part, city: part, state: part, postalCode: part, country: part })
}

function customerSchema(): z.ZodMiniType<InvoiceCustomer> {
  const text = z.nullable(z.string())
  return z.object({
    id: text,
    externalId: text,
    name: text,
    email: text,
    address: z.nullable(addressSchema()),
  })
}

function lineSchema(): z.ZodMiniType<InvoiceLine> {
  const text = z.nullable(z.string())
  const amount = z.nullable(amountSchema())
  const decimal = z.nullable(decimalSchema())
  const instant = z.nullable(instantSchema())
  return z.object({
    id: text,
    description: text,
    kind: z.enum(['item', 'subscription', 'usage', 'discount', 'credit', 'prepayment', 'unknown']),
    providerKind: text,
    quantity: decimal,
    unitPrice: decimal,
    discount: amount,
    tax: amount,
    taxRate: decimal,
    amount,
    periodStart: instant,
    periodEnd: instant,
    metadata: z.nullable(readJsonObjectSchema()),
  })
}

function paymentSchema(): z.ZodMiniType<InvoicePayment> {
  return z.object({
    id: z.nullable(z.string()),
    amount: z.nullable(amountSchema()),
    at: z.nullable(instantSchema()),
    kind: z.enum(['payment', 'credit', 'write_off']),
  })
}

function linkSchema(): z.ZodMiniType<InvoiceLink> {
  return z.object({ rel: z.enum(['pay', 'pdf', 'view']), url: z.string() })
}

function derivedSchema(): z.ZodMiniType<DerivedField> {
  return z.object({ field: z.string(), from: z.array(z.string()), rule: z.string() })
}

function noteSchema(): z.ZodMiniType<InvoiceNote> {
  return z.object({
    code: z.enum([
      'totals_mismatch',
      'unit_unclear',
      'change_pending',
      'unknown_currency',
      'inexact_amount',
      'total_unknown',
      'unknown_status',
    ]),
    field: z.nullable(z.string()),
    message: z.string(),
  })
}

function wholeInvoiceSchema(): z.ZodMiniType<Invoice> {
  const text = z.nullable(z.string())
  const amount = z.nullable(amountSchema())
  const instant = z.nullable(instantSchema())
  const flag = z.nullable(z.boolean())
  return z.object({
    schemaVersion: z.literal(1),
    source: sourceSchema(),
    number: text,
    externalId: text,
    buyerReference: text,
    subscriptionId: text,
    kind: z.enum(['invoice', 'credit_note']),
    corrects: text,
    status: z.enum(invoiceStatuses),
    providerStatus: text,
    paymentPending: flag,
    collection: z.nullable(z.enum(['send_invoice', 'charge_automatically'])),
    opensAt: instant,
    currency: z.nullable(z.string().check(z.minLength(1))),
    minorUnitDigits: z.nullable(wholeNumberSchema(0, 20)),
    taxInclusive: flag,
    subtotal: amount,
    discount: amount,
    tax: amount,
    creditApplied: amount,
    total: amount,
    amountPaid: amount,
    amountDue: amount,
    amountRefunded: amount,
    createdAt: instant,
    issuedAt: instant,
    dueAt: instant,
    paidAt: instant,
    voidedAt: instant,
    updatedAt: instant,
    periodStart: instant,
    periodEnd: instant,
    customer: customerSchema(),
    lines: z.nullable(z.array(lineSchema())),
    payments: z.nullable(z.array(paymentSchema())),
    memo: text,
    purchaseOrder: text,
    links: z.array(linkSchema()),
    metadata: z.nullable(readJsonObjectSchema()),
    detail: z.enum(['summary', 'full']),
    derived: z.array(derivedSchema()),
    notes: z.array(noteSchema()),
    raw: z.nullable(readJsonObjectSchema()),
  })
}

/**
 * A canonical invoice, for reading one back from a store, a queue or a file. Unknown keys are dropped, so that an
 * invoice written by a later minor version can be read; amounts must be safe integers, dates become UTC.
 */
export const invoiceSchema: z.ZodMiniType<Invoice> = /* @__PURE__ */ z.lazy(wholeInvoiceSchema)
