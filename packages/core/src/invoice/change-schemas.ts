import * as z from 'zod/mini'
import type { DraftChanges, LineChanges, NewCustomer, NewPayment, NewRefund } from './new-invoice.ts'
import {
  collectionSchema,
  customerReferenceSchema,
  newLinesSchema,
  providerOptionsSchema,
} from './new-invoice-schema.ts'
import {
  currencySchema,
  emailSchema,
  idSchema,
  instantSchema,
  jsonObjectSchema,
  keySchema,
  partialAddressSchema,
  positiveAmountSchema,
  textSchema,
} from './schema-parts.ts'

function hasAnyKey(value: object): boolean {
  return Object.keys(value).length > 0
}

function makeDraftChangesSchema(): z.ZodMiniType<DraftChanges> {
  return z
    .strictObject({
      customer: z.exactOptional(customerReferenceSchema()),
      lines: z.exactOptional(newLinesSchema()),
      dueAt: z.exactOptional(z.nullable(instantSchema())),
      memo: z.exactOptional(z.nullable(textSchema(5000))),
      collection: z.exactOptional(collectionSchema()),
      metadata: z.exactOptional(z.nullable(jsonObjectSchema())),
      providerOptions: z.exactOptional(providerOptionsSchema()),
    })
    .check(z.refine(hasAnyKey, { error: 'must change something' }))
}

/** Changes to a draft. The lines' products are checked by {@link lineProblems} once the currency is known. */
export const draftChangesSchema: z.ZodMiniType<DraftChanges> = /* @__PURE__ */ z.lazy(makeDraftChangesSchema)

function makeLineChangesSchema(): z.ZodMiniType<LineChanges> {
  return z
    .strictObject({
      add: z.exactOptional(newLinesSchema()),
      remove: z.exactOptional(z.array(idSchema()).check(z.minLength(1))),
    })
    .check(z.refine(hasAnyKey, { error: 'must have lines to add or to remove' }))
}

/** The added lines' products are checked by {@link lineProblems} once the currency is known. */
export const lineChangesSchema: z.ZodMiniType<LineChanges> = /* @__PURE__ */ z.lazy(makeLineChangesSchema)

function makeNewPaymentSchema(): z.ZodMiniType<NewPayment> {
  return z.strictObject({
    externalId: keySchema(),
    amount: positiveAmountSchema(),
    currency: currencySchema(),
    transactionId: z.exactOptional(idSchema()),
  })
}

export const newPaymentSchema: z.ZodMiniType<NewPayment> = /* @__PURE__ */ z.lazy(makeNewPaymentSchema)

function makeNewRefundSchema(): z.ZodMiniType<NewRefund> {
  return z.strictObject({
    externalId: keySchema(),
    amount: positiveAmountSchema(),
    currency: currencySchema(),
    refundedAt: z.exactOptional(instantSchema()),
    method: z.exactOptional(keySchema()),
    lineId: z.exactOptional(idSchema()),
    memo: z.exactOptional(textSchema(5000)),
  })
}

export const newRefundSchema: z.ZodMiniType<NewRefund> = /* @__PURE__ */ z.lazy(makeNewRefundSchema)

function makeNewCustomerSchema(): z.ZodMiniType<NewCustomer> {
  return z
    .strictObject({
      externalId: z.exactOptional(keySchema()),
      name: z.exactOptional(textSchema(500)),
      email: z.exactOptional(emailSchema()),
      address: z.exactOptional(partialAddressSchema()),
      metadata: z.exactOptional(jsonObjectSchema()),
    })
    .check(
      z.refine(({ externalId, name, email }) => [externalId, name, email].some((key) => key !== undefined), {
        error: 'must have at least one of externalId, name and email',
      }),
    )
}

export const newCustomerSchema: z.ZodMiniType<NewCustomer> = /* @__PURE__ */ z.lazy(makeNewCustomerSchema)
