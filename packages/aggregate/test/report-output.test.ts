import { type Invoice, type InvoiceError, ok } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { createReport, type ReportSettings, toCsv, toJsonLines } from '../src/index.ts'
import { invoice, readAt, reportOf } from './report-of.ts'

describe('what is refused', () => {
  it.each([
    [{ asOf: 'yesterday' }, 'asOf'],
    [{ asOf: '2026-07-15T08:00:00Z' }, 'asOf'],
    [{ agingDays: [30, 30] }, 'agingDays'],
    [{ agingDays: [] }, 'agingDays'],
    [{ dsoDays: 0 }, 'dsoDays'],
    [{ rates: { base: 'XXX', date: 'd', source: 's', rates: {} } }, 'rates'],
    [{ rates: { base: 'EUR', date: '', source: 's', rates: {} } }, 'rates'],
    [{ rates: { base: 'EUR', date: 'd', source: 's', rates: { USD: '-1' } } }, 'rates'],
  ] as [Partial<ReportSettings>, string][])('%j, naming %s', async (settings, field) => {
    const refused = await createReport([ok<Invoice, InvoiceError>(invoice({}))], {
      asOf: readAt,
      ...settings,
    })
    expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input', fields: [{ field }] })
  })
})

describe('output', () => {
  it('defuses what a spreadsheet would run, and leaves negative amounts alone', async () => {
    const customer = {
      id: 'cus_1',
      externalId: null,
      name: '=HYPERLINK("http://x")',
      email: null,
      address: null,
    }
    const report = await reportOf([
      invoice({ customer, total: 123456 }),
      invoice({ id: 'b', kind: 'credit_note', total: -250, customer: { ...customer, id: 'c2' } }),
    ])
    const csv = toCsv(report, 'debtors')
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(csv).toContain('1234.56')
    expect(toCsv(report, 'aging')).toContain('credit notes,1,-2.50,0')
    expect(csv.split('\r\n')[0]).toBe(
      'currency,mode,provider,account,customer_id,customer,bucket,invoices,due,unknown',
    )
  })

  it('writes a header for an empty table, and one object per row as JSON Lines', async () => {
    const report = await reportOf([invoice({})])
    expect(toCsv(report, 'failures')).toBe('provider,account,kind,message,record_id\r\n')
    const rows = toJsonLines(report)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.find(({ table }) => table === 'totals')).toMatchObject({
      asOf: readAt,
      currency: 'USD',
      billed: { amount: '1000' },
    })
    expect(new Set(rows.map(({ table }) => table))).toEqual(
      new Set(['totals', 'aging', 'customers', 'debtors', 'dso']),
    )
  })
})
