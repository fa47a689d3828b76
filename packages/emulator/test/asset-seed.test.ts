import { describe, expect, it } from 'vitest'
import { createEmulator, generateInvoices } from '../src/index.ts'
import { askForToken, callerFor, callerWith } from './asset-support.ts'

describe('the demo', () => {
  const emulator = createEmulator({ data: 'demo' })
  const account = emulator.asset.account()
  const held = emulator.ledger.invoices({ vendor: 'asset' })

  it('is one live set of books in dollars that adds up', () => {
    expect(account).toMatchObject({ name: 'acme-books', environment: 'production' })
    for (const invoice of held) {
      expect(invoice).toMatchObject({ account: 'acme-books', currency: 'USD' })
      expect(invoice.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(invoice.total)
      expect(invoice.total).toBe(invoice.subtotal - invoice.discount - invoice.credit + invoice.tax)
    }
  })

  it('has every status, a part payment and something past due', () => {
    expect([...new Set(held.map(({ status }) => status))].sort()).toEqual([
      'open',
      'paid',
      'partially_refunded',
      'refunded',
      'uncollectible',
      'void',
    ])
    const open = held.filter(({ status }) => status === 'open')
    expect(open.some(({ amountPaid }) => (amountPaid ?? 0) > 0)).toBe(true)
    expect(open.some(({ dueAt }) => (dueAt ?? '') < emulator.clock.iso())).toBe(true)
    expect(held.some(({ lines }) => lines.some(({ unitPrice }) => unitPrice !== null))).toBe(true)
  })

  it('is answered with payments, refunds and write-offs that fit', async () => {
    const live = 'https://api.getasset.com'
    const token = (await askForToken(emulator, account, {}, live)).body.access_token
    const call = callerWith(emulator, token, account.businessId, live)
    const { data } = (await call('GET', '/invoice')).body
    expect(data).toHaveLength(held.length)
    for (const invoice of data) {
      const paid = invoice.payments.reduce((sum: number, { payment_amount }: any) => sum + payment_amount, 0)
      expect(invoice.total_paid).toBe(paid)
      expect(invoice.voided_at === null).toBe(invoice.status !== 'voided')
    }
    const byStatus = (status: string) =>
      data.filter((invoice: { status: string }) => invoice.status === status)
    expect(byStatus('uncollectible')).toMatchObject([{ payments: [{ is_write_off: true }] }])
    const [refunded] = byStatus('partially_refunded')
    expect((await call('GET', `/invoice/${refunded.id}/refunds`)).body.data).toMatchObject([
      { amount: 159.99, status: 'completed', refund_invoices: [{ invoice_line_id: refunded.lines[1].id }] },
    ])
  })
})

describe('seeds', () => {
  const invoice = { vendor: 'asset', customer: 'own-1', status: 'open', lines: [] } as const

  it('make up what is missing, and lines of tax, discount and credit', async () => {
    const emulator = createEmulator({
      data: {
        accounts: [{ vendor: 'asset', name: 'yen', currency: 'JPY' }],
        invoices: [
          {
            ...invoice,
            lines: [{ description: 'One', amount: 1000, quantity: 3, unitRate: 33_300 }],
            tax: 100,
            discount: 50,
            credit: 25,
          },
          {
            ...invoice,
            status: 'draft',
            number: 'INV-009',
            lines: [{ description: 'x', amount: 1 }],
            total: 7,
          },
        ],
      },
    })
    expect(emulator.ledger.invoices()).toMatchObject([
      {
        number: 'INV-001',
        status: 'open',
        currency: 'JPY',
        total: 1025,
        lines: [{ unitPrice: '333' }, {}, {}, {}],
      },
      { number: 'INV-009', status: 'open', total: 7 },
    ])
    const call = await callerFor(emulator)
    expect((await call('GET', '/invoice?page_size=1')).body.data).toMatchObject([{ total_amount: 7 }])
    expect(emulator.ledger.writes).toEqual([])
  })

  it('give up later, and refund by halves', async () => {
    const data = {
      invoices: [
        { ...invoice, lines: [{ description: 'x', amount: 5 }], uncollectibleAt: '2026-07-16T00:00:00Z' },
        { ...invoice, status: 'partially_refunded', lines: [{ description: 'x', amount: 5 }] },
      ],
    } as const
    const emulator = createEmulator({ data })
    emulator.clock.set('2026-07-17T00:00:00Z')
    expect(emulator.ledger.invoices()).toMatchObject([
      { status: 'uncollectible' },
      { status: 'partially_refunded', amountRefunded: 2, amountPaid: 5 },
    ])
  })

  it('refuse another currency, credit notes, and tenants of two environments', () => {
    const seed = (data: Parameters<typeof createEmulator>[0]) => () => createEmulator(data)
    expect(seed({ data: { invoices: [{ ...invoice, currency: 'EUR' }] } })).toThrow('in USD, not EUR')
    expect(seed({ data: { customers: [{ vendor: 'asset', currency: 'EUR' }] } })).toThrow('in USD, not EUR')
    expect(seed({ data: { invoices: [{ ...invoice, kind: 'credit_note' }] } })).toThrow('no credit notes')
    const place = { vendor: 'asset', tenant: 'group' } as const
    const accounts = [
      { ...place, name: 'one', mode: 'live' },
      { ...place, name: 'two', mode: 'sandbox' },
    ] as const
    expect(seed({ data: { accounts } })).toThrow('one environment')
  })

  it('can be generated, and come back after a reset', () => {
    const data = generateInvoices({ vendor: 'asset', count: 20, currencies: ['USD'] })
    const emulator = createEmulator({ data })
    const before = emulator.ledger.invoices()
    expect(before).toHaveLength(20)
    emulator.asset.account().outside.giveCredit(before[0]?.customer.id ?? '', 100)
    emulator.reset()
    expect(emulator.ledger.invoices()).toEqual(before)
    expect(emulator.asset.account().creditOf(before[0]?.customer.id ?? '')).toBe(0)
    expect(() => emulator.asset.account().creditOf('cus_unknown')).toThrow('no customer')
  })
})
