import type { FieldProblem, NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { businessId } from '../test/wire-objects.ts'
import { amountLines } from './dialects/amount-lines.ts'
import { unitPriceLines } from './dialects/unit-price-lines.ts'
import type { AssetSettings } from './options.ts'
import { type AskedInvoice, contentOf, toAskedInvoice, toWireInvoice, toWireStatus } from './to-wire.ts'

const settings = {
  currency: 'USD',
  minorUnitDigits: 2,
  ledgerId: 'ldg_1',
  dueInDays: null,
  now: () => Date.parse('2026-07-15T00:00:00Z'),
} as AssetSettings

const invoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_1' },
  currency: 'USD',
  lines: [{ description: 'Advice', amount: 2500, tax: 200 }],
  dueAt: '2026-08-01T00:00:00Z',
  issuedAt: '2026-07-02T00:00:00Z',
  number: 'N-1',
  memo: 'Thank you',
  metadata: { team: 'blue' },
}

type Changes = { [name in keyof NewInvoice]?: NewInvoice[name] | undefined }

function changed(changes: Changes): NewInvoice {
  const entries = Object.entries({ ...invoice, ...changes }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as unknown as NewInvoice
}

function asked(changes: Changes = {}, more: Partial<AssetSettings> = {}): AskedInvoice {
  return toAskedInvoice(changed(changes), { ...settings, ...more }, amountLines)._unsafeUnwrap()
}

function problems(changes: Changes, more: Partial<AssetSettings> = {}): FieldProblem[] {
  return toAskedInvoice(changed(changes), { ...settings, ...more }, amountLines)._unsafeUnwrapErr()
}

describe('what is asked', () => {
  it('is the invoice in the words of Asset', () => {
    expect(asked()).toEqual({
      externalId: 'order-5',
      number: 'N-1',
      description: 'Thank you',
      total: 2700,
      sentAt: '2026-07-02T00:00:00Z',
      sentAtGiven: true,
      dueAt: '2026-08-01T00:00:00Z',
      dueAtGiven: true,
      customer: { id: 'cus_1', externalId: null },
      lines: [{ description: 'Advice', amount: 27, ledger_id: 'ldg_1' }],
      metadata: { team: 'blue' },
    })
  })

  it('has a number, a description and dates where none are given', () => {
    const lines = [
      { description: 'One', amount: 1 },
      { description: 'Two', amount: 2 },
    ]
    const bare = {
      number: undefined,
      memo: undefined,
      metadata: undefined,
      dueAt: undefined,
      issuedAt: undefined,
    }
    expect(asked({ ...bare, lines, customer: { externalId: 'ada' } }, { dueInDays: 10 })).toMatchObject({
      number: 'order-5',
      description: 'One; Two',
      metadata: {},
      sentAt: '2026-07-15T00:00:00.000Z',
      sentAtGiven: false,
      dueAt: '2026-07-25T00:00:00.000Z',
      dueAtGiven: false,
      customer: { id: null, externalId: 'ada' },
    })
    expect(asked({ dueAt: undefined }, { dueInDays: 0 }).dueAt).toBe('2026-07-02T00:00:00.000Z')
  })

  it('is described in at most 512 characters', () => {
    const described = (length: number) =>
      asked({ memo: undefined, lines: [{ description: '€'.repeat(length), amount: 1 }] }).description
    expect(described(512)).toBe('€'.repeat(512))
    expect(described(513)).toBe(`${'€'.repeat(256)}…`)
  })

  it('books each line on the ledger that is named for it', () => {
    const lines = [
      { description: 'One', amount: 1 },
      { description: 'Two', amount: 2 },
    ]
    const ledgers = (asset: NonNullable<NewInvoice['providerOptions']>[string]) =>
      asked({ lines, providerOptions: { asset } }).lines.map((line) => line.ledger_id)
    expect(ledgers({})).toEqual(['ldg_1', 'ldg_1'])
    expect(ledgers({ ledgerId: 'ldg_2' })).toEqual(['ldg_2', 'ldg_2'])
    expect(ledgers({ ledgerId: 'ldg_2', lineLedgerIds: ['ldg_3', 'ldg_4'] })).toEqual(['ldg_3', 'ldg_4'])
  })
})

describe('what cannot be asked', () => {
  const one = { description: 'One', amount: 1 }

  it.each<[Changes, Partial<AssetSettings>, FieldProblem[]]>([
    [
      {},
      { ledgerId: null },
      [
        {
          field: 'providerOptions.asset.ledgerId',
          message:
            'is missing: every line is booked on a ledger; give it, or set the adapter’s option ledgerId',
        },
      ],
    ],
    [
      { providerOptions: { asset: { lineLedgerIds: ['ldg_1', 'ldg_2'] } } },
      {},
      [
        {
          field: 'providerOptions.asset.lineLedgerIds',
          message: 'must name one ledger for each of the 1 line(s)',
        },
      ],
    ],
    [
      { currency: 'EUR' },
      {},
      [{ field: 'currency', message: 'is EUR, and the books of this account are kept in USD' }],
    ],
    [
      { dueAt: undefined },
      {},
      [{ field: 'dueAt', message: 'is required by Asset; give it, or set the adapter’s option dueInDays' }],
    ],
    [
      { customer: { email: 'a@b.co' } as NewInvoice['customer'] },
      {},
      [{ field: 'customer', message: 'needs an id or an externalId: Asset bills customers that it knows' }],
    ],
    [
      { metadata: { invoice_adapters_key: 'x' } },
      {},
      [
        {
          field: 'metadata.invoice_adapters_key',
          message: 'is kept for the caller’s key; choose another name',
        },
      ],
    ],
    [
      { lines: [one, { ...one, metadata: { invoice_adapters_key: 'x' } }] },
      {},
      [
        {
          field: 'lines.1.metadata.invoice_adapters_key',
          message: 'is kept for the caller’s key; choose another name',
        },
      ],
    ],
    [
      { lines: [one, { ...one, amount: 1e15 }] },
      {},
      [
        { field: 'lines.1.amount', message: 'has more digits than JSON carries exactly' },
        { field: 'lines', message: 'add up to more digits than JSON carries exactly' },
      ],
    ],
    [
      {
        lines: [
          { ...one, amount: 5e14 },
          { ...one, amount: 5e14 },
        ],
      },
      {},
      [{ field: 'lines', message: 'add up to more digits than JSON carries exactly' }],
    ],
  ])('%j with %j', (changes, more, expected) => {
    expect(problems(changes, more)).toEqual(expected)
  })

  it('names an option that there is not, and one of another kind', () => {
    const fields = (asset: NonNullable<NewInvoice['providerOptions']>[string]) =>
      problems({ providerOptions: { asset } }).map(({ field }) => field)
    expect(fields({ ledger: 'x' })).toEqual([expect.stringMatching(/^providerOptions\.asset/)])
    expect(fields({ ledgerId: '' })).toEqual(['providerOptions.asset.ledgerId'])
    expect(fields({ lineLedgerIds: [5] })).toEqual(['providerOptions.asset.lineLedgerIds.0'])
  })
})

describe('the content', () => {
  it('is the same for one invoice, however it is put', async () => {
    const digest = await contentOf(invoice)
    expect(await contentOf(changed({ externalId: 'order-6' }))).toBe(digest)
    expect(await contentOf(changed({ dueAt: '2026-08-01T02:00:00+02:00' }))).toBe(digest)
    expect(await contentOf(changed({ issuedAt: '2026-07-02T02:00:00+02:00' }))).toBe(digest)
    expect(await contentOf(changed({ providerOptions: { whop: { a: 1 } } }))).toBe(digest)
  })

  it('is another for another invoice', async () => {
    const others: Changes[] = [
      {},
      { customer: { id: 'cus_2' } },
      { customer: { externalId: 'ada' } },
      { currency: 'EUR' },
      { lines: [{ description: 'Advice', amount: 2501, tax: 200 }] },
      { number: 'N-2' },
      { memo: 'Thanks' },
      { metadata: {} },
      { dueAt: '2026-08-02T00:00:00Z' },
      { dueAt: undefined },
      { issuedAt: '2026-07-03T00:00:00Z' },
      { issuedAt: undefined },
      { providerOptions: { asset: { ledgerId: 'ldg_2' } } },
    ]
    const digests = await Promise.all(others.map((changes) => contentOf(changed(changes))))
    expect(new Set(digests).size).toBe(others.length)
  })
})

describe('the body', () => {
  const marks = { invoice_adapters_key: 'order-5', invoice_adapters_content: 'digest' }
  const body = {
    number: 'N-1',
    description: 'Thank you',
    due_at: '2026-08-01T00:00:00Z',
    sent_at: '2026-07-02T00:00:00Z',
    customer_id: 'cus_1',
  }

  it('of today’s shape keeps the key in the metadata', () => {
    expect(toWireInvoice(asked(), 'digest', { customer_id: 'cus_1' }, amountLines, businessId)).toEqual({
      ...body,
      metadata: { team: 'blue', ...marks },
      lines: [{ description: 'Advice', amount: 27, ledger_id: 'ldg_1' }],
    })
  })

  it('of the older shape names the business, and keeps the key on the first line too', () => {
    const lines = [
      { description: 'One', amount: 100, metadata: { sku: 'A' } },
      { description: 'Two', amount: 200, metadata: { sku: 'B' } },
    ]
    const older = (changes: Changes) =>
      toWireInvoice(
        toAskedInvoice(changed(changes), settings, unitPriceLines)._unsafeUnwrap(),
        'digest',
        { customer_external_id: 'ada' },
        unitPriceLines,
        businessId,
      )
    const { customer_id: _, ...rest } = body
    const line = { ledger_id: 'ldg_1', quantity: 1 }
    expect(older({ lines })).toEqual({
      ...rest,
      business_id: businessId,
      customer_external_id: 'ada',
      metadata_: { team: 'blue', ...marks },
      lines: [
        { ...line, description: 'One', unit_price: 1, metadata_: { sku: 'A', ...marks } },
        { ...line, description: 'Two', unit_price: 2, metadata_: { sku: 'B' } },
      ],
    })
    expect(older({ lines: [{ description: 'One', amount: 100 }] }).lines).toEqual([
      { ...line, description: 'One', unit_price: 1, metadata_: marks },
    ])
  })
})

it.each([
  ['paid', 'paid'],
  ['void', 'voided'],
  ['uncollectible', 'uncollectible'],
  ['open', 'open'],
  ['refunded', 'refunded'],
  ['partially_refunded', 'partially_refunded'],
] as const)('the status %s is asked for as %s', (to, word) => {
  expect(toWireStatus(to)).toEqual({ status: word })
})
