import { describe, expect, test } from 'vitest'
import type { FieldProblem } from '../errors/error.ts'
import { newInvoiceSchema } from './new-invoice-schema.ts'
import { parseFields } from './parse-input.ts'

const valid = {
  externalId: 'order-1',
  customer: { id: 'cus_1' },
  currency: 'USD',
  lines: [{ description: 'Consulting', amount: 10000 }],
}

function problems(changes: Record<string, unknown>): FieldProblem[] {
  return parseFields(newInvoiceSchema, { ...valid, ...changes })._unsafeUnwrapErr()
}

function fields(changes: Record<string, unknown>): string[] {
  return problems(changes).map((problem) => problem.field)
}

function line(changes: Record<string, unknown>) {
  return { lines: [{ description: 'Consulting', amount: 10000, ...changes }] }
}

test('a whole invoice is taken, in canonical form', () => {
  const given = {
    ...valid,
    currency: 'usd',
    dueAt: '2026-08-01T02:00:00+02:00',
    memo: undefined,
    metadata: { order: { id: 1, tags: ['a', null] } },
    providerOptions: { whop: { anything: true } },
    lines: [{ description: 'Consulting', amount: -0, quantity: '2.50', unitPrice: '0.00', tax: undefined }],
  }
  const parsed = parseFields(newInvoiceSchema, given)._unsafeUnwrap()
  expect(parsed).toStrictEqual({
    ...valid,
    dueAt: '2026-08-01T00:00:00Z',
    metadata: { order: { id: 1, tags: ['a', null] } },
    providerOptions: { whop: { anything: true } },
    lines: [{ description: 'Consulting', amount: 0, quantity: '2.5', unitPrice: '0' }],
  })
})

test.each<[string, Record<string, unknown>, string[]]>([
  ['an unknown key', { amout: 1 }, ['amout']],
  ['an unknown key in a line', line({ amonut: 1 }), ['lines.0.amonut']],
  ['no key of the caller', { externalId: undefined }, ['externalId']],
  ['an empty key', { externalId: '' }, ['externalId']],
  ['a key of 256 characters', { externalId: 'x'.repeat(256) }, ['externalId']],
  ['a key with a control character', { externalId: 'a\nb' }, ['externalId']],
  ['a key with half a character', { externalId: 'a\ud800' }, ['externalId']],
  ['no lines', { lines: [] }, ['lines']],
  ['lines missing', { lines: undefined }, ['lines']],
  ['an amount with a fraction', line({ amount: 12.5 }), ['lines.0.amount']],
  ['an amount in text', line({ amount: '1250' }), ['lines.0.amount']],
  ['an amount that is not a number', line({ amount: Number.NaN }), ['lines.0.amount']],
  ['an amount beyond the safe integers', line({ amount: 2 ** 53 }), ['lines.0.amount']],
  ['no amount', line({ amount: undefined }), ['lines.0.amount']],
  ['tax with a fraction', line({ tax: 0.5 }), ['lines.0.tax']],
  ['a quantity as a number', line({ quantity: 2 }), ['lines.0.quantity']],
  ['a quantity with an exponent', line({ quantity: '1e3' }), ['lines.0.quantity']],
  ['a price with a comma', line({ unitPrice: '1,5' }), ['lines.0.unitPrice']],
  ['no description', line({ description: '' }), ['lines.0.description']],
  ['a currency nobody can count in', { currency: 'XAU' }, ['currency']],
  ['a currency outside ISO 4217', { currency: 'whop_usd' }, ['currency']],
  ['a date without time', { dueAt: '2026-08-01' }, ['dueAt']],
  ['a date without offset', { dueAt: '2026-08-01T00:00:00' }, ['dueAt']],
  ['February 30', { issuedAt: '2026-02-30T00:00:00Z' }, ['issuedAt']],
  ['a Date', { issuedAt: new Date(0) }, ['issuedAt']],
  ['no customer', { customer: {} }, ['customer']],
  ['only an address', { customer: { address: { city: 'Bern' } } }, ['customer']],
  ['an id that walks the path', { customer: { id: '..' } }, ['customer.id']],
  ['an e-mail address without a host', { customer: { email: 'ada' } }, ['customer.email']],
  ['a collection method of nobody', { collection: 'barter' }, ['collection']],
  ['metadata that is a list', { metadata: [] }, ['metadata']],
  ['metadata with a function', { metadata: { a: { b: () => 1 } } }, ['metadata.a.b']],
  ['metadata with infinity', { metadata: { a: [1, Number.POSITIVE_INFINITY] } }, ['metadata.a.1']],
  ['metadata with a Date', { metadata: { at: new Date(0) } }, ['metadata.at']],
  [
    'metadata with __proto__',
    { metadata: JSON.parse('{"__proto__":{"admin":true}}') },
    ['metadata.__proto__'],
  ],
  ['metadata with constructor', { metadata: { a: { constructor: 1 } } }, ['metadata.a.constructor']],
  ['options that are no object', { providerOptions: { whop: 1 } }, ['providerOptions']],
  [
    'several things at once',
    { currency: 'XXX', lines: [], externalId: 5 },
    ['externalId', 'currency', 'lines'],
  ],
])('%s is refused, by name', (_, changes, expected) => {
  expect(fields(changes)).toEqual(expected)
})

test('an own key __proto__ is an unknown key, and changes nothing', () => {
  const given: unknown = JSON.parse(JSON.stringify(valid).replace('{', '{"__proto__":{"memo":"x"},'))
  expect(parseFields(newInvoiceSchema, given)._unsafeUnwrapErr()).toMatchObject([{ field: '__proto__' }])
})

test('a cycle is refused, not followed', () => {
  const metadata: Record<string, unknown> = { a: 1 }
  metadata.self = metadata
  metadata.again = metadata
  expect(fields({ metadata })[0]).toMatch(/^metadata\.self/)
})

test.each([null, undefined, 5, 'invoice', [], () => valid])('%s is no invoice', (value) => {
  expect(parseFields(newInvoiceSchema, value)._unsafeUnwrapErr()).toMatchObject([{ field: 'input' }])
})

describe('quantity times unit price', () => {
  test.each([
    ['USD', '2', '50', 10000],
    ['USD', '3', '0.015', 5],
    ['USD', '-3', '0.015', -5],
    ['JPY', '3', '100', 300],
    ['KWD', '1', '1.2345', 1235],
  ])('in %s, %s x %s is %d', (currency, quantity, unitPrice, amount) => {
    const given = { ...valid, currency, ...line({ quantity, unitPrice, amount }) }
    expect(parseFields(newInvoiceSchema, given).isOk()).toBe(true)
    const off = { ...valid, currency, ...line({ quantity, unitPrice, amount: amount + 1 }) }
    expect(parseFields(newInvoiceSchema, off)._unsafeUnwrapErr()).toMatchObject([{ field: 'lines.0.amount' }])
  })

  test('an amount off by a hundred names both figures', () => {
    expect(problems(line({ quantity: '2', unitPrice: '50', amount: 100 }))[0]?.message).toBe(
      'must be quantity times unitPrice, which is 10000 minor units and not 100; correct it, or leave out quantity and unitPrice',
    )
  })
})

test('lines that add up to more than a safe integer are refused', () => {
  const huge = { description: 'x', amount: Number.MAX_SAFE_INTEGER }
  expect(fields({ lines: [huge, { ...huge, amount: 1 }] })).toEqual(['lines'])
  expect(fields({ lines: [{ ...huge, tax: 1 }] })).toEqual(['lines'])
})
