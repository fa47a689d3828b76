import { invoiceSchema as canonicalSchema, type Invoice } from '@invoice-adapters/core'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingScale, toCanonicalAmount, toWireNumber, wireUnits, writingScale } from '../src/money.ts'
import { invoiceSchema, paymentSchema, planSchema } from '../src/schema.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { toAskedInvoice } from '../src/to-wire.ts'
import { token, type Wire, wireInvoice, wireLine, wirePayment, wirePlan } from './wire-objects.ts'

const reading = {
  account: 'main',
  mode: 'live',
  apiVersion: '2026-10-15-1',
  readAt: '2026-11-20T12:00:00Z',
  keepRaw: true,
} as const
const runs = { seed: proofSeed(), numRuns: proofSize(300, 100_000) }

const codes = [...wireUnits.keys()]
const code = fc.constantFrom(...codes)
/** Cents as a person would write them, and numbers that are no amount at all. */
const price = fc.oneof(
  fc.integer({ min: -1_000_000, max: 100_000_000 }).map((cents) => cents / 100),
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const text = fc.option(fc.string(), { nil: null })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const line = fc.record(
  { label: text, quantity: price, unit_price: price, total: price },
  { requiredKeys: [] },
)

const invoiceBody = fc.record(
  {
    id: fc.string({ minLength: 1 }),
    status: fc.constantFrom('draft', 'open', 'past_due', 'paid', 'void', 'uncollectible', 'frozen', ''),
    current_plan: fc.record({
      id: fc.constant('plan_1'),
      currency: fc.oneof(code, fc.constantFrom('usd', 'eth', 'xau', '')),
    }),
    line_items: fc.option(fc.array(line, { maxLength: 4 }), { nil: null }),
    charge_buyer_fee: fc.option(fc.boolean(), { nil: null }),
    customer_name: text,
    fetch_invoice_token: fc.constant(token),
    pay_online_url: fc.constantFrom(null, `https://whop.example/${token}`, 'https://whop.example/1'),
    something_new: fc.jsonValue(),
  },
  { requiredKeys: ['id', 'fetch_invoice_token'] },
)

const planBody = fc.record(
  {
    id: fc.constant('plan_1'),
    plan_type: fc.constantFrom('one_time', 'renewal', 'other'),
    initial_price: price,
    renewal_price: price,
    collect_tax: fc.boolean(),
    tax_type: fc.constantFrom('inclusive', 'exclusive', 'unspecified', 'new'),
    internal_notes: text,
    currency: code,
  },
  { requiredKeys: ['id'] },
)

const paymentBody = fc.record(
  {
    id: fc.constant('pay_1'),
    status: fc.constantFrom('paid', 'pending', 'open', 'void', 'new'),
    currency: code,
    total: price,
    tax_amount: price,
    refunded_amount: price,
    tax_behavior: fc.constantFrom('inclusive', 'exclusive', 'unspecified'),
    paid_at: fc.constantFrom('2026-11-05T10:00:00Z', 'soon', 5, null),
  },
  { requiredKeys: ['id'] },
)

interface Answers {
  invoice: Wire
  plan: Wire | undefined
  payment: Wire | undefined
}

function read({ invoice, plan, payment }: Answers): Invoice | null {
  const wire = invoiceSchema.safeParse(invoice)
  if (!wire.success) return null
  return toCanonicalInvoice(
    {
      invoice: wire.data,
      plan: plan === undefined ? null : planSchema.parse(plan),
      payment: payment === undefined ? 'none' : paymentSchema.parse(payment),
      missing: [],
      bodies: { invoice, plan, payment },
      detail: 'full',
    },
    reading,
  )
}

/** The figure in minor units by another way than the adapter's: the shortest decimal text, its point moved. */
function minorUnits(figure: number, digits: number): bigint | null {
  const [mantissa = '', exponent = '0'] = String(figure).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = digits + Number(exponent) - fraction.length
  const all = BigInt(whole.replace('-', '') + fraction)
  if (shift < 0) {
    const divisor = 10n ** BigInt(-shift)
    if (all % divisor !== 0n) return null
    return figure < 0 ? -(all / divisor) : all / divisor
  }
  const scaled = all * 10n ** BigInt(shift)
  return figure < 0 ? -scaled : scaled
}

describe('properties', () => {
  it('a documented invoice never changes or makes up an amount, and never shows its token', () => {
    let totals = 0
    let nulls = 0
    fc.assert(
      fc.property(invoiceBody, maybe(planBody), maybe(paymentBody), (invoice, plan, payment) => {
        const canonical = read({ invoice, plan, payment })
        expect(canonical).not.toBeNull()
        if (canonical === null) return
        expect(canonicalSchema.safeParse(canonical).success).toBe(true)
        expect(JSON.stringify(canonical)).not.toContain(token)
        const { minorUnitDigits: digits, lines, subtotal, total } = canonical
        for (const [index, item] of (invoice.line_items ?? []).entries()) {
          const amount = lines?.[index]?.amount ?? null
          if (amount === null || digits === null) continue
          expect(BigInt(amount)).toBe(minorUnits(item.total ?? 0, digits))
        }
        if (subtotal !== null && lines !== null && lines.length > 0)
          expect(subtotal).toBe(lines.reduce((sum, one) => sum + (one.amount ?? Number.NaN), 0))
        if (total === null) nulls += 1
        else {
          totals += 1
          const stated =
            typeof payment?.total === 'number' && digits !== null ? minorUnits(payment.total, digits) : null
          const free =
            invoice.charge_buyer_fee === false &&
            (plan?.collect_tax === false || plan?.tax_type === 'inclusive')
          expect(BigInt(total) === stated || (free && total === subtotal)).toBe(true)
        }
      }),
      runs,
    )
    expect(totals).toBeGreaterThan(0)
    recordProof({
      name: 'whop-amounts-read',
      what: 'Generated Whop answers are read without an exception; every amount is one that was stated, and a total is told only where nothing can come on top of it.',
      size: runs.numRuns,
      result: { totals, withoutTotal: nulls },
    })
  })

  const places: [keyof Answers, string[]][] = [
    ...Object.keys(wireInvoice()).map((name): [keyof Answers, string[]] => ['invoice', [name]]),
    ...Object.keys(wireLine()).map((name): [keyof Answers, string[]] => [
      'invoice',
      ['line_items', '0', name],
    ]),
    ...Object.keys(wirePlan()).map((name): [keyof Answers, string[]] => ['plan', [name]]),
    ...Object.keys(wirePayment()).map((name): [keyof Answers, string[]] => ['payment', [name]]),
  ]

  it('anything in the place of any field is read or refused by the name of that field', () => {
    let refused = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(fc.jsonValue(), fc.anything()),
        ([answer, path], value) => {
          const answers: Answers = {
            invoice: wireInvoice({ status: 'paid' }),
            plan: wirePlan(),
            payment: wirePayment(),
          }
          let owner: Wire = answers[answer] ?? {}
          for (const step of path.slice(0, -1)) owner = owner[step] as Wire
          owner[path.at(-1) ?? ''] = value
          const schema = { invoice: invoiceSchema, plan: planSchema, payment: paymentSchema }[answer]
          const parsed = schema.safeParse(answers[answer])
          if (parsed.success) {
            expect(read(answers)?.source.provider).toBe('whop')
            return
          }
          refused += 1
          const roots = parsed.error.issues.map((issue) =>
            issue.path.map(String).slice(0, path.length).join('.'),
          )
          expect(new Set(roots)).toEqual(new Set([path.join('.')]))
        },
      ),
      runs,
    )
    expect(refused).toBeGreaterThan(0)
    recordProof({
      name: 'whop-mutated-fields',
      what: 'A Whop answer with any value in any one field is read or refused by the name of that field.',
      size: runs.numRuns,
      result: { refused },
    })
  })

  it('money survives both ways in every currency, or is refused', () => {
    let refused = 0
    fc.assert(
      fc.property(code, fc.maxSafeInteger(), (currency, amount) => {
        const scale = writingScale(currency)
        if (scale === null) throw new Error(`${currency} has no scale`)
        const wire = toWireNumber(amount, scale)
        if (wire.isErr()) {
          refused += 1
          expect(String(Math.abs(amount)).length).toBeGreaterThan(15)
          return
        }
        const sent = JSON.parse(JSON.stringify({ price: wire.value })).price
        expect(toCanonicalAmount(sent, readingScale(currency.toLowerCase()) ?? scale)._unsafeUnwrap()).toBe(
          amount,
        )
      }),
      runs,
    )
    recordProof({
      name: 'whop-money-both-ways',
      what: 'Amounts of every currency that Whop bills in survive the way to a JSON number and back, or are refused for having more than 15 digits.',
      size: runs.numRuns,
      result: { refused },
    })
  })

  it('the lines that are sent add up to the price, exactly, or the invoice is refused', async () => {
    const whole = fc.integer({ min: -100_000, max: 10_000_000 })
    const priced = fc.tuple(fc.integer({ min: 1, max: 500 }), whole).map(([count, cents]) => ({
      amount: count * cents,
      quantity: String(count),
      unitPrice: String(cents / 100),
    }))
    const lines = fc.array(
      fc.oneof(
        whole.map((amount) => ({ amount })),
        priced,
      ),
      { minLength: 1, maxLength: 6 },
    )
    let sent = 0
    await fc.assert(
      fc.asyncProperty(lines, async (items) => {
        const asked = await toAskedInvoice(
          {
            externalId: 'k',
            customer: { id: 'mber_1' },
            currency: 'USD',
            lines: items.map((item) => ({ description: 'x', ...item })),
            dueAt: '2026-12-01T00:00:00Z',
          },
          { productId: 'prod_1', collection: 'send_invoice', dueInDays: null },
          [],
          0,
        )
        if (asked.isErr()) return
        sent += 1
        const { body, total } = asked.value
        const sum = body.line_items.reduce(
          (all, item) => all + BigInt(item.quantity) * (minorUnits(item.unit_price, 2) ?? 0n),
          0n,
        )
        expect(sum).toBe(minorUnits(body.plan.initial_price, 2))
        expect(sum).toBe(BigInt(total))
        expect(sum).toBe(items.reduce((all, item) => all + BigInt(item.amount), 0n))
      }),
      runs,
    )
    expect(sent).toBeGreaterThan(0)
    recordProof({
      name: 'whop-lines-add-up',
      what: 'What is sent to Whop for generated lines multiplies and adds up to the price of the plan exactly, counted in whole cents.',
      size: runs.numRuns,
      result: { sent },
    })
  })
})
