import { invoiceError } from '@invoice-adapters/core/authoring'
import { expect, it } from 'vitest'
import { inCommandWords } from '../src/command-words.ts'
import { ofInvoiceError } from '../src/failure.ts'

it.each([
  ['asOf must be later than dueFrom', '--as-of must be later than --due-after'],
  ['commet cannot set it; use refund instead', 'commet cannot set it; use invoices refund instead'],
  ['asset has no delete; use setStatus instead', 'asset has no delete; use invoices status instead'],
  [
    'against setting it by hand; it needs unsafe; use refund instead',
    'against setting it by hand; it needs --unsafe; use invoices refund instead',
  ],
  ['the refund is not known; use another', 'the refund is not known; use another'],
])('%s', (message, words) => {
  expect(inCommandWords(message)).toBe(words)
})

it('names the host that was not found', () => {
  const message = 'getaddrinfo ENOTFOUND api.example.invalid'
  const cause = { name: 'Error', message, code: 'ENOTFOUND', httpStatus: null }
  const context = { provider: 'commet', account: 'acme', operation: 'list' }
  const words = 'the vendor could not be reached (ENOTFOUND)'
  expect(ofInvoiceError(invoiceError('network', context, words, {}, { cause })).message).toContain(
    'acme: the vendor could not be reached (the name api.example.invalid is not found) (network)',
  )
})
