import { fieldProblems } from '@invoice-adapters/core/authoring'
import { describe, expect, it } from 'vitest'
import { wireInvoice, wireLine, wireListItem, wirePayment, wirePlan } from '../test/wire-objects.ts'
import { acceptedSchema, deletedSchema, invoiceSchema, paymentSchema, planSchema } from './schema.ts'

function problemsOf(body: unknown): string[] {
  const parsed = invoiceSchema.safeParse(body)
  return parsed.success ? [] : fieldProblems(parsed.error.issues).map((problem) => problem.field)
}

const textFields = [
  'status',
  'number',
  'email_address',
  'customer_name',
  'fetch_invoice_token',
  'collection_method',
  'pay_online_url',
]
const flagFields = ['charge_buyer_fee', 'payment_processing']
const dateFields = ['created_at', 'updated_at', 'due_date', 'automatically_finalizes_at']
const objectFields = ['current_plan', 'user', 'mailing_address', 'member', 'payment', 'line_items']

describe('the wire schema of an invoice', () => {
  it.each([...textFields, ...flagFields, ...dateFields, ...objectFields])(
    'takes %s as absent and as null',
    (field) => {
      expect(problemsOf(wireInvoice({ [field]: undefined }))).toEqual([])
      expect(problemsOf(wireInvoice({ [field]: null }))).toEqual([])
    },
  )

  it('reads the ten fields of a list item', () => {
    expect(problemsOf(wireListItem())).toEqual([])
    expect(problemsOf({ id: 'inv_1' })).toEqual([])
  })

  it.each([
    ...textFields.flatMap((field) => [5, true, {}, []].map((value) => [field, value] as const)),
    ...flagFields.flatMap((field) => ['true', 1, {}].map((value) => [field, value] as const)),
    ...dateFields.flatMap((field) =>
      [1_789_000_000, '2026-07-01', 'soon', ''].map((value) => [field, value] as const),
    ),
    ...objectFields.flatMap((field) => ['text', 5].map((value) => [field, value] as const)),
    ...[undefined, null, '', 7].map((value) => ['id', value] as const),
  ])('refuses %s as %j, and names it', (field, value) => {
    expect(problemsOf(wireInvoice({ [field]: value }))).toEqual([field])
  })

  it.each([
    ['total', '9.00'],
    ['quantity', '2'],
    ['unit_price', {}],
    ['label', 5],
    ['position', 'first'],
  ])('refuses the %s of a line as %j, and names it', (field, value) => {
    const lines = [wireLine(), wireLine({ [field]: value })]
    expect(problemsOf(wireInvoice({ line_items: lines }))).toEqual([`line_items.1.${field}`])
  })

  it('ignores unknown fields and keeps unknown values of its enums', () => {
    const body = wireInvoice({ status: 'frozen', collection_method: 'pigeon', surcharge: { amount: 5 } })
    expect(invoiceSchema.parse(body)).toMatchObject({ status: 'frozen', collection_method: 'pigeon' })
  })

  it.each([undefined, null, 5, true, 'inv_1', [], [wireInvoice()]])('refuses %j as an invoice', (body) => {
    expect(invoiceSchema.safeParse(body).success).toBe(false)
  })
})

describe('other answers', () => {
  it('a price as text is refused, never parsed', () => {
    expect(planSchema.safeParse(wirePlan({ initial_price: '25' })).success).toBe(false)
    expect(paymentSchema.safeParse(wirePayment({ total: '25' })).success).toBe(false)
  })

  it('the time of a payment is text or a number, of which only text is used', () => {
    expect(paymentSchema.safeParse(wirePayment({ paid_at: 1_795_000_000 })).success).toBe(true)
    expect(paymentSchema.safeParse(wirePayment({ paid_at: {} })).success).toBe(false)
  })

  it('a deletion is true or says so; an action is true or an object with an id', () => {
    for (const body of [true, { id: 'inv_1', deleted: true }])
      expect(deletedSchema.safeParse(body).success).toBe(true)
    for (const body of [false, null, {}, { deleted: false }, { id: 'inv_1' }, 'true'])
      expect(deletedSchema.safeParse(body).success).toBe(false)
    for (const body of [true, wireInvoice()]) expect(acceptedSchema.safeParse(body).success).toBe(true)
    for (const body of [false, null, {}, 'true', { id: '' }])
      expect(acceptedSchema.safeParse(body).success).toBe(false)
  })
})
