import { expect, test } from 'vitest'
import type * as z from 'zod/mini'
import {
  draftChangesSchema,
  lineChangesSchema,
  newCustomerSchema,
  newPaymentSchema,
  newRefundSchema,
} from './change-schemas.ts'
import { parseFields } from './parse-input.ts'
import {
  customerQuerySchema,
  invoiceFilterSchema,
  listQuerySchema,
  pageQuerySchema,
} from './query-schemas.ts'
import { idSchema } from './schema-parts.ts'

const line = { description: 'Consulting', amount: 100 }
const money = { externalId: 'key', amount: 100, currency: 'USD' }

const taken: [string, z.ZodMiniType<unknown>, unknown][] = [
  ['a cleared memo', draftChangesSchema, { memo: null, dueAt: null, metadata: null }],
  ['new lines', draftChangesSchema, { lines: [line] }],
  ['lines to add and to remove', lineChangesSchema, { add: [line], remove: ['li_1'] }],
  ['a payment', newPaymentSchema, { ...money, transactionId: 'txn_1' }],
  [
    'a refund',
    newRefundSchema,
    { ...money, refundedAt: '2026-07-01T00:00:00Z', method: 'cash', lineId: 'li_1' },
  ],
  ['a customer', newCustomerSchema, { email: 'ada@example.com', address: { city: null } }],
  ['an empty query', listQuerySchema, {}],
  ['a filter', invoiceFilterSchema, { status: ['payable', 'void'], createdFrom: '2026-07-01T00:00:00Z' }],
  ['a page', pageQuerySchema, { cursor: 'abc', pageSize: 10, detail: 'full', number: 'INV 1/2' }],
  ['a customer query', customerQuerySchema, { externalId: 'user-7' }],
  ['an id', idSchema(), 'inv_1'],
]

test.each(taken)('%s is taken as it is', (_, schema, value) => {
  expect(parseFields(schema, value)._unsafeUnwrap()).toStrictEqual(value)
})

const refused: [string, z.ZodMiniType<unknown>, unknown, string[]][] = [
  ['no change', draftChangesSchema, {}, ['input']],
  ['a change of nothing', draftChangesSchema, { memo: undefined }, ['input']],
  ['a change of the currency', draftChangesSchema, { currency: 'EUR' }, ['currency', 'input']],
  ['no line to change', lineChangesSchema, {}, ['input']],
  ['no line to remove', lineChangesSchema, { remove: [] }, ['remove']],
  ['a line id that is none', lineChangesSchema, { remove: ['.'] }, ['remove.0']],
  ['a payment of nothing', newPaymentSchema, { ...money, amount: 0 }, ['amount']],
  ['a payment of less', newPaymentSchema, { ...money, amount: -1 }, ['amount']],
  ['a refund without key', newRefundSchema, { ...money, externalId: undefined }, ['externalId']],
  ['a refund of half a cent', newRefundSchema, { ...money, amount: 0.5 }, ['amount']],
  ['a refund in gold', newRefundSchema, { ...money, currency: 'XAU' }, ['currency']],
  ['a customer of nobody', newCustomerSchema, { address: { city: 'Bern' } }, ['input']],
  ['a status of nobody', listQuerySchema, { status: ['overdue'] }, ['status.0']],
  ['no status at all', listQuerySchema, { status: [] }, ['status']],
  ['half a page', pageQuerySchema, { pageSize: 0.5 }, ['pageSize']],
  ['an empty page', pageQuerySchema, { pageSize: 0 }, ['pageSize']],
  ['an empty cursor', pageQuerySchema, { cursor: '' }, ['cursor']],
  ['a cursor where there is none', listQuerySchema, { cursor: 'abc' }, ['cursor']],
  [
    'a range that ends before it begins',
    invoiceFilterSchema,
    { createdFrom: '2026-07-02T00:00:00Z', createdUntil: '2026-07-01T00:00:00Z' },
    ['createdUntil'],
  ],
  [
    'an empty range',
    listQuerySchema,
    { dueFrom: '2026-07-01T02:00:00+02:00', dueUntil: '2026-07-01T00:00:00Z' },
    ['dueUntil'],
  ],
  ['an empty id', idSchema(), '', ['input']],
  ['an id that walks up', idSchema(), '..', ['input']],
  ['an id with a line break', idSchema(), 'inv_1\r\n', ['input']],
  ['an id that is a number', idSchema(), 5, ['input']],
  ['an id of 256 characters', idSchema(), 'x'.repeat(256), ['input']],
]

test.each(refused)('%s is refused', (_, schema, value, expected) => {
  const problems = parseFields(schema, value)._unsafeUnwrapErr()
  expect(problems.map((problem) => problem.field)).toEqual(expected)
})
