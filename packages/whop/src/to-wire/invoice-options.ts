import { type FieldProblem, type JsonObject, ok, type Result } from '@invoice-adapters/core'
import {
  amountSchema,
  idSchema,
  instantSchema,
  parseFields,
  textSchema,
  wholeNumberSchema,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

/** As the inline address of Whop, which can also hold a tax id (api-reference/legacy/invoices/create-invoice). */
export interface WhopBillingAddress {
  city?: string
  country?: string
  line1?: string
  line2?: string
  name?: string
  phone?: string
  postalCode?: string
  state?: string
  /** One of Whop's 113 words of the form country_kind, such as `eu_vat`. */
  taxIdType?: string
  taxIdValue?: string
}

/** `providerOptions.whop` of `update`. */
export interface WhopDraftOptions {
  /** `prod_…` */
  productId?: string
  /** What `charge_automatically` charges. */
  paymentMethodId?: string
  /** `ma_…`; instead of an address. */
  mailingAddressId?: string
  /** Instead of `customer.address`, for what that cannot hold. */
  billingAddress?: WhopBillingAddress
  /** Default false: nothing comes on top of the lines. */
  chargeBuyerFee?: boolean
  /** RFC 3339: when a draft opens, and is mailed or charged. */
  automaticallyFinalizesAt?: string
  /** RFC 3339: from when billing periods of a renewing plan count. */
  subscriptionBillingAnchorAt?: string
}

/** `providerOptions.whop` of `create`. */
export interface WhopInvoiceOptions extends WhopDraftOptions {
  /** Makes a product for this invoice, instead of `productId`. */
  product?: { title: string; taxCodeId?: string }
  /** Makes a draft: nothing is sent or charged before it is finalized. */
  saveAsDraft?: boolean
  /** Default `one_time`. `renewal` starts a subscription that charges again and again. */
  planType?: 'one_time' | 'renewal'
  /** Minor units, of a renewing plan: what each later period costs. The lines are the first charge, this included. */
  renewalAmount?: number
  /** Days, of a renewing plan. */
  billingPeriodDays?: number
  trialPeriodDays?: number
  expirationDays?: number
}

function addressSchema(): z.ZodMiniType<WhopBillingAddress> {
  const part = z.exactOptional(textSchema(500))
  return z.strictObject({
    city: part,
    country: part,
    line1: part,
    line2: part,
    name: part,
    phone: part,
    postalCode: part,
    state: part,
    taxIdType: part,
    taxIdValue: part,
  })
}

function draftShape() {
  return {
    productId: z.exactOptional(idSchema()),
    paymentMethodId: z.exactOptional(idSchema()),
    mailingAddressId: z.exactOptional(idSchema()),
    billingAddress: z.exactOptional(addressSchema()),
    chargeBuyerFee: z.exactOptional(z.boolean()),
    automaticallyFinalizesAt: z.exactOptional(instantSchema()),
    subscriptionBillingAnchorAt: z.exactOptional(instantSchema()),
  }
}

function days(): z.ZodMiniType<number> {
  return wholeNumberSchema(1, 36_500)
}

const draftOptionsSchema: z.ZodMiniType<WhopDraftOptions> = z.lazy(() => z.strictObject(draftShape()))

const invoiceOptionsSchema: z.ZodMiniType<WhopInvoiceOptions> = z.lazy(() =>
  z.strictObject({
    ...draftShape(),
    product: z.exactOptional(
      z.strictObject({ title: textSchema(500), taxCodeId: z.exactOptional(idSchema()) }),
    ),
    saveAsDraft: z.exactOptional(z.boolean()),
    planType: z.exactOptional(z.enum(['one_time', 'renewal'])),
    renewalAmount: z.exactOptional(amountSchema().check(z.refine((amount) => amount > 0))),
    billingPeriodDays: z.exactOptional(days()),
    trialPeriodDays: z.exactOptional(days()),
    expirationDays: z.exactOptional(days()),
  }),
)

type Given = { [provider: string]: JsonObject } | undefined

export function readInvoiceOptions(given: Given): Result<WhopInvoiceOptions, FieldProblem[]> {
  return read(invoiceOptionsSchema, given)
}

export function readDraftOptions(given: Given): Result<WhopDraftOptions, FieldProblem[]> {
  return read(draftOptionsSchema, given)
}

function read<T>(schema: z.ZodMiniType<T>, given: Given): Result<T, FieldProblem[]> {
  const options = given?.whop ?? {}
  return parseFields(schema, options, '')
    .mapErr((problems) => problems.map(({ field, message }) => ({ field: nameOf(field), message })))
    .andThen((parsed) => ok(parsed))
}

function nameOf(field: string): string {
  return field === '' ? 'providerOptions.whop' : `providerOptions.whop.${field}`
}
