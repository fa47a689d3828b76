import * as z from 'zod/mini'
import type { CustomerQuery, InvoiceFilter, ListQuery, PageQuery } from '../contract/adapter.ts'
import { invoiceStatuses, type StatusFilter } from '../status/status.ts'
import { idSchema, instantSchema, keySchema, wholeNumberSchema } from './schema-parts.ts'

function statusFilterSchema(): z.ZodMiniType<StatusFilter> {
  return z.enum([...invoiceStatuses, 'payable'])
}

function filterShape() {
  const instant = z.exactOptional(instantSchema())
  return {
    status: z.exactOptional(z.array(statusFilterSchema()).check(z.minLength(1))),
    customerId: z.exactOptional(idSchema()),
    subscriptionId: z.exactOptional(idSchema()),
    createdFrom: instant,
    createdUntil: instant,
    dueFrom: instant,
    dueUntil: instant,
    number: z.exactOptional(keySchema()),
    externalId: z.exactOptional(keySchema()),
  }
}

function listShape() {
  return {
    ...filterShape(),
    pageSize: z.exactOptional(wholeNumberSchema(1)),
    detail: z.exactOptional(z.enum(['summary', 'full'])),
  }
}

function cursorSchema(): z.ZodMiniType<string> {
  return z.string().check(z.minLength(1), z.maxLength(4096))
}

type Bounds = Pick<InvoiceFilter, 'createdFrom' | 'createdUntil' | 'dueFrom' | 'dueUntil'>

const ranges = [
  ['createdFrom', 'createdUntil'],
  ['dueFrom', 'dueUntil'],
] as const

/** A range that ends before it begins would find nothing, and look like an empty account. */
function checkRanges(payload: z.core.ParsePayload<Bounds>): void {
  for (const [from, until] of ranges) {
    const [start, end] = [payload.value[from], payload.value[until]]
    if (start === undefined || end === undefined || !(Date.parse(start) >= Date.parse(end))) continue
    payload.issues.push({
      code: 'custom',
      input: undefined,
      path: [until],
      message: `must be later than ${from}`,
    })
  }
}

function makeFilterSchema(): z.ZodMiniType<InvoiceFilter> {
  return z.strictObject(filterShape()).check(checkRanges)
}

export const invoiceFilterSchema: z.ZodMiniType<InvoiceFilter> = /* @__PURE__ */ z.lazy(makeFilterSchema)

function makeListQuerySchema(): z.ZodMiniType<ListQuery> {
  return z.strictObject(listShape()).check(checkRanges)
}

export const listQuerySchema: z.ZodMiniType<ListQuery> = /* @__PURE__ */ z.lazy(makeListQuerySchema)

function makePageQuerySchema(): z.ZodMiniType<PageQuery> {
  return z.strictObject({ ...listShape(), cursor: z.exactOptional(cursorSchema()) }).check(checkRanges)
}

export const pageQuerySchema: z.ZodMiniType<PageQuery> = /* @__PURE__ */ z.lazy(makePageQuerySchema)

function makeCustomerQuerySchema(): z.ZodMiniType<CustomerQuery> {
  return z.strictObject({
    externalId: z.exactOptional(keySchema()),
    cursor: z.exactOptional(cursorSchema()),
    pageSize: z.exactOptional(wholeNumberSchema(1)),
  })
}

export const customerQuerySchema: z.ZodMiniType<CustomerQuery> = /* @__PURE__ */ z.lazy(
  makeCustomerQuerySchema,
)
