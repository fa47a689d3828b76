import { toUtcInstant } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

// Responses are read leniently: only `id` must be there, what is unknown is ignored, an unknown enum value is kept.
// What is declared here and has another type makes the record unreadable: it is never guessed.

type Text = string | null | undefined
type Figure = number | null | undefined
type Flag = boolean | null | undefined
type Reference = { id: string } | null | undefined

export interface WireLineItem {
  label?: Text
  position?: Figure
  quantity?: Figure
  unit_price?: Figure
  total?: Figure
}

export interface WireAddress {
  city?: Text
  country?: Text
  line1?: Text
  line2?: Text
  postal_code?: Text
  state?: Text
}

/** Every invoice answer, from the nine fields of old list items to the twenty-five of a new single read. */
export interface WireInvoice {
  id: string
  status?: Text
  number?: Text
  created_at?: Text
  updated_at?: Text
  due_date?: Text
  email_address?: Text
  customer_name?: Text
  fetch_invoice_token?: Text
  current_plan?: { id?: Text; currency?: Text; description?: Text } | null | undefined
  line_items?: WireLineItem[] | null | undefined
  user?: { name?: Text; email?: Text } | null | undefined
  automatically_finalizes_at?: Text
  charge_buyer_fee?: Flag
  collection_method?: Text
  mailing_address?: WireAddress | null | undefined
  member?: Reference
  pay_online_url?: Text
  payment?: Reference
  payment_processing?: Flag
}

export interface WirePlan {
  id: string
  plan_type?: Text
  currency?: Text
  initial_price?: Figure
  renewal_price?: Figure
  billing_period?: Figure
  collect_tax?: Flag
  tax_type?: Text
  description?: Text
  internal_notes?: Text
  purchase_url?: Text
}

export interface WirePayment {
  id: string
  status?: Text
  currency?: Text
  total?: Figure
  tax_amount?: Figure
  tax_behavior?: Text
  refunded_amount?: Figure
  paid_at?: string | number | null | undefined
}

export interface WireMember {
  id: string
  created_at?: Text
  updated_at?: Text
  user?: { name?: Text; email?: Text } | null | undefined
}

/** What the records are made of. Schemas are made when they are first used: making them takes as long as loading the rest. */
function members() {
  const text = z.nullish(z.string())
  const figure = z.nullish(z.number())
  const flag = z.nullish(z.boolean())
  const id = z.string().check(z.minLength(1))
  const reference = z.nullish(z.object({ id }))
  const dateTime = z.nullish(
    z.string().check(z.refine((value) => toUtcInstant(value) !== null, { error: 'is no date-time' })),
  )
  return { id, text, figure, flag, reference, dateTime }
}

function lineItemSchema() {
  const { text, figure } = members()
  return z.object({
    label: text,
    position: figure,
    quantity: figure,
    unit_price: figure,
    total: figure,
  })
}

function addressSchema() {
  const { text } = members()
  return z.object({
    city: text,
    country: text,
    line1: text,
    line2: text,
    postal_code: text,
    state: text,
  })
}

export const invoiceSchema: z.ZodMiniType<WireInvoice> = z.lazy(() => {
  const { id, text, flag, reference, dateTime } = members()
  return z.object({
    id,
    status: text,
    number: text,
    created_at: dateTime,
    updated_at: dateTime,
    due_date: dateTime,
    email_address: text,
    customer_name: text,
    fetch_invoice_token: text,
    current_plan: z.nullish(z.object({ id: text, currency: text, description: text })),
    line_items: z.nullish(z.array(lineItemSchema())),
    user: z.nullish(z.object({ name: text, email: text })),
    automatically_finalizes_at: dateTime,
    charge_buyer_fee: flag,
    collection_method: text,
    mailing_address: z.nullish(addressSchema()),
    member: reference,
    pay_online_url: text,
    payment: reference,
    payment_processing: flag,
  })
})

export const planSchema: z.ZodMiniType<WirePlan> = z.lazy(() => {
  const { id, text, figure, flag } = members()
  return z.object({
    id,
    plan_type: text,
    currency: text,
    initial_price: figure,
    renewal_price: figure,
    billing_period: figure,
    collect_tax: flag,
    tax_type: text,
    description: text,
    internal_notes: text,
    purchase_url: text,
  })
})

export const paymentSchema: z.ZodMiniType<WirePayment> = z.lazy(() => {
  const { id, text, figure } = members()
  return z.object({
    id,
    status: text,
    currency: text,
    total: figure,
    tax_amount: figure,
    tax_behavior: text,
    refunded_amount: figure,
    // Typed as text and described as a Unix timestamp (@whop/sdk 0.0.42, shared.ts): only a date-time is used.
    paid_at: z.nullish(z.union([z.string(), z.number()])),
  })
})

export const memberSchema: z.ZodMiniType<WireMember> = z.lazy(() => {
  const { id, text, dateTime } = members()
  return z.object({
    id,
    created_at: dateTime,
    updated_at: dateTime,
    user: z.nullish(z.object({ name: text, email: text })),
  })
})

/** Records are checked one by one, so that one bad record does not hide the others. */
export const pageSchema: z.ZodMiniType<{
  data: unknown[]
  page_info: { end_cursor?: Text; has_next_page?: Flag }
}> = z.lazy(() => {
  const { text, flag } = members()
  return z.object({
    data: z.array(z.unknown()),
    page_info: z.object({ end_cursor: text, has_next_page: flag }),
  })
})

/** Deletions answer a bare `true`; some of Whop's moved to an object (developer/api/versioning, 2026-07-22). */
export const deletedSchema: z.ZodMiniType<true | { deleted: true }> = z.lazy(() =>
  z.union([z.literal(true), z.object({ deleted: z.literal(true) })]),
)

/** Actions answer a bare `true`; the invoice itself would say the same. */
export const acceptedSchema: z.ZodMiniType<true | { id: string }> = z.lazy(() => {
  const { id } = members()
  return z.union([z.literal(true), z.object({ id })])
})
