import { invoiceSchema as canonicalSchema, type Invoice } from '@invoice-adapters/core'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currencyScale,
  toCanonicalAmount,
  toWireAmount,
  unitPriceText,
  unitScale,
  wireScales,
} from '../src/money.ts'
import { invoiceSchema } from '../src/schema.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { toAskedInvoice } from '../src/to-wire.ts'
import { wireInvoice, wireLine } from './wire-objects.ts'

const reading = {
  account: 'main',
  apiVersion: '2026-07-31',
  readAt: '2026-07-15T00:00:00Z',
  keepRaw: true,
} as const
const runs = { seed: proofSeed(), numRuns: proofSize(300, 100_000) }

const codes = [...wireScales.keys()]
const wireAmount = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -100_000, max: 100_000 }))
const text = fc.option(fc.string(), { nil: null })
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

const line = fc.record(
  {
    lineType: fc.constantFrom('plan_base', 'one_time', 'feature_overage', 'discount', 'credit', 'new_kind'),
    description: text,
    quantity: fc.integer({ min: -1000, max: 100_000 }),
    unitAmount: wireAmount,
    amount: wireAmount,
    chargeType: text,
  },
  { requiredKeys: [] },
)

const wire = fc.record(
  {
    id: fc.string({ minLength: 1 }),
    livemode: fc.boolean(),
    customerId: text,
    status: fc.constantFrom(
      'draft',
      'outstanding',
      'paid',
      'void',
      'uncollectible',
      'upcoming',
      'frozen',
      '',
    ),
    currency: fc.constantFrom(...codes, 'usd', 'clp', 'eth', 'xau', ''),
    subtotal: wireAmount,
    discountAmount: wireAmount,
    creditApplied: wireAmount,
    taxAmount: wireAmount,
    total: wireAmount,
    issueDate: instant,
    dueDate: fc.option(instant, { nil: null }),
    createdAt: instant,
    metadata: fc.option(fc.dictionary(fc.string(), fc.jsonValue()), { nil: null }),
    memo: text,
    lineItems: fc.option(fc.array(line, { maxLength: 4 }), { nil: null }),
    somethingNew: fc.jsonValue(),
  },
  { requiredKeys: ['id'] },
)

function read(body: unknown): Invoice | null {
  const parsed = invoiceSchema.safeParse(body)
  return parsed.success ? toCanonicalInvoice(parsed.data, body, reading, true) : null
}

/** Wire names of amounts and where they stand in the canonical invoice. */
const amounts = [
  ['subtotal', 'subtotal'],
  ['discountAmount', 'discount'],
  ['creditApplied', 'creditApplied'],
  ['taxAmount', 'tax'],
  ['total', 'total'],
] as const

const places = [
  ...Object.keys(wireInvoice()).map((name) => [name]),
  ...Object.keys(wireLine()).map((name) => ['lineItems', '0', name]),
]

function mutated(path: readonly string[], value: unknown): Record<string, unknown> {
  const body = structuredClone(wireInvoice())
  let owner: Record<string, unknown> = body
  for (const step of path.slice(0, -1)) owner = owner[step] as Record<string, unknown>
  owner[path.at(-1) ?? ''] = value
  return body
}

describe('properties', () => {
  it('a documented invoice never loses, changes or makes up an amount', () => {
    let amountsSeen = 0
    fc.assert(
      fc.property(wire, (body) => {
        const invoice = read(body)
        expect(invoice).not.toBeNull()
        if (invoice === null) return
        expect(canonicalSchema.safeParse(invoice).success).toBe(true)
        const known = body.currency ? currencyScale(body.currency) !== null : false
        for (const [from, to] of amounts) {
          const stated = body[from]
          // In every currency that Commet names, its unit is the minor unit.
          expect(invoice[to]).toBe(known && stated !== undefined ? stated + 0 : null)
          amountsSeen += Number(invoice[to] !== null)
        }
        for (const [index, item] of (body.lineItems ?? []).entries()) {
          expect(invoice.lines?.[index]?.amount).toBe(
            known && item.amount !== undefined ? item.amount + 0 : null,
          )
        }
        expect(invoice.lines?.length ?? null).toBe(body.lineItems?.length ?? null)
        expect(invoice.kind).toBe((body.total ?? 0) < 0 ? 'credit_note' : 'invoice')
        expect(invoice.paidAt).toBeNull()
      }),
      runs,
    )
    recordProof({
      name: 'commet-amounts-read',
      what: 'Generated Commet invoices are read without an exception, and every amount is the one that was stated or null.',
      size: runs.numRuns,
      result: { amountsSeen },
    })
  })

  it('anything in the place of any field is read or refused by the name of that field', () => {
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.oneof(fc.jsonValue(), fc.anything()), (path, value) => {
        const body = mutated(path, value)
        const parsed = invoiceSchema.safeParse(body)
        if (!parsed.success) {
          refused += 1
          const roots = parsed.error.issues.map((issue) =>
            issue.path.map(String).slice(0, path.length).join('.'),
          )
          expect(new Set(roots)).toEqual(new Set([path.join('.')]))
          return
        }
        const invoice = toCanonicalInvoice(parsed.data, body, reading, true)
        for (const [from, to] of amounts) {
          if (from !== path[0] && path[0] !== 'currency') expect(invoice[to]).toBe(body[from])
        }
      }),
      runs,
    )
    expect(refused).toBeGreaterThan(0)
    recordProof({
      name: 'commet-mutated-fields',
      what: 'A Commet invoice with any value in any one field is read or refused by the name of that field, and no other amount moves.',
      size: runs.numRuns,
      result: { refused },
    })
  })

  it('whatever comes is read or refused, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (body) => {
        read(body)
      }),
      runs,
    )
  })

  it('money survives both ways in every currency', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.maxSafeInteger(), (code, amount) => {
        const scale = currencyScale(code.toLowerCase())
        if (scale === null) throw new Error(`${code} has no scale`)
        const onWire = toWireAmount(amount, scale)
        expect(onWire === null ? null : toCanonicalAmount(onWire, scale)).toBe(amount)
      }),
      runs,
    )
  })

  it('a unit price, where one is told, times the quantity is the amount to within its rounding', () => {
    const small = fc.integer({ min: -100_000, max: 100_000 })
    const usd = currencyScale('usd')
    if (usd === null) throw new Error('USD has no scale')
    let told = 0
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        small,
        fc.boolean(),
        small,
        (quantity, unit, fits, other) => {
          const amount = fits ? Math.round((quantity * unit) / 100) : other
          const scale = unitScale(quantity, unit, amount)
          if (scale === null) return
          told += 1
          const price = Number(unitPriceText(unit, scale, usd))
          expect(Math.abs(quantity * price * 100 - amount)).toBeLessThanOrEqual(
            scale === 'rate' ? 0.5000001 : 0.0000001,
          )
        },
      ),
      runs,
    )
    expect(told).toBeGreaterThan(0)
  })

  it('what is asked of Commet is the exact sum, or is refused', () => {
    const amount = fc.oneof(fc.integer({ min: -10_000, max: 10_000 }), fc.maxSafeInteger())
    fc.assert(
      fc.property(
        fc.array(fc.record({ amount, tax: fc.option(amount, { nil: 0 }) }), { minLength: 1 }),
        (items) => {
          const sum = items.reduce((total, item) => total + BigInt(item.amount) + BigInt(item.tax), 0n)
          const asked = toAskedInvoice({
            externalId: 'k',
            customer: { id: 'c' },
            currency: 'USD',
            lines: items.map((item) => ({ description: 'x', ...item })),
          })
          const exact = Number.isSafeInteger(Number(sum))
          expect(asked.isOk()).toBe(exact)
          if (asked.isOk()) expect(BigInt(asked.value.amount)).toBe(sum)
        },
      ),
      runs,
    )
  })
})
