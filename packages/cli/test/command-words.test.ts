import { expect, it } from 'vitest'
import { inCommandWords } from '../src/command-words.ts'

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
