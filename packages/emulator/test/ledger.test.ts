import { describe, expect, it } from 'vitest'
import { createEmulator, generateInvoices } from '../src/index.ts'
import { callerFor, createOne, emulatorWithCustomers, idsIn, objectIn } from './support.ts'

describe('the ledger', () => {
  it('keeps every write in order, and none that was refused', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    const id = await createOne(call)
    await call('POST', '/invoices', { customerId: 'cus_none', amount: 1, description: 'x' })
    await call('PUT', `/invoices/${id}/status`, { status: 'void' })
    await call('PUT', `/invoices/${id}/status`, { status: 'paid' })
    await call('POST', `/invoices/${id}/send`, {})
    const customer = objectIn(await call('POST', '/customers', { email: 'a@b.co' }))
    expect(emulator.ledger.writes.map(({ operation, id: written }) => [operation, written])).toEqual([
      ['create_invoice', id],
      ['update_status', id],
      ['send', id],
      ['create_customer', customer.id],
    ])
    expect(emulator.ledger.writes[0]).toMatchObject({
      at: '2026-07-15T09:00:00.000Z',
      vendor: 'commet',
      account: 'main',
    })
  })

  it('sums by vendor, account, currency and status', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    await createOne(call, 100)
    await createOne(call, 250)
    await createOne(call, 3000, 'cus_clp')
    emulator.seed({
      accounts: [{ vendor: 'commet', name: 'second' }],
      invoices: [
        {
          vendor: 'commet',
          account: 'second',
          customer: 'x',
          status: 'paid',
          lines: [{ description: 'x', amount: 70 }],
          tax: 7,
          discount: 5,
          credit: 2,
        },
      ],
    })
    const sums = (count: number, total: number) => ({
      count,
      subtotal: total,
      discount: 0,
      credit: 0,
      tax: 0,
      total,
    })
    const main = { vendor: 'commet', account: 'main', status: 'open' }
    expect(emulator.ledger.totals()).toEqual([
      { ...main, currency: 'CLP', ...sums(1, 3000) },
      { ...main, currency: 'USD', ...sums(2, 350) },
      {
        vendor: 'commet',
        account: 'second',
        status: 'paid',
        currency: 'USD',
        count: 1,
        subtotal: 70,
        discount: 5,
        credit: 2,
        tax: 7,
        total: 70,
      },
    ])
    expect(emulator.ledger.totals({ account: 'second' })).toHaveLength(1)
    expect(emulator.ledger.invoices({ vendor: 'asset' })).toEqual([])
  })

  it('tells when an invoice was payable', () => {
    const emulator = createEmulator({
      data: {
        invoices: [
          {
            vendor: 'commet',
            id: 'inv_draft',
            customer: 'x',
            status: 'draft',
            lines: [],
            createdAt: '2026-07-01T00:00:00Z',
          },
          {
            vendor: 'commet',
            id: 'inv_paid',
            customer: 'x',
            status: 'paid',
            lines: [],
            createdAt: '2026-06-01T00:00:00Z',
            updatedAt: '2026-06-09T00:00:00Z',
          },
        ],
      },
    })
    const { ledger } = emulator
    const { outside } = emulator.commet.account()
    expect(ledger.payableDuring('inv_draft')).toEqual([])
    outside.issueDraft('inv_draft', '2026-07-20T00:00:00Z')
    outside.void('inv_draft', '2026-07-25T00:00:00Z')
    emulator.clock.set('2026-07-21T00:00:00Z')
    expect(ledger.payableDuring('inv_draft')).toEqual([{ from: '2026-07-20T00:00:00.000Z', to: null }])
    emulator.clock.set('2026-08-01T00:00:00Z')
    expect(ledger.payableDuring('inv_draft')).toEqual([
      { from: '2026-07-20T00:00:00.000Z', to: '2026-07-25T00:00:00.000Z' },
    ])
    expect(ledger.payableDuring('inv_paid')).toEqual([
      { from: '2026-06-01T00:00:00.000Z', to: '2026-06-09T00:00:00.000Z' },
    ])
    expect(ledger.payableDuring('inv_none')).toEqual([])
  })

  it('leaves a scheduled end to what happened before it', async () => {
    const emulator = createEmulator({
      data: {
        invoices: ['inv_1', 'inv_2'].map((id) => ({
          vendor: 'commet',
          id,
          customer: 'x',
          status: 'open',
          lines: [],
          uncollectibleAt: '2026-07-20T00:00:00Z',
        })),
      },
    })
    await callerFor(emulator)('PUT', '/invoices/inv_1/status', { status: 'paid' })
    emulator.clock.set('2026-07-21T00:00:00Z')
    expect(emulator.ledger.invoices().map(({ status }) => status)).toEqual(['paid', 'uncollectible'])
  })

  it.each(['JPY', 'KRW', 'PYG', 'CLP', 'USD', 'EUR', 'KWD'])('knows the digits of %s', (currency) => {
    const emulator = createEmulator({
      data: {
        invoices: [
          {
            vendor: 'commet',
            id: 'inv_1',
            customer: 'x',
            currency,
            status: 'open',
            lines: [{ description: 'x', amount: 123456 }],
          },
        ],
      },
    })
    const digits = { JPY: 0, KRW: 0, PYG: 0, CLP: 0, KWD: 3 }[currency] ?? 2
    const fact = emulator.ledger.invoice('inv_1')
    expect(fact).toMatchObject({ currency, minorUnitDigits: digits, total: 123456 })
    expect(Number(fact?.lines[0]?.unitPrice)).toBe(123456 / 10 ** digits)
  })
})

describe('the clock', () => {
  it('moves only forward and only when told to', () => {
    const { clock } = createEmulator({ clock: { start: '2026-01-01T00:00:00Z' } })
    expect(clock.iso()).toBe('2026-01-01T00:00:00.000Z')
    clock.advance(1500)
    clock.set('2026-01-01T00:00:02Z')
    expect(clock.now()).toBe(Date.parse('2026-01-01T00:00:02Z'))
    expect(() => clock.set('2025-01-01T00:00:00Z')).toThrow(RangeError)
    expect(() => clock.advance(-1)).toThrow(RangeError)
    expect(() => clock.set('soon')).toThrow(RangeError)
  })

  it('gives no two writes the same instant, and is never behind one', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    for (let count = 0; count < 5; count += 1) await createOne(call)
    const instants = emulator.ledger.invoices().map(({ createdAt }) => createdAt)
    expect(new Set(instants).size).toBe(5)
    expect(emulator.clock.iso()).toBe(instants.at(-1))
  })
})

describe('reset', () => {
  it('leads back to the very same beginning', async () => {
    const emulator = emulatorWithCustomers()
    const run = async () => {
      const id = await createOne(callerFor(emulator))
      await callerFor(emulator)('PUT', `/invoices/${id}/status`, { status: 'paid' })
      emulator.commet.account('second')
      return JSON.stringify([
        emulator.ledger.invoices(),
        emulator.requests,
        emulator.commet.account().webhooks.events,
      ])
    }
    const first = await run()
    emulator.reset()
    expect(emulator.ledger.invoices()).toEqual([])
    expect(emulator.requests).toEqual([])
    expect(emulator.clock.iso()).toBe('2026-07-15T09:00:00.000Z')
    expect(await run()).toBe(first)
  })
})

describe('data', () => {
  it('of the demo adds up in every currency and status', () => {
    const { ledger, commet } = createEmulator({ data: 'demo' })
    const invoices = ledger.invoices({ vendor: 'commet' })
    expect(commet.account()).toMatchObject({ name: 'acme', mode: 'live' })
    expect(invoices.length).toBeGreaterThanOrEqual(12)
    for (const invoice of invoices) {
      expect(invoice.total, invoice.id).toBe(
        invoice.subtotal - invoice.discount - invoice.credit + invoice.tax,
      )
      const lines = invoice.lines.reduce((sum, line) => sum + line.amount, 0)
      expect(lines, invoice.id).toBe(invoice.subtotal - invoice.discount - invoice.credit)
    }
    expect([...new Set(invoices.map(({ currency }) => currency))].sort()).toEqual([
      'CLP',
      'EUR',
      'JPY',
      'USD',
    ])
    expect([...new Set(invoices.map(({ status }) => status))].sort()).toEqual([
      'draft',
      'open',
      'paid',
      'uncollectible',
      'void',
    ])
    for (const part of ['discount', 'credit', 'tax', 'amountRefunded'] as const) {
      expect(
        invoices.some((invoice) => invoice[part] > 0),
        part,
      ).toBe(true)
    }
    expect(invoices.some(({ kind, total }) => kind === 'credit_note' && total < 0)).toBe(true)
  })

  it('is generated the same for the same seed', () => {
    const settings = { vendor: 'commet', count: 20, currencies: ['USD', 'JPY'], seed: 7 } as const
    expect(generateInvoices(settings)).toEqual(generateInvoices(settings))
    expect(generateInvoices(settings)).not.toEqual(generateInvoices({ ...settings, seed: 8 }))
    const { ledger } = createEmulator({
      data: generateInvoices({ ...settings, template: { memo: 'all alike' } }),
    })
    expect(ledger.invoices()).toHaveLength(20)
    expect(
      ledger
        .invoices()
        .every(({ memo, total, subtotal, tax }) => memo === 'all alike' && total === subtotal + tax),
    ).toBe(true)
  })

  it('may share one instant and need not add up', async () => {
    const emulator = createEmulator({
      data: {
        invoices: Array.from({ length: 40 }, (_, index) => ({
          vendor: 'commet',
          id: `inv_${index}`,
          customer: 'x',
          status: 'open',
          total: 1,
          lines: [{ description: 'x', amount: 5 }],
          createdAt: '2026-01-01T00:00:00Z',
        })),
      },
    })
    expect(emulator.ledger.invoice('inv_7')).toMatchObject({ subtotal: 5, total: 1 })
    expect(idsIn(await callerFor(emulator)('GET', '/invoices?limit=100'))).toHaveLength(40)
  })

  it('with words that Commet does not have is refused', () => {
    const lines = [{ type: 'plan_grant', description: 'x', amount: 1 }]
    const seed = { invoices: [{ vendor: 'commet', customer: 'x', status: 'open', lines }] } as const
    expect(() => createEmulator({ data: seed })).toThrow(/plan_grant/)
  })

  it('can be large', async () => {
    const emulator = createEmulator({ data: generateInvoices({ vendor: 'commet', count: 5000 }) })
    expect(emulator.ledger.invoices()).toHaveLength(5000)
  })
})
