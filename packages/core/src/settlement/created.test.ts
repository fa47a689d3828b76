import { ok } from 'neverthrow'
import { expect, it } from 'vitest'
import { sampleInvoice } from '../invoice/sample-invoice.ts'
import { differs, keyTaken, unlessDifferent } from './created.ts'

const context = { provider: 'example', account: 'acme', operation: 'create' }
const there = { invoice: sampleInvoice(), created: true, notWritten: [] }

it('names both values of a difference', () => {
  expect(differs('total', 5, 5)).toEqual([])
  expect(differs('total', 5, 6)).toEqual([{ field: 'total', message: 'is 5, asked was 6' }])
  expect(differs('number', null, 'A')).toEqual([{ field: 'number', message: 'is not told, asked was A' }])
  expect(differs('number', 'A', null)).toEqual([{ field: 'number', message: 'is A, asked was nothing' }])
})

it('is what is there, where nothing differs', () => {
  expect(unlessDifferent(context, there, [])).toEqual(ok(there))
})

it('carries an invoice that differs, whoever made it, and is not to be repeated', () => {
  const fields = differs('total', 5, 6)
  const made = unlessDifferent(context, there, fields)._unsafeUnwrapErr()
  expect(made).toMatchObject({
    kind: 'unexpected_response',
    fields,
    invoice: there.invoice,
    retryable: false,
  })
  expect(made.message).toContain('came out different from what was asked: total is 5, asked was 6')
  const both = unlessDifferent(context, there, [...fields, ...differs('number', 'A', 'B')])._unsafeUnwrapErr()
  expect(both.message).toContain('total is 5, asked was 6; number is A, asked was B')
  const found = unlessDifferent(context, { ...there, created: false }, fields)._unsafeUnwrapErr()
  expect(found.message).toContain('is different from what is asked')
})

it('names the key that is taken, and what it stands for', () => {
  expect(keyTaken(context, 'order-1', 'invoice inv_1 with other content', there.invoice)).toMatchObject({
    ...context,
    kind: 'conflict',
    externalId: 'order-1',
    invoice: there.invoice,
    message: 'the key stands for invoice inv_1 with other content',
  })
})
