import type { Invoice } from '@invoice-adapters/core'
import type { LedgerInvoice } from '@invoice-adapters/emulator'
import { expect, it } from 'vitest'
import { runDemo } from './demo.ts'
import { differences } from './totals.ts'

it('reads what the ledger holds, before and after a status change in each account, and migrates', {
  timeout: 60_000,
}, async () => {
  const printed: string[] = []
  expect(await runDemo((text) => printed.push(text))).toEqual([])
  const text = printed.join('\n')
  expect(text).toContain('Every invoice equals the ledger')
  expect(text).toContain('Every copy equals its plan')
  expect(text).toContain('What is owed, by days past due')
  for (const method of ['PUT', 'PATCH', 'POST']) expect(text).toMatch(new RegExp(`^  ${method} /`, 'm'))
  for (const status of [
    'draft',
    'open',
    'past_due',
    'paid',
    'partially_refunded',
    'refunded',
    'uncollectible',
    'void',
  ]) {
    expect(text).toContain(`│ ${status} `)
  }
})

const read = {
  source: { provider: 'commet', account: 'acme', id: 'inv_1' },
  currency: 'USD',
  total: 500,
  status: 'past_due',
  notes: [],
} as unknown as Invoice

const truth = {
  vendor: 'commet',
  account: 'acme',
  id: 'inv_1',
  currency: 'USD',
  total: 500,
  amountRefunded: 0,
  status: 'open',
} as unknown as LedgerInvoice

it('sees no difference where there is none', () => {
  expect(differences([read], [truth])).toEqual([])
  const note = { code: 'total_unknown', field: 'total', message: 'tax is not told' } as const
  expect(differences([{ ...read, total: null, notes: [note] }], [truth])).toEqual([])
})

it.each([
  ['another total', [{ ...truth, total: 501 }]],
  ['another status', [{ ...truth, status: 'paid' }]],
  ['another currency', [{ ...truth, currency: 'EUR' }]],
  ['an invoice too few', []],
  ['an invoice too many', [truth, { ...truth, id: 'inv_2' }]],
  ['another account', [{ ...truth, account: 'other' }]],
] as [string, LedgerInvoice[]][])('sees a difference: %s', (_, ledger) => {
  expect(differences([read], ledger)).not.toEqual([])
})

it('sees a total that is missing without a word, and an invoice read twice', () => {
  expect(differences([{ ...read, total: null }], [truth])).toHaveLength(1)
  expect(differences([read, read], [truth])).toHaveLength(1)
})
