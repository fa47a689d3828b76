import * as z from 'zod/mini'
import type { JsonObject } from './invoice.ts'
import { isPlainObject, jsonProblem } from './json-problem.ts'
import { lineProblems } from './line-problems.ts'
import type { CustomerReference, NewInvoice, NewInvoiceLine } from './new-invoice.ts'
import {
  amountSchema,
  currencySchema,
  decimalSchema,
  emailSchema,
  idSchema,
  instantSchema,
  jsonObjectSchema,
  keySchema,
  partialAddressSchema,
  textSchema,
} from './schema-parts.ts'

export function customerReferenceSchema(): z.ZodMiniType<CustomerReference> {
  return z
    .strictObject({
      id: z.exactOptional(idSchema()),
      externalId: z.exactOptional(keySchema()),
      email: z.exactOptional(emailSchema()),
      name: z.exactOptional(textSchema(500)),
      address: z.exactOptional(partialAddressSchema()),
    })
    .check(
      z.refine(
        ({ id, externalId, email, name }) => [id, externalId, email, name].some((key) => key !== undefined),
        {
          error: 'must have at least one of id, externalId, email and name',
        },
      ),
    )
}

export function newLineSchema(): z.ZodMiniType<NewInvoiceLine> {
  return z.strictObject({
    description: textSchema(5000),
    amount: amountSchema(),
    quantity: z.exactOptional(decimalSchema()),
    unitPrice: z.exactOptional(decimalSchema()),
    tax: z.exactOptional(amountSchema()),
    taxRate: z.exactOptional(decimalSchema()),
    metadata: z.exactOptional(jsonObjectSchema()),
  })
}

export function newLinesSchema(): z.ZodMiniType<NewInvoiceLine[]> {
  return z.array(newLineSchema()).check(z.minLength(1))
}

export function collectionSchema(): z.ZodMiniType<'send_invoice' | 'charge_automatically'> {
  return z.enum(['send_invoice', 'charge_automatically'])
}

/** By vendor; what stands inside is the vendor's own adapter's to judge. */
export function providerOptionsSchema(): z.ZodMiniType<{ [provider: string]: JsonObject }> {
  return z
    .custom<{ [provider: string]: JsonObject }>(
      (value) => isPlainObject(value) && Object.values(value).every(isPlainObject),
      { error: 'must be an object of objects by vendor, such as { whop: { … } }', abort: true },
    )
    .check((payload) => {
      const problem = jsonProblem(payload.value)
      if (problem !== null) payload.issues.push({ code: 'custom', input: undefined, ...problem })
    })
}

function wholeNewInvoiceSchema(): z.ZodMiniType<NewInvoice> {
  return z
    .strictObject({
      externalId: keySchema(),
      customer: customerReferenceSchema(),
      currency: currencySchema(),
      lines: newLinesSchema(),
      dueAt: z.exactOptional(instantSchema()),
      issuedAt: z.exactOptional(instantSchema()),
      number: z.exactOptional(keySchema()),
      memo: z.exactOptional(textSchema(5000)),
      purchaseOrder: z.exactOptional(keySchema()),
      collection: z.exactOptional(collectionSchema()),
      metadata: z.exactOptional(jsonObjectSchema()),
      providerOptions: z.exactOptional(providerOptionsSchema()),
    })
    .check((payload) => {
      for (const { path, message } of lineProblems(payload.value.lines, payload.value.currency)) {
        payload.issues.push({ code: 'custom', input: undefined, path: ['lines', ...path], message })
      }
    })
}

/** An invoice to be created; unknown keys are refused. See {@link NewInvoice} for units and shapes. */
export const newInvoiceSchema: z.ZodMiniType<NewInvoice> = /* @__PURE__ */ z.lazy(wholeNewInvoiceSchema)
