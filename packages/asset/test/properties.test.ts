import { invoiceSchema as canonicalSchema, type Invoice, type NewInvoice } from '@invoice-adapters/core'
import { fromMinorUnits } from '@invoice-adapters/core/authoring'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialects as dialectTable } from '../src/dialects/all.ts'
import type { AssetDialect } from '../src/index.ts'
import { parseOptions } from '../src/options.ts'
import { invoiceSchema } from '../src/schema.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { toAskedInvoice, toWireInvoice } from '../src/to-wire.ts'
import { dialects, shapes } from './endpoints.ts'
import { amountLines, unitPriceLines, wireInvoice, wirePayment } from './wire-objects.ts'
import { plainOptions } from './wire-recorder.ts'

const settings = { account: 'main', mode: 'test', currency: 'USD', minorUnitDigits: 2 } as const
const reading = { settings, readAt: '2026-07-15T00:00:00Z', keepRaw: true }
const runs = { seed: proofSeed(), numRuns: proofSize(300, 100_000) }

function read(body: unknown): Invoice | null {
  const parsed = invoiceSchema.safeParse(body)
  return parsed.success ? toCanonicalInvoice(parsed.data, body, reading) : null
}

const cents = fc.integer({ min: -100_000_000, max: 100_000_000 })
const money = fc.tuple(cents, fc.boolean()).map(([amount, asText]) => ({
  amount,
  wire: asText ? fromMinorUnits(amount, 2) : Number(fromMinorUnits(amount, 2)),
}))
const words = ['open', 'paid', 'uncollectible', 'voided', 'refunded', 'partially_refunded', 'mislaid', '']

const places: [AssetDialect, string[]][] = dialects.flatMap((dialect) => {
  const [line = {}] = dialect === 'amount-lines' ? amountLines() : unitPriceLines()
  return [
    ...Object.keys(wireInvoice(dialect)).map((name) => [name]),
    ...Object.keys(line).map((name) => ['lines', '0', name]),
    ...Object.keys(wirePayment()).map((name) => ['payments', '0', name]),
  ].map((path): [AssetDialect, string[]] => [dialect, path])
})

function mutated(dialect: AssetDialect, path: readonly string[], value: unknown): Record<string, unknown> {
  const body = structuredClone(wireInvoice(dialect))
  let owner: Record<string, unknown> = body
  for (const step of path.slice(0, -1)) owner = owner[step] as Record<string, unknown>
  owner[path.at(-1) ?? ''] = value
  return body
}

/** Fields from which other values are worked out. */
const moving = new Set(['lines', 'payments', 'status', 'total_amount', 'total_paid', 'voided_at', 'due_at'])

describe('properties of reading', () => {
  it('no amount is lost, changed or made up', () => {
    fc.assert(
      fc.property(
        money,
        fc.array(money, { maxLength: 5 }),
        money,
        fc.constantFrom(...words),
        (total, lines, paid, status) => {
          const body = wireInvoice('amount-lines', {
            status,
            total_amount: total.wire,
            total_paid: paid.wire,
            lines: lines.map(({ wire }) => ({ amount: wire })),
            payments: [],
          })
          const invoice = read(body)
          expect(invoice).toMatchObject({ total: total.amount + 0, amountPaid: paid.amount + 0 })
          expect(invoice?.lines?.map(({ amount }) => amount)).toEqual(lines.map(({ amount }) => amount + 0))
          expect(canonicalSchema.safeParse(invoice).success).toBe(true)
          const sum = lines.reduce((all, { amount }) => all + amount, 0)
          expect(invoice?.subtotal).toBe(lines.length === 0 ? null : sum)
          const mismatch = invoice?.notes.some(({ field }) => field === 'total') ?? false
          expect(mismatch).toBe(lines.length > 0 && sum !== total.amount)
        },
      ),
      runs,
    )
  })

  it('anything in the place of any field is read or refused by the name of that field', () => {
    let refused = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(fc.jsonValue(), fc.anything()),
        ([dialect, path], value) => {
          const body = mutated(dialect, path, value)
          const parsed = invoiceSchema.safeParse(body)
          if (!parsed.success) {
            refused += 1
            const roots = parsed.error.issues.map((issue) =>
              issue.path.map(String).slice(0, path.length).join('.'),
            )
            expect(new Set(roots)).toEqual(new Set([path.join('.')]))
            return
          }
          const invoice = toCanonicalInvoice(parsed.data, body, reading)
          if (moving.has(path[0] ?? '')) return
          expect(invoice).toMatchObject({ total: 15050, amountPaid: 5025, amountDue: 10025 })
        },
      ),
      runs,
    )
    expect(refused).toBeGreaterThan(0)
    recordProof({
      name: 'asset-mutated-fields',
      what: 'An Asset invoice with any value in any one field is read or refused by the name of that field, and no other amount moves.',
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
})

const newLine = fc
  .record({
    amount: fc.integer({ min: 1, max: 10_000_000 }),
    tax: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
    pieces: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    description: fc.string({ minLength: 1, maxLength: 40 }),
  })
  .map(({ amount, tax, pieces, description }) => ({
    description,
    amount: amount * (pieces ?? 1),
    ...(tax === undefined ? {} : { tax }),
    ...(pieces === undefined ? {} : { quantity: String(pieces), unitPrice: fromMinorUnits(amount, 2) }),
  }))

describe.each(dialects)('properties of writing · %s', (dialect) => {
  const options = parseOptions({ ...plainOptions, lineShape: shapes[dialect] })._unsafeUnwrap()

  it('what is written reads back with the total, the lines and the key that were asked for', () => {
    fc.assert(
      fc.property(
        fc.array(newLine, { minLength: 1, maxLength: 5 }),
        fc.string({ minLength: 1 }),
        (lines, key) => {
          const invoice: NewInvoice = {
            externalId: key,
            customer: { id: 'cus_1' },
            currency: 'USD',
            dueAt: '2026-08-01T00:00:00Z',
            lines,
          }
          const asked = toAskedInvoice(invoice, options, dialectTable[dialect])._unsafeUnwrap()
          const item = toWireInvoice(
            asked,
            'digest',
            { customer_id: 'cus_1' },
            dialectTable[dialect],
            options.businessId,
          )
          const total = lines.reduce((sum, line) => sum + line.amount + (line.tax ?? 0), 0)
          const answered = {
            ...item,
            id: 'inv_1',
            total_amount: Number(fromMinorUnits(total, 2)),
            total_paid: 0,
            status: 'open',
          }
          const back = read(JSON.parse(JSON.stringify(answered)))
          expect(back).toMatchObject({ total, externalId: key, number: key, notes: [] })
          expect(back?.lines?.map(({ amount, tax }) => (amount ?? 0) + (tax ?? 0))).toEqual(
            lines.map((line) => line.amount + (line.tax ?? 0)),
          )
          for (const line of back?.lines ?? []) expect(Object.keys(line.metadata ?? {})).toEqual([])
        },
      ),
      runs,
    )
    recordProof({
      name: `asset-written-${dialect}`,
      what: `Generated invoices written as ${dialect} read back with the total, the lines and the key that were asked for.`,
      size: runs.numRuns,
      result: {},
    })
  })
})
