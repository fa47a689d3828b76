import type { Invoice } from '@invoice-adapters/core'
import { expect, it } from 'vitest'
import { sampleInvoice } from '../../test/sample.ts'
import { sourceDigest } from './source-digest.ts'

const { source } = sampleInvoice()
const before = await sourceDigest(sampleInvoice())

it.each<Partial<Invoice>>([
  { status: 'past_due' },
  { links: [{ rel: 'pay', url: 'https://pay.example/2' }] },
  { raw: { invoice: {} } },
  { derived: [{ field: 'total', from: ['lines'], rule: 'sum' }] },
  { notes: [{ code: 'change_pending', field: null, message: 'soon' }] },
  { updatedAt: null },
  { providerStatus: 'overdue' },
  { source: { ...source, readAt: '2026-09-01T00:00:00Z', account: 'other', apiVersion: '2' } },
])('stays the same with %j', async (changes) => {
  expect(await sourceDigest(sampleInvoice(changes))).toBe(before)
})

it.each<Partial<Invoice>>([
  { status: 'paid' },
  { status: 'void' },
  { total: 1001 },
  { amountPaid: 1 },
  { amountDue: 999 },
  { currency: 'EUR' },
  { dueAt: null },
  { paymentPending: true },
  { lines: [] },
  { memo: 'x' },
  { source: { ...source, id: 'inv_2' } },
  { source: { ...source, provider: 'asset' } },
  { source: { ...source, mode: 'live' } },
])('changes with %j', async (changes) => {
  expect(await sourceDigest(sampleInvoice(changes))).not.toBe(before)
})
