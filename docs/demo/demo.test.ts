import { expect, it } from 'vitest'
import { runDemo } from './demo.ts'
import { differences, type SummaryRow } from './totals.ts'

it('reads what the ledger holds, before and after a status change', async () => {
  const printed: string[] = []
  expect(await runDemo((text) => printed.push(text))).toEqual([])
  expect(printed.join('\n')).toContain('Every total equals the ledger')
  expect(printed.join('\n')).toMatch(/was open, is paid now/)
})

const row: SummaryRow = {
  vendor: 'commet',
  account: 'acme',
  currency: 'USD',
  status: 'open',
  count: 2,
  total: 500n,
}

it.each([
  ['another total', [{ ...row, total: 501n }]],
  ['another count', [{ ...row, count: 3 }]],
  ['another status', [{ ...row, status: 'paid' as const }]],
  ['another currency', [{ ...row, currency: 'EUR' }]],
  ['a row too few', []],
  ['a row too many', [row, { ...row, currency: 'EUR' }]],
])('sees a difference: %s', (_, truth) => {
  expect(differences([row], truth)).not.toEqual([])
  expect(differences([row], [row])).toEqual([])
})
