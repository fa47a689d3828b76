import { expect, it } from 'vitest'
import { invoiceError } from '../errors/construct.ts'
import { outcomeUnknown } from '../http/failure.ts'
import { appliedUnread, mayHaveHappened } from './uncertain.ts'

const context = { provider: 'example', account: 'acme', operation: 'create' }

it('tells a write that may have happened from one that did not', () => {
  const facts = { retryAfterMs: null }
  expect(mayHaveHappened(outcomeUnknown(context, 'no answer', null))).toBe(true)
  expect(
    mayHaveHappened(invoiceError('unexpected_response', context, 'odd', { fields: [], invoice: null })),
  ).toBe(true)
  expect(mayHaveHappened(invoiceError('unavailable', context, 'down', facts))).toBe(true)
  expect(mayHaveHappened(invoiceError('timeout', context, 'late', {}))).toBe(true)
  expect(mayHaveHappened(invoiceError('rate_limited', context, 'slow', facts))).toBe(false)
  expect(mayHaveHappened(invoiceError('refused', context, 'no', { fields: [] }))).toBe(false)
  expect(mayHaveHappened(invoiceError('network', context, 'never left', {}))).toBe(false)
})

it('names what was done, and hands on why it could not be read', () => {
  const cause = { name: 'Error', message: 'down', code: 'ECONNRESET', httpStatus: null }
  const failed = invoiceError('network', { ...context, requestId: 'req_2' }, 'unreachable', {}, { cause })
  const ids = { invoiceId: 'inv_1', externalId: 'order-1' }
  expect(appliedUnread(context, 'the invoice was created', ids, failed)).toEqual({
    kind: 'applied_unread',
    ...context,
    requestId: 'req_2',
    message: 'the invoice was created, but reading it back failed: unreachable',
    retryable: false,
    cause,
    ...ids,
  })
})
