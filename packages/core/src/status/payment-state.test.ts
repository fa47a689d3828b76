import { expect, test } from 'vitest'
import { paymentState } from './payment-state.ts'

test.each([
  [100, 0, 'unpaid'],
  [100, 1, 'partially_paid'],
  [100, 99, 'partially_paid'],
  [100, 100, 'paid'],
  [100, 101, 'overpaid'],
  [0, 0, 'paid'],
  [0, 1, 'overpaid'],
  [-100, 0, 'unpaid'],
  [-100, -40, 'partially_paid'],
  [-100, -100, 'paid'],
  [-100, -101, 'overpaid'],
  [100, -1, 'unknown'],
  [-100, 1, 'unknown'],
  [null, 0, 'unknown'],
  [100, null, 'unknown'],
])('%s with %s paid is %s', (total, amountPaid, state) => {
  expect(paymentState({ total, amountPaid })).toBe(state)
})
