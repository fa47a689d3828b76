import { type Invoice, type InvoiceError, ok } from '@invoice-adapters/core'
import { expect, it } from 'vitest'
import { createReport } from '../src/index.ts'
import { invoice } from './report-of.ts'

const now = (): number => Date.parse('2026-08-01T12:00:00Z')

function readAt(instant: string): Invoice {
  const one = invoice({ dueAt: '2026-07-20T00:00:00Z' })
  return { ...one, source: { ...one.source, readAt: instant } }
}

async function statusOrField(asOf: string | undefined, instant: string): Promise<string> {
  const report = await createReport([ok<Invoice, InvoiceError>(readAt(instant))], { asOf, now })
  if (report.isOk()) return report.value.totals[0]?.status ?? 'none'
  return report.error.kind === 'invalid_input' ? (report.error.fields[0]?.field ?? '') : report.error.kind
}

it.each<[string, string | undefined, string, string]>([
  ['now by default, however long the reading takes', undefined, '2026-08-01T13:00:00Z', 'past_due'],
  ['taken just before the first reading', '2026-08-01T11:59:30Z', '2026-08-01T12:00:01Z', 'past_due'],
  ['to come', '2026-09-01T00:00:00Z', '2026-08-01T12:00:01Z', 'past_due'],
  ['in the past, after every reading', '2026-07-19T00:00:00Z', '2026-07-18T00:00:00Z', 'open'],
  ['in the past, before a reading', '2026-07-19T00:00:00Z', '2026-08-01T12:00:01Z', 'asOf'],
  ['that is none', '1 August', '2026-08-01T12:00:01Z', 'asOf'],
])('an instant %s', async (_, asOf, instant, expected) => {
  expect(await statusOrField(asOf, instant)).toBe(expected)
})

it('is told by the report', async () => {
  expect((await createReport([], { now }))._unsafeUnwrap().asOf).toBe('2026-08-01T12:00:00.000Z')
})
