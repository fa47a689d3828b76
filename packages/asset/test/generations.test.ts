import { readFileSync } from 'node:fs'
import { invoiceSchema as canonicalSchema, type Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { invoiceSchema } from '../src/schema.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'

const settings = { account: 'main', mode: 'live', currency: 'USD', minorUnitDigits: 2 } as const
const reading = { settings, readAt: '2026-11-20T00:00:00.000Z', keepRaw: true }

function fixture(name: string): Record<string, unknown> {
  const text = readFileSync(new URL(`./fixtures/generation-${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { data: Record<string, unknown> }).data
}

function read(name: string): Invoice {
  const body = fixture(name)
  return toCanonicalInvoice(invoiceSchema.parse(body), body, reading)
}

/** Money and state as a person reads them from the fixture. */
const expected: Record<string, Partial<Invoice>> = {
  a: {
    number: 'LM-2041',
    status: 'past_due',
    providerStatus: 'open',
    total: 41250,
    subtotal: 41250,
    tax: 0,
    taxInclusive: false,
    amountPaid: 10000,
    amountDue: 31250,
    issuedAt: '2025-03-01T09:15:00Z',
    dueAt: '2025-03-31T00:00:00Z',
    paidAt: null,
    memo: 'Field survey, north shore',
    metadata: { region: 'north' },
  },
  b: {
    status: 'paid',
    // 3 × 410.05 less 30.00 is 1200.15, and 90.00 tax on top.
    subtotal: 120015,
    tax: 9000,
    total: 129015,
    amountPaid: 129015,
    amountDue: 0,
    paidAt: '2025-06-20T10:30:00Z',
    notes: [],
  },
  c: {
    status: 'past_due',
    externalId: 'charts-9',
    metadata: {},
    subtotal: 20000,
    // The rate stands alone: what Asset makes of it is not documented.
    tax: null,
    total: 21600,
    creditApplied: null,
    amountPaid: 0,
    amountDue: 21600,
  },
  d1: {
    status: 'void',
    providerStatus: 'voided',
    voidedAt: '2025-11-05T08:00:00Z',
    total: 8005,
    subtotal: 8005,
    tax: null,
    taxInclusive: null,
    amountDue: 0,
    metadata: { berth: '12' },
    notes: [],
  },
  d2: {
    status: 'uncollectible',
    total: 90000,
    // total_paid says 900.00, of which 700.00 was written off.
    amountPaid: 20000,
    amountDue: null,
    paidAt: null,
    metadata: null,
    notes: [],
  },
  e: {
    status: 'partially_refunded',
    total: 64040,
    subtotal: 64040,
    amountPaid: 64040,
    amountDue: null,
    amountRefunded: null,
    paidAt: '2026-04-11T12:00:00Z',
    metadata: { sail: 'main' },
    notes: [],
  },
  f: {
    status: 'open',
    providerStatus: null,
    total: 120000,
    amountPaid: 30000,
    amountDue: 90000,
    metadata: {},
    notes: [],
  },
}

describe.each(Object.keys(expected))('generation %s', (name) => {
  it('is read as it is meant', () => {
    expect(read(name)).toMatchObject(expected[name] ?? {})
  })

  it('is a canonical invoice, and keeps the answer', () => {
    const invoice = read(name)
    expect(canonicalSchema.parse(invoice)).toEqual(invoice)
    expect(invoice.raw).toEqual({ invoice: fixture(name) })
    expect(invoice.source).toMatchObject({
      provider: 'asset',
      account: 'main',
      mode: 'live',
      apiVersion: 'v0',
    })
  })

  it('says of each value that was worked out how', () => {
    for (const { field, from, rule } of read(name).derived) {
      expect(field).not.toBe('')
      expect(from.length).toBeGreaterThan(0)
      expect(rule).not.toBe('')
    }
  })
})

describe('lines and payments', () => {
  it('priced by unit', () => {
    expect(read('b').lines).toEqual([
      {
        id: 'inl_6Fm4',
        description: 'Days at sea',
        kind: 'item',
        providerKind: null,
        quantity: '3',
        unitPrice: '410.05',
        discount: 3000,
        tax: 9000,
        taxRate: '7.5',
        amount: 120015,
        periodStart: null,
        periodEnd: null,
        metadata: {},
      },
    ])
  })

  it('with a rate that stands alone', () => {
    const invoice = read('c')
    expect(invoice.lines?.[0]).toMatchObject({
      kind: 'prepayment',
      quantity: '80',
      unitPrice: '2.5',
      amount: 20000,
      tax: null,
      taxRate: '8',
      metadata: { paper: 'A3' },
    })
    expect(invoice.notes).toMatchObject([{ code: 'inexact_amount', field: 'lines.0.tax' }])
  })

  it('of one amount', () => {
    expect(
      read('e').lines?.map(({ id, amount, quantity, unitPrice, tax, metadata }) => ({
        id,
        amount,
        quantity,
        unitPrice,
        tax,
        metadata,
      })),
    ).toEqual([
      { id: 'inl_3Jk5', amount: 56040, quantity: null, unitPrice: null, tax: null, metadata: { metres: 14 } },
      { id: 'inl_3Jk6', amount: 8000, quantity: null, unitPrice: null, tax: null, metadata: {} },
    ])
  })

  it('of each kind', () => {
    expect(read('d2').payments).toEqual([
      { id: 'inp_7Bn2', amount: 20000, at: '2026-02-10T00:00:00Z', kind: 'credit' },
      { id: 'inp_7Bn3', amount: 70000, at: '2026-02-20T00:00:00Z', kind: 'write_off' },
    ])
    expect(read('a').payments).toEqual([
      { id: 'inp_2Ke8', amount: 10000, at: '2025-03-12T14:00:00Z', kind: 'payment' },
    ])
  })
})
