import { fieldProblems } from '@invoice-adapters/core/authoring'
import { describe, expect, it } from 'vitest'
import { wireInvoice, wireLine } from '../test/wire-objects.ts'
import { invoiceSchema } from './schema.ts'

function problemsOf(body: unknown): string[] {
  const parsed = invoiceSchema.safeParse(body)
  return parsed.success ? [] : fieldProblems(parsed.error.issues).map((problem) => problem.field)
}

const textFields = [
  'customerId',
  'subscriptionId',
  'invoiceNumber',
  'status',
  'invoiceType',
  'currency',
  'planName',
  'memo',
  'poNumber',
  'reference',
]
const amountFields = ['subtotal', 'discountAmount', 'creditApplied', 'taxAmount', 'total']
const dateFields = ['periodStart', 'periodEnd', 'issueDate', 'dueDate', 'createdAt', 'updatedAt']
const optional = [...textFields, ...amountFields, ...dateFields, 'livemode', 'metadata', 'lineItems']

describe('the wire schema of an invoice', () => {
  it.each(optional)('takes %s as absent and as null', (field) => {
    expect(problemsOf(wireInvoice({ [field]: undefined }))).toEqual([])
    expect(problemsOf(wireInvoice({ [field]: null }))).toEqual([])
  })

  it.each([
    ...textFields.flatMap((field) => [5, true, {}, []].map((value) => [field, value] as const)),
    ...amountFields.flatMap((field) =>
      ['90.00', 0.5, 2 ** 53, {}, true].map((value) => [field, value] as const),
    ),
    ...dateFields.flatMap((field) =>
      [1_789_000_000, '2026-07-01', 'soon', ''].map((value) => [field, value] as const),
    ),
    ...[['livemode', 'true'] as const, ['metadata', 'a'] as const, ['metadata', []] as const],
    ...[
      ['lineItems', {}] as const,
      ['id', undefined] as const,
      ['id', null] as const,
      ['id', ''] as const,
      ['id', 7] as const,
    ],
  ])('refuses %s as %j, and names it', (field, value) => {
    expect(problemsOf(wireInvoice({ [field]: value }))).toEqual([field])
  })

  it.each([
    ['amount', '9.00'],
    ['amount', 1.5],
    ['quantity', '2'],
    ['unitAmount', '45'],
    ['description', 5],
    ['lineType', {}],
  ])('refuses the %s of a line as %j, and names it', (field, value) => {
    const lineItems = [wireLine(), wireLine({ [field]: value })]
    expect(problemsOf(wireInvoice({ lineItems }))).toEqual([`lineItems.1.${field}`])
  })

  it('ignores unknown fields and keeps unknown values of its enums', () => {
    const body = wireInvoice({ status: 'frozen', invoiceType: 'grant', surcharge: { amount: 5 } })
    expect(problemsOf(body)).toEqual([])
    expect(invoiceSchema.parse(body)).toMatchObject({ status: 'frozen', invoiceType: 'grant' })
  })

  it.each([undefined, null, 5, 'inv_1', [], [wireInvoice()]])('refuses %j as an invoice', (body) => {
    expect(invoiceSchema.safeParse(body).success).toBe(false)
  })
})
