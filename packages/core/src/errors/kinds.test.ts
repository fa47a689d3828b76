import { expect, test } from 'vitest'
import { invoiceError } from './construct.ts'
import type { InvoiceErrorKind } from './error.ts'
import { invoiceErrorKinds } from './kinds.ts'

const kinds = Object.keys(invoiceErrorKinds) as InvoiceErrorKind[]

test.each(kinds)('%s: the table says what the error says', (kind) => {
  const context = { provider: null, account: null, operation: 'list' }
  const error = invoiceError(kind, context, 'x', {} as any)
  expect(invoiceErrorKinds[kind].retryable).toBe(error.retryable ? 'usually' : 'never')
})

test.each(kinds)('%s is told in whole sentences', (kind) => {
  const { when, action } = invoiceErrorKinds[kind]
  for (const sentence of [when, action]) expect(sentence).toMatch(/^[A-Z].+\.$/)
})
