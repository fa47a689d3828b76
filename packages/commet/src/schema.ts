import { readJsonObjectSchema, toUtcInstant, wholeNumberSchema } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

// Responses are read leniently: only `id` must be there, what is unknown is ignored, an unknown enum value is kept.
// What is declared here and has another type makes the record unreadable: it is never guessed.

type Text = string | null | undefined
type Whole = number | null | undefined
type FreeObject = Record<string, unknown> | null | undefined

export interface WireLineItem {
  lineType?: Text
  featureName?: Text
  description?: Text
  quantity?: Whole
  unitAmount?: Whole
  amount?: Whole
  includedAmount?: Whole
  usedAmount?: Whole
  overageAmount?: Whole
  discountType?: Text
  discountValue?: Whole
  discountName?: Text
  chargeType?: Text
}

/** Every invoice answer of both dialects, from the five fields of a status change to a whole one. */
export interface WireInvoice {
  id: string
  livemode?: boolean | null | undefined
  customerId?: Text
  subscriptionId?: Text
  invoiceNumber?: Text
  status?: Text
  invoiceType?: Text
  currency?: Text
  subtotal?: Whole
  discountAmount?: Whole
  creditApplied?: Whole
  taxAmount?: Whole
  total?: Whole
  periodStart?: Text
  periodEnd?: Text
  issueDate?: Text
  dueDate?: Text
  planName?: Text
  memo?: Text
  poNumber?: Text
  reference?: Text
  metadata?: FreeObject
  createdAt?: Text
  updatedAt?: Text
  lineItems?: WireLineItem[] | null | undefined
}

export interface WireCustomer {
  id: string
  livemode?: boolean | null | undefined
  externalId?: Text
  fullName?: Text
  email?: Text
  metadata?: FreeObject
  createdAt?: Text
  updatedAt?: Text
}

/** What the records are made of. Schemas are made when they are first used: making them takes as long as loading the rest. */
function members() {
  const text = z.nullish(z.string())
  /** Integers within ±(2^53−1), says the regenerated reference (api-reference/invoices/get-invoice). */
  const amount = z.nullish(wholeNumberSchema())
  /** Documented as integers too; a fraction is no reason to lose the record. */
  const figure = z.nullish(z.number())
  const dateTime = z.nullish(
    z.string().check(z.refine((value) => toUtcInstant(value) !== null, { error: 'is no date-time' })),
  )
  const freeObject = z.nullish(readJsonObjectSchema())
  const id = z.string().check(z.minLength(1))
  return { id, text, amount, figure, dateTime, freeObject }
}

function lineItemSchema() {
  const { text, amount, figure } = members()
  return z.object({
    lineType: text,
    featureName: text,
    description: text,
    quantity: figure,
    unitAmount: figure,
    amount,
    includedAmount: figure,
    usedAmount: figure,
    overageAmount: figure,
    discountType: text,
    discountValue: figure,
    discountName: text,
    chargeType: text,
  })
}

export const invoiceSchema: z.ZodMiniType<WireInvoice> = z.lazy(() => {
  const { id, text, amount, dateTime, freeObject } = members()
  return z.object({
    id,
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
    lineItems: z.nullish(z.array(lineItemSchema())),
  })
})

export const customerSchema: z.ZodMiniType<WireCustomer> = z.lazy(() => {
  const { id, text, dateTime, freeObject } = members()
  return z.object({
    id,
    livemode: z.nullish(z.boolean()),
    externalId: text,
    fullName: text,
    email: text,
    metadata: freeObject,
    createdAt: dateTime,
    updatedAt: dateTime,
  })
})

/** Records are checked one by one, so that one bad record does not hide the others. */
export const listSchema: z.ZodMiniType<{ data: unknown[]; hasMore: boolean }> = z.lazy(() =>
  z.object({
    data: z.array(z.unknown()),
    hasMore: z.boolean(),
  }),
)

/** A page that is not the last must say where the next one begins. */
export const nextPageSchema: z.ZodMiniType<{ nextCursor: string }> = z.lazy(() =>
  z.object({
    nextCursor: z.string().check(z.minLength(1)),
  }),
)

/** A signed address that lives 7 days (api-reference/invoices/download-invoice). */
export const downloadSchema: z.ZodMiniType<{ url: string; expiresAt?: Text }> = z.lazy(() => {
  const { dateTime } = members()
  return z.object({
    url: z.string().check(z.minLength(1)),
    expiresAt: dateTime,
  })
})

export const sentSchema: z.ZodMiniType<{ sent: boolean; sentAt?: Text }> = z.lazy(() => {
  const { dateTime } = members()
  return z.object({
    sent: z.boolean(),
    sentAt: dateTime,
  })
})
