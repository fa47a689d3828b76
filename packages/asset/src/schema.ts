import { readJsonObjectSchema, toUtcInstant } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import type { WireMoney } from './money.ts'

// Responses are read leniently: of an invoice only id, number and total_amount must be there, what is unknown is
// ignored, an unknown enum value is kept. What is declared here and has another type makes the record unreadable.

type Text = string | null | undefined
type Money = WireMoney | null | undefined
type FreeObject = Record<string, unknown> | null | undefined

/** `unit_price` and its neighbours up to 2025, `amount` since: both at once have not been seen. */
export interface WireLine {
  id?: Text
  description?: Text
  ledger_id?: Text
  amount?: Money
  unit_price?: Money
  quantity?: Money
  discount_amount?: Money
  discount_rate?: Money
  tax_amount?: Money
  tax_rate?: Money
  is_prepayment?: boolean | null | undefined
  metadata?: FreeObject
  metadata_?: FreeObject
}

export interface WirePayment {
  id?: Text
  payment_amount?: Money
  datetime?: Text
  transaction_id?: Text
  is_write_off?: boolean | null | undefined
}

/** Every generation of the invoice object. */
export interface WireInvoice {
  id: string
  number: string
  total_amount: WireMoney
  description?: Text
  status?: Text
  due_at?: Text
  sent_at?: Text
  voided_at?: Text
  customer_id?: Text
  total_paid?: Money
  credit_amount?: Money
  metadata?: FreeObject
  metadata_?: FreeObject
  lines?: WireLine[] | null | undefined
  payments?: WirePayment[] | null | undefined
}

export interface WireRefund {
  id: string
  amount: WireMoney
  external_id?: Text
  method?: Text
  status?: Text
  refunded_at?: Text
  refund_invoices?: { amount?: Money; invoice_id?: Text; invoice_line_id?: Text }[] | null | undefined
}

export interface WireAddress {
  street_1?: Text
  street_2?: Text
  city?: Text
  state?: Text
  postal_code?: Text
  country?: Text
}

export interface WireCustomer {
  id: string
  external_id?: Text
  name?: Text
  email?: Text
  billing_address?: WireAddress | null | undefined
}

/** Dates are in UTC by the documentation, so that one without an offset is in UTC too. */
export function toInstant(text: Text): string | null {
  return text ? (toUtcInstant(text) ?? toUtcInstant(`${text}Z`)) : null
}

/** What the records are made of. Schemas are made when they are first used: making them takes as long as loading the rest. */
function members() {
  const text = z.nullish(z.string())
  const id = z.string().check(z.minLength(1))
  const flag = z.nullish(z.boolean())
  const freeObject = z.nullish(readJsonObjectSchema())
  const dateTime = z.nullish(
    z.string().check(z.refine((value) => toInstant(value) !== null, { error: 'is no date-time' })),
  )
  const someMoney: z.ZodMiniType<WireMoney> = z.union(
    [
      z.number(),
      z.string().check(z.refine((value) => /^-?\d+(\.\d+)?$/.test(value), { error: 'is no decimal number' })),
    ],
    { error: 'is no decimal number' },
  )
  const money = z.nullish(someMoney)
  return { id, text, flag, freeObject, dateTime, someMoney, money }
}

function lineSchema() {
  const { text, flag, freeObject, money } = members()
  return z.object({
    id: text,
    description: text,
    ledger_id: text,
    amount: money,
    unit_price: money,
    quantity: money,
    discount_amount: money,
    discount_rate: money,
    tax_amount: money,
    tax_rate: money,
    is_prepayment: flag,
    metadata: freeObject,
    metadata_: freeObject,
  })
}

function paymentSchema() {
  const { text, flag, dateTime, money } = members()
  return z.object({
    id: text,
    payment_amount: money,
    datetime: dateTime,
    transaction_id: text,
    is_write_off: flag,
  })
}

export const invoiceSchema: z.ZodMiniType<WireInvoice> = z.lazy(() => {
  const { id, text, freeObject, dateTime, someMoney, money } = members()
  return z.object({
    id,
    number: z.string(),
    total_amount: someMoney,
    description: text,
    status: text,
    due_at: dateTime,
    sent_at: dateTime,
    voided_at: dateTime,
    customer_id: text,
    total_paid: money,
    credit_amount: money,
    metadata: freeObject,
    metadata_: freeObject,
    lines: z.nullish(z.array(lineSchema())),
    payments: z.nullish(z.array(paymentSchema())),
  })
})

export const refundSchema: z.ZodMiniType<WireRefund> = z.lazy(() => {
  const { id, text, dateTime, someMoney, money } = members()
  return z.object({
    id,
    amount: someMoney,
    external_id: text,
    method: text,
    status: text,
    refunded_at: dateTime,
    refund_invoices: z.nullish(z.array(z.object({ amount: money, invoice_id: text, invoice_line_id: text }))),
  })
})

export const customerSchema: z.ZodMiniType<WireCustomer> = z.lazy(() => {
  const { id, text } = members()
  return z.object({
    id,
    external_id: text,
    name: text,
    email: text,
    billing_address: z.nullish(
      z.object({ street_1: text, street_2: text, city: text, state: text, postal_code: text, country: text }),
    ),
  })
})

type Token = Text
interface WirePageToken {
  next_page_token?: Token
}

/** Records are checked one by one, so that one bad record does not hide the others. */
export const listSchema: z.ZodMiniType<
  { data: unknown[]; errors?: unknown; pagination?: WirePageToken | null | undefined } & WirePageToken
> = z.lazy(() => {
  const { text } = members()
  return z.object({
    data: z.array(z.unknown()),
    errors: z.optional(z.unknown()),
    pagination: z.nullish(z.object({ next_page_token: text })),
    // Beside the records, as the overview page shows it (apioverview/pagination).
    next_page_token: text,
  })
})

/** `errors` came with the newest generation; what it holds when nothing failed is not documented. */
export const createdSchema: z.ZodMiniType<{
  data?: unknown[] | null | undefined
  errors?: unknown[] | null | undefined
}> = z.lazy(() =>
  z
    .object({ data: z.nullish(z.array(z.unknown())), errors: z.nullish(z.array(z.unknown())) })
    .check(
      z.refine(({ data, errors }) => Boolean(data ?? errors), { error: 'holds neither data nor errors' }),
    ),
)

/** `invoice_number` at invoices, `number` at their twin, the credit memos. */
export const itemErrorSchema: z.ZodMiniType<{
  error: string | null
  invoice_number: string | null
  number: string | null
}> = z.lazy(() =>
  z.object({
    error: z.catch(z.nullable(z.string()), null),
    invoice_number: z.catch(z.nullable(z.string()), null),
    number: z.catch(z.nullable(z.string()), null),
  }),
)

/** `expires_in` is documented as a unix time here; older copies lack it. */
export const tokenSchema: z.ZodMiniType<{ access_token: string; expires_in?: number | null | undefined }> =
  z.lazy(() =>
    z.object({
      access_token: z
        .string()
        .check(z.refine((token) => /^[\x21-\x7e]+$/.test(token), { error: 'is no bearer token' })),
      expires_in: z.nullish(z.number()),
    }),
  )
