import { expect, it } from 'vitest'
import { retryAfterHeaderMs } from './retry.ts'

const now = Date.parse('2026-07-01T00:00:00Z')

it.each([
  ['7', 7000],
  ['0.5', 500],
  ['Wed, 01 Jul 2026 00:00:09 GMT', 9000],
  ['Tue, 30 Jun 2026 00:00:00 GMT', 0],
  ['-1', null],
  ['soon', null],
  ['', null],
])('reads %j', (value, expected) => {
  expect(retryAfterHeaderMs(new Headers({ 'retry-after': value }), now)).toBe(expected)
})

it('waits the longest of several, which together would read as a day long past', () => {
  const headers = new Headers([
    ['retry-after', '7'],
    ['retry-after', '8'],
  ])
  expect(retryAfterHeaderMs(headers, now)).toBe(8000)
})
