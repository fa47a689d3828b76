import { type Invoice, type InvoiceError, ok } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { createReport } from '../../src/index.ts'
import { registerAccount } from '../../src/store/accounts.ts'
import type { InvoiceStore } from '../../src/store/store.ts'
import { writeReadings } from '../../src/store/write-readings.ts'
import { storedAging } from '../../src/stored-report/stored-aging.ts'
import { storedReport } from '../../src/stored-report/stored-report.ts'
import { must, places, storeAt } from './places.ts'
import { sample } from './sample.ts'
import { commet, stored, sync } from './vendor.ts'

const now = '2026-09-01T00:00:00.000Z'

async function withInvoices(address: string, invoices: Invoice[]): Promise<InvoiceStore> {
  const store = await storeAt(address, { now: () => Date.parse(now) })
  const key = must(await registerAccount(store, { provider: 'commet', account: 'main' }))
  must(await writeReadings(store, key, { invoices }))
  must(
    await store.database.attempt('walked', (tables) =>
      tables.updateTable('accounts').set({ first_walk_at: '2026-07-02T12:00:00Z' }).execute(),
    ),
  )
  return store
}

describe.each(places())('$name', ({ address }) => {
  it('gives the same aging from the database as from the invoices', async () => {
    const dueAt = [
      '2026-09-01T00:00:00Z',
      '2026-08-31T23:59:59Z',
      '2026-08-02T00:00:00Z',
      '2026-08-01T23:59:59Z',
    ]
    const varied: Partial<Invoice>[] = [
      ...dueAt.map((due) => ({ dueAt: due })),
      { dueAt: null },
      { dueAt: '2026-01-01T00:00:00Z', currency: 'JPY', minorUnitDigits: 0 },
      { kind: 'credit_note', amountDue: -500 },
      { amountDue: null },
      { amountDue: Number.MAX_SAFE_INTEGER },
      { amountDue: Number.MAX_SAFE_INTEGER },
      { currency: null, minorUnitDigits: null, amountDue: null },
      { status: 'paid', amountDue: 0 },
      { status: 'past_due', providerStatus: 'past_due' },
    ]
    const store = await withInvoices(
      await address(),
      varied.map((changes, index) => sample({ ...changes, id: `inv_${index}` })),
    )
    for (const agingDays of [undefined, [1], [10, 31, 1000]]) {
      const settings = { asOf: now, ...(agingDays === undefined ? {} : { agingDays }) }
      const report = must(await storedReport(store, settings))
      expect(must(await storedAging(store, settings))).toEqual(report.aging)
      expect(report.aging[0]?.outstanding.count).toBeGreaterThan(0)
    }
    expect(must(await storedAging(store, { asOf: now, accounts: [] }))).toEqual([])
  })

  it('says the same as the live report of that day, later on', async () => {
    const vendor = commet(60)
    const { emulator } = vendor
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full')
    emulator.clock.advance(3_600_000)
    const asOf = emulator.clock.iso()
    const then = must(await createReport((await stored(store)).map(toOk), { asOf }))
    emulator.clock.advance(3_600_000)
    for (const { id, status } of emulator.ledger.invoices())
      if (status === 'open') emulator.commet.account('main').outside.pay(id)
    vendor.seed({ count: 5, label: 'later', start: emulator.clock.iso(), stepMs: 1 })
    emulator.clock.advance(86_400_000)
    await sync(vendor, store, 'incremental')
    const later = must(await storedReport(store, { asOf }))
    expect(later).toEqual(then)
    expect(must(await storedAging(store, { asOf }))).toEqual(then.aging)
    const present = must(await storedReport(store))
    expect(present.asOf).toBe(emulator.clock.iso())
    expect(present).toEqual(must(await storedReport(store, { asOf: emulator.clock.iso() })))
    expect(must(await storedAging(store))).toEqual(present.aging)
    expect(present.aging.reduce((sum, { outstanding }) => sum + outstanding.count, 0)).toBeLessThan(6)
  })

  it('is refused before the first full walk, and for an account that was never walked', async () => {
    const vendor = commet(3)
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full')
    const early = (await storedReport(store, { asOf: '2026-07-15T08:59:59Z' }))._unsafeUnwrapErr()
    expect(early).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'asOf' }] })
    expect(early.message).toContain('2026-07-15T09:00:00.000Z')
    must(await registerAccount(store, { provider: 'commet', account: 'new' }))
    for (const refused of [
      await storedReport(store, { asOf: now }),
      await storedAging(store, { asOf: now }),
      await storedReport(store, { asOf: now, accounts: [{ provider: 'whop', account: 'none' }] }),
    ])
      expect(refused._unsafeUnwrapErr()).toMatchObject({
        kind: 'invalid_input',
        fields: [{ field: 'accounts' }],
      })
    const accounts = [{ provider: 'commet', account: 'main' }]
    expect((await storedReport(store, { asOf: now, accounts })).isOk()).toBe(true)
  })

  it('carries what the latest sync could not see', async () => {
    const vendor = commet(0)
    vendor.seed({ count: 150, stepMs: 0, customers: 1 })
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full')
    const report = must(await storedReport(store, { asOf: now }))
    expect(report.failures).toMatchObject([{ kind: 'unreadable_record', recordId: null, account: 'main' }])
    expect(report.failures[0]?.message).toContain('one timestamp')
  })

  it('fails as a whole where the database goes away', async () => {
    const store = await withInvoices(await address(), [sample()])
    must(await store.database.close())
    expect((await storedReport(store, { asOf: now }))._unsafeUnwrapErr()).toMatchObject({
      kind: 'unavailable',
    })
  })
})

function toOk(invoice: Invoice) {
  return ok<Invoice, InvoiceError>(invoice)
}
