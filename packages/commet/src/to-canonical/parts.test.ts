import { describe, expect, it } from 'vitest'
import { read, reading } from '../../test/read-wire.ts'
import { wireCustomer, wireLine, wireListItem } from '../../test/wire-objects.ts'
import { customerSchema, invoiceSchema } from '../schema.ts'
import { toCanonicalCustomer, toCanonicalInvoice, toMode } from '../to-canonical.ts'

describe('lines', () => {
  it.each([
    ['plan_base', 'subscription'],
    ['feature_overage', 'usage'],
    ['feature_seats', 'subscription'],
    ['feature_quota', 'subscription'],
    ['discount', 'discount'],
    ['promo_code_discount', 'discount'],
    ['credit', 'credit'],
    ['balance_overage', 'usage'],
    ['addon_base', 'subscription'],
    ['one_time', 'item'],
    ['plan_grant', 'unknown'],
  ])('%s is %s', (lineType, kind) => {
    expect(read({ lineItems: [wireLine({ lineType })] }).lines?.[0]).toMatchObject({
      kind,
      providerKind: lineType,
    })
  })
})

describe('a line', () => {
  it.each([
    { unitAmount: undefined },
    { unitAmount: null },
    { quantity: undefined, amount: undefined, unitAmount: undefined },
  ])('without a unit price has nothing unclear: %j', (changes) => {
    const invoice = read({ subtotal: undefined, lineItems: [wireLine(changes)] })
    expect(invoice.lines?.[0]?.unitPrice).toBeNull()
    expect(invoice.notes).toEqual([])
  })

  it.each([{ quantity: undefined }, { amount: undefined }])(
    'with a unit price alone is unclear: %j',
    (changes) => {
      const invoice = read({ subtotal: undefined, lineItems: [wireLine(), wireLine(changes)] })
      expect(invoice.lines?.map((line) => line.unitPrice)).toEqual(['45', null])
      expect(invoice.notes.map((note) => [note.code, note.field])).toEqual([
        ['unit_unclear', 'lines.1.unitPrice'],
      ])
      expect(invoice.derived.map((entry) => entry.field)).toContain('lines.unitPrice')
    },
  )

  it('says nothing that Commet does not say', () => {
    const invoice = read({ lineItems: [{}] })
    expect(invoice.lines?.[0]).toMatchObject({
      description: null,
      kind: 'unknown',
      providerKind: null,
      quantity: null,
      unitPrice: null,
      amount: null,
    })
    expect(read({ lineItems: null })).toMatchObject({ lines: null, detail: 'full' })
  })
})

describe('list items', () => {
  it('are summaries unless lines and credit stand in them', () => {
    const item = wireListItem()
    expect(toCanonicalInvoice(invoiceSchema.parse(item), item, reading, false)).toMatchObject({
      detail: 'summary',
      lines: null,
      creditApplied: null,
      purchaseOrder: null,
    })
    expect(read({}, {}, false).detail).toBe('full')
    expect(read({ lineItems: undefined }, {}, false).detail).toBe('summary')
    expect(read({ creditApplied: null }, {}, false).detail).toBe('summary')
  })
})

it('leaves a customer’s unsaid facts open', () => {
  expect(toCanonicalCustomer(customerSchema.parse({ id: 'cus_1' }))).toEqual({
    id: 'cus_1',
    externalId: null,
    name: null,
    email: null,
    address: null,
    metadata: null,
    mode: null,
    createdAt: null,
    updatedAt: null,
  })
})

it.each([
  [true, 'live'],
  [false, 'test'],
  [null, null],
  [undefined, null],
])('livemode %s is %s', (livemode, mode) => {
  expect(toMode(livemode)).toBe(mode)
})

it('reads a customer, whose address Commet never returns', () => {
  expect(toCanonicalCustomer(customerSchema.parse(wireCustomer({ livemode: false })))).toEqual({
    id: 'cus_41b',
    externalId: 'shop-12',
    name: 'Ada Quill',
    email: 'ada@quill.example',
    address: null,
    metadata: { tier: 3 },
    mode: 'test',
    createdAt: '2026-06-01T10:00:00Z',
    updatedAt: '2026-06-02T10:00:00Z',
  })
})
