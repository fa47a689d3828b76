import { toUtcInstant } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

// Responses are read leniently: only `id` must be there, what is unknown is ignored, an unknown enum value is kept.
// What is declared here and has another type makes the record unreadable: it is never guessed.

const text = z.nullish(z.string())
/** Integers within ±(2^53−1), says the regenerated reference (api-reference/invoices/get-invoice). */
const amount = z.nullish(z.int())
const dateTime = z.nullish(
  z.string().check(z.refine((value) => toUtcInstant(value) !== null, 'is no date-time')),
)
const freeObject = z.nullish(z.record(z.string(), z.unknown()))

const lineItemSchema = z.object({
  lineType: text,
  featureName: text,
  description: text,
  quantity: z.nullish(z.number()),
  unitAmount: z.nullish(z.number()),
  amount,
  includedAmount: z.nullish(z.number()),
  usedAmount: z.nullish(z.number()),
  overageAmount: z.nullish(z.number()),
  discountType: text,
  discountValue: z.nullish(z.number()),
  discountName: text,
  chargeType: text,
})

/** Every invoice answer of both dialects, from the five fields of a status change to a whole one. */
export const invoiceSchema = z.object({
  id: z.string().check(z.minLength(1)),
  livemode: z.nullish(z.boolean()),
  customerId: text,
  subscriptionId: text,
  invoiceNumber: text,
  status: text,
  invoiceType: text,
  currency: text,
  subtotal: amount,
  discountAmount: amount,
  creditApplied: amount,
  taxAmount: amount,
  total: amount,
  periodStart: dateTime,
  periodEnd: dateTime,
  issueDate: dateTime,
  dueDate: dateTime,
  planName: text,
  memo: text,
  poNumber: text,
  reference: text,
  metadata: freeObject,
  createdAt: dateTime,
  updatedAt: dateTime,
  lineItems: z.nullish(z.array(lineItemSchema)),
})

export type WireInvoice = z.infer<typeof invoiceSchema>
export type WireLineItem = z.infer<typeof lineItemSchema>

export const customerSchema = z.object({
  id: z.string().check(z.minLength(1)),
  livemode: z.nullish(z.boolean()),
  externalId: text,
  fullName: text,
  email: text,
  metadata: freeObject,
  createdAt: dateTime,
  updatedAt: dateTime,
})

export type WireCustomer = z.infer<typeof customerSchema>

/** Records are checked one by one, so that one bad record does not hide the others. */
export const listSchema = z.object({
  data: z.array(z.unknown()),
  hasMore: z.boolean(),
  nextCursor: z.nullish(z.string().check(z.minLength(1))),
})

/** A signed address that lives 7 days (api-reference/invoices/download-invoice). */
export const downloadSchema = z.object({
  url: z.string().check(z.minLength(1)),
  expiresAt: dateTime,
})

export const sentSchema = z.object({
  sent: z.boolean(),
  sentAt: dateTime,
})
