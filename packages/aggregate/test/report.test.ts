import { createCommetAdapter } from '@invoice-adapters/commet'
import { type Invoice, type InvoiceError, isPayable, statusAt } from '@invoice-adapters/core'
import { createEmulator } from '@invoice-adapters/emulator'
import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aggregate, createReport, type Report } from '../src/index.ts'
import { invoice, readAt, reportOf } from './report-of.ts'

function bucketsOf(report: Report): Record<string, bigint> {
  return Object.fromEntries((report.aging[0]?.buckets ?? []).map(({ name, amount }) => [name, amount]))
}

describe('aging', () => {
  it.each([
    ['2026-07-15T09:00:00Z', 'current'],
    ['2026-08-01T00:00:00Z', 'current'],
    ['2026-07-15T08:59:59Z', '1-30'],
    ['2026-06-15T09:00:00Z', '1-30'],
    ['2026-06-15T08:59:59Z', '31-60'],
    ['2026-05-16T09:00:00Z', '31-60'],
    ['2026-04-16T09:00:00Z', '61-90'],
    ['2026-04-16T08:59:59Z', '90+'],
    [null, 'no due date'],
  ])('puts what was due at %s into %s', async (dueAt, bucket) => {
    expect(bucketsOf(await reportOf([invoice({ dueAt })]))).toMatchObject({ [bucket]: 1000n })
  })

  it('has rows of their own for credit notes and counts unknown amounts', async () => {
    const report = await reportOf([
      invoice({ kind: 'credit_note', total: -300 }),
      invoice({ dueAt: '2026-08-01T00:00:00Z', amountDue: null }),
    ])
    expect(bucketsOf(report)['credit notes']).toBe(-300n)
    expect(report.aging[0]?.outstanding).toEqual({ count: 2, amount: -300n, unknown: 1 })
  })

  it('takes other buckets', async () => {
    const report = await reportOf([invoice({ dueAt: '2026-07-10T09:00:00Z' })], { agingDays: [7, 14] })
    expect(Object.keys(bucketsOf(report))).toEqual([
      'current',
      '1-7',
      '8-14',
      '14+',
      'no due date',
      'credit notes',
    ])
    expect(bucketsOf(report)['1-7']).toBe(1000n)
  })

  it('adds up to what is outstanding, in every currency and for every customer, whatever the invoices', async () => {
    const arbitrary = fc.record({
      currency: fc.constantFrom('USD', 'JPY', 'KWD'),
      status: fc.constantFrom<Invoice['status']>('open', 'past_due', 'paid', 'draft', 'void'),
      total: fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
      dueAt: fc.option(
        fc.constantFrom('2026-07-01T00:00:00Z', '2025-01-01T00:00:00Z', '2027-01-01T00:00:00Z'),
      ),
      customer: fc.constantFrom('a', 'b', 'c'),
      unknown: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrary, { maxLength: 40 }), async (rows) => {
        const invoices = rows.map(({ customer, unknown, ...row }, index) =>
          invoice({
            ...row,
            id: `inv_${index}`,
            kind: row.total < 0 ? 'credit_note' : 'invoice',
            amountDue: unknown ? null : row.total,
            customer: { id: customer, externalId: null, name: null, email: null, address: null },
          }),
        )
        const report = await reportOf(invoices, { debtors: 100 })
        for (const table of report.aging) {
          const owed = invoices.filter(
            (one) => one.currency === table.currency && isPayable(statusAt(one, readAt)),
          )
          const sum = owed.reduce((total, one) => total + BigInt(one.amountDue ?? 0), 0n)
          expect(table.buckets.reduce((total, { amount }) => total + amount, 0n)).toBe(sum)
          expect(table.outstanding).toEqual({
            count: owed.length,
            amount: sum,
            unknown: owed.filter((one) => one.amountDue === null).length,
          })
        }
      }),
      { numRuns: proofSize(200, 5_000), seed: proofSeed() },
    )
  })
})

describe('totals', () => {
  it('never add currencies, modes or accounts', async () => {
    const report = await reportOf([
      invoice({}),
      invoice({ currency: 'EUR' }),
      invoice({ mode: 'test' }),
      invoice({ account: 'west' }),
      invoice({ status: 'paid', amountDue: 0 }),
    ])
    expect(report.totals).toHaveLength(5)
    expect(report.totals.every(({ billed }) => billed.amount === 1000n)).toBe(true)
    expect(report.totals.find(({ status }) => status === 'paid')?.due.amount).toBe(0n)
  })

  it('are those of the instant, not of the reading', async () => {
    const report = await reportOf([invoice({ dueAt: '2026-07-20T00:00:00Z' })], {
      asOf: '2026-08-01T00:00:00Z',
    })
    expect(report.totals.map(({ status }) => status)).toEqual(['past_due'])
  })

  it('equal the ledger of the emulator over a live aggregate', async () => {
    const emulator = createEmulator({ data: 'demo' })
    const { apiKey } = emulator.commet.account()
    const adapter = createCommetAdapter({
      account: 'acme',
      apiKey,
      fetch: emulator.commet.fetch,
      now: emulator.clock.now,
    })._unsafeUnwrap()
    const report = (await createReport(aggregate([adapter]), { asOf: emulator.clock.iso() }))._unsafeUnwrap()
    const read = new Map<string, bigint>()
    for (const { currency, status, billed } of report.totals) {
      const key = `${currency} ${isPayable(status) ? 'open' : status}`
      read.set(key, (read.get(key) ?? 0n) + billed.amount)
    }
    const truth = emulator.ledger
      .totals({ vendor: 'commet' })
      .map(({ currency, status, total }): [string, bigint] => [`${currency} ${status}`, BigInt(total)])
    expect([...read].sort()).toEqual(truth.sort())
  })
})

describe('the other tables', () => {
  it('days sales outstanding by its formula', async () => {
    const report = await reportOf([
      invoice({ id: 'a', total: 3000 }),
      invoice({ id: 'b', total: 6000, status: 'paid', amountDue: 0 }),
      invoice({ id: 'c', total: 9000, issuedAt: '2025-01-01T00:00:00Z', status: 'paid', amountDue: 0 }),
      invoice({ id: 'd', total: 500, status: 'void', amountDue: 0 }),
    ])
    expect(report.dso).toMatchObject([{ outstanding: 3000n, billed: 9000n, periodDays: 90, days: '30.0' }])
  })

  it('largest debtors first, so many per currency', async () => {
    const of = (id: string, total: number, currency = 'USD') =>
      invoice({
        id,
        total,
        currency,
        customer: { id, externalId: null, name: id, email: null, address: null },
      })
    const report = await reportOf([of('small', 5), of('large', 900), of('middle', 50), of('yen', 7, 'JPY')], {
      debtors: 2,
    })
    expect(report.debtors.map(({ customer }) => customer?.id)).toEqual(['yen', 'large', 'middle'])
  })

  it('the same bill at two places, and not a void copy or one place twice', async () => {
    const bill = {
      number: 'INV-1',
      customer: { id: 'x', externalId: null, name: null, email: 'A@b.co', address: null },
    }
    const report = await reportOf([
      invoice({ ...bill, id: 'one', externalId: 'order-1' }),
      invoice({
        ...bill,
        id: 'two',
        account: 'west',
        customer: { ...bill.customer, id: 'y', email: 'a@b.co' },
        externalId: 'order-1',
      }),
      invoice({ ...bill, id: 'three', account: 'south', status: 'void', externalId: 'order-1' }),
      invoice({ id: 'four', externalId: 'order-2' }),
      invoice({ id: 'five', externalId: 'order-2' }),
    ])
    expect(report.duplicates.map(({ because, invoices }) => [because, invoices.map(({ id }) => id)])).toEqual(
      [
        ['external_id', ['one', 'two']],
        ['number_customer_amount', ['one', 'two']],
      ],
    )
  })

  it('doubtful readings and failures stand in plain sight', async () => {
    const note = { code: 'totals_mismatch' as const, field: 'total', message: 'off by 1' }
    const failure = { kind: 'timeout', provider: 'commet', account: 'west', message: 'slow' } as InvoiceError
    const report = await reportOf([invoice({ notes: [note] })], {}, [failure])
    expect(report.doubtful).toMatchObject([{ id: 'inv_1', notes: [note] }])
    expect(report.failures).toEqual([failure])
  })

  it('rates convert beside the sums, each with its date and source', async () => {
    const rates = {
      base: 'EUR',
      date: '2026-07-15',
      source: 'example',
      rates: { USD: '0.915', JPY: '0.0058' },
    }
    const report = await reportOf(
      [
        invoice({ total: 1001 }),
        invoice({ currency: 'JPY', minorUnitDigits: 0, total: 999 }),
        invoice({ currency: 'SEK' }),
      ],
      { rates },
    )
    expect(report.converted).toMatchObject({
      base: 'EUR',
      source: 'example',
      total: 916n + 579n,
      withoutRate: ['SEK'],
    })
    expect(report.aging.map(({ currency, outstanding }) => [currency, outstanding.amount])).toEqual([
      ['JPY', 999n],
      ['SEK', 1000n],
      ['USD', 1001n],
    ])
  })
})
