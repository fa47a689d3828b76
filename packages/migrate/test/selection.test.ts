import { expect, it } from 'vitest'
import { planMigration } from '../src/index.ts'
import { choices, openInvoices, openWorld } from './world.ts'

it('refuses a filter that the source lacks, and plans nothing more than was asked', async () => {
  const { source, target } = openWorld('asset', 'whop', { invoices: openInvoices(3) })
  const select = { createdFrom: '2026-08-01T00:00:00Z' }
  expect(source.capabilities.filters.createdFrom.how).toBe('absent')
  const refused = (await planMigration({ source, target, mapping: choices, select }))._unsafeUnwrapErr()
  expect(refused).toMatchObject({ kind: 'vendor_failed', side: 'source', error: { kind: 'unsupported' } })
  expect(refused.message).toContain('asset cannot list by createdFrom')
})
