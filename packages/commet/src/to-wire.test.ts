import type { FieldProblem, NewCustomer, NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { contentOf, toAskedInvoice, toWireAdjustment, toWireCustomer, toWireStatus } from './to-wire.ts'

const invoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_41b' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  metadata: { team: 'blue' },
}

function problemsIn(changes: Partial<NewInvoice>): FieldProblem[] {
  return toAskedInvoice({ ...invoice, ...changes })._unsafeUnwrapErr()
}

function problems(changes: Partial<NewInvoice>): string[] {
  return problemsIn(changes).map((problem) => problem.field)
}

describe('an adjustment', () => {
  it('is one amount, one text and our two keys', () => {
    const asked = toAskedInvoice(invoice)._unsafeUnwrap()
    expect(JSON.stringify(toWireAdjustment(asked, 'cus_41b', 'digest'))).toBe(
      '{"customerId":"cus_41b","amount":2500,"description":"Set-up",' +
        '"metadata":{"team":"blue","invoice_adapters_key":"order-5","invoice_adapters_content":"digest"}}',
    )
  })

  it('sums accepted further lines exactly, taxes included', () => {
    const lines = [
      { description: 'One', amount: 9_007_199_254_740_000 },
      { description: 'Two', amount: 900, tax: 91 },
    ]
    expect(toAskedInvoice({ ...invoice, lines })._unsafeUnwrap()).toMatchObject({
      amount: 9_007_199_254_740_991,
      total: 9_007_199_254_740_991,
      description: 'One; Two',
    })
  })

  it('is whole units in a zero-decimal currency', () => {
    expect(toAskedInvoice({ ...invoice, currency: 'CLP' })._unsafeUnwrap().amount).toBe(2500)
  })

  it('refuses what Commet cannot be told', () => {
    expect(problems({ currency: 'CHF' })).toEqual(['currency'])
    expect(problems({ metadata: { invoice_adapters_key: 'x' } })).toEqual(['metadata.invoice_adapters_key'])
    expect(problems({ metadata: { invoice_adapters_content: 1 } })).toEqual([
      'metadata.invoice_adapters_content',
    ])
    expect(problems({ providerOptions: { commet: { draft: true } } })).toEqual([
      'providerOptions.commet.draft',
    ])
    expect(toAskedInvoice({ ...invoice, providerOptions: { whop: { a: 1 } } }).isOk()).toBe(true)
  })

  it('says why it cannot be told', () => {
    expect(problemsIn({ currency: 'CHF', providerOptions: { commet: { draft: true } } })).toEqual([
      { field: 'currency', message: 'is no currency that Commet is known to bill in' },
      { field: 'providerOptions.commet.draft', message: 'is no option; Commet takes none' },
    ])
    const most = { description: 'Much', amount: Number.MAX_SAFE_INTEGER }
    expect(problemsIn({ lines: [most, most] })).toEqual([
      { field: 'lines', message: 'add up to more than Commet can hold' },
    ])
    // Of a currency that is not known, nobody can say whether the sum fits.
    expect(problems({ currency: 'CHF', lines: [most, most] })).toEqual(['currency'])
  })

  it('has no metadata but our own where none is given', () => {
    const { metadata: _, ...bare } = invoice
    const asked = toAskedInvoice(bare)._unsafeUnwrap()
    expect(asked).toEqual({
      externalId: 'order-5',
      currency: 'USD',
      total: 2500,
      amount: 2500,
      description: 'Set-up',
      metadata: {},
    })
  })

  it('has a digest of everything Commet is asked to hold, whatever the order of keys', async () => {
    const digest = (changes: Partial<NewInvoice>, customerId = 'cus_41b') =>
      contentOf(toAskedInvoice({ ...invoice, ...changes })._unsafeUnwrap(), customerId)
    const same = await digest({ metadata: { a: 1, b: { c: 2, d: 3 } } })
    expect(await digest({ metadata: { b: { d: 3, c: 2 }, a: 1 } })).toBe(same)
    const others = await Promise.all([
      digest({}),
      digest({ currency: 'EUR' }),
      digest({ lines: [{ description: 'Set-up', amount: 2501 }] }),
      digest({ lines: [{ description: 'Set up', amount: 2500 }] }),
      digest({ metadata: { team: 'red' } }),
      digest({}, 'cus_other'),
    ])
    expect(new Set([same, ...others]).size).toBe(7)
    expect(await digest({ externalId: 'another' })).toBe(others[0])
  })
})

describe('a customer', () => {
  it('is written in the words of Commet', () => {
    const address = {
      line1: '1 Ink Row',
      line2: null,
      city: 'Lisbon',
      state: '11',
      postalCode: '1000',
      country: 'pt',
    }
    const wire = toWireCustomer({
      externalId: 'shop-12',
      name: 'Ada Quill',
      email: 'ada@quill.example',
      address,
      metadata: { tier: 3 },
    })
    expect(wire._unsafeUnwrap()).toEqual({
      email: 'ada@quill.example',
      externalId: 'shop-12',
      fullName: 'Ada Quill',
      address: { line1: '1 Ink Row', city: 'Lisbon', postalCode: '1000', country: 'PT', state: '11' },
      metadata: { tier: 3 },
    })
  })

  it('is written as far as it is known', () => {
    expect(toWireCustomer({ email: 'a@b.co' })._unsafeUnwrap()).toEqual({ email: 'a@b.co' })
    const address = { line1: '1', line2: '2', city: 'C', postalCode: 'P', country: 'PT' }
    expect(toWireCustomer({ email: 'a@b.co', address })._unsafeUnwrap()).toEqual({ email: 'a@b.co', address })
  })

  it('may be as long as Commet takes', () => {
    const email = `${'a'.repeat(195)}@b.co`
    const longest = { email, externalId: 'x'.repeat(100), name: 'x'.repeat(200) }
    expect(toWireCustomer(longest).isOk()).toBe(true)
  })

  const required = 'is required by Commet in an address'
  const country = { field: 'address.country', message: 'must be an ISO 3166-1 alpha-2 code' }
  const address = (of: string) => ({
    email: 'a@b.co',
    address: { line1: '1', city: 'C', postalCode: '1', country: of },
  })

  it.each<[NewCustomer, FieldProblem[]]>([
    [{ name: 'Ada' }, [{ field: 'email', message: 'is required by Commet' }]],
    [{ email: '' }, [{ field: 'email', message: 'is required by Commet' }]],
    [{ email: `${'a'.repeat(196)}@b.co` }, [{ field: 'email', message: 'is longer than 200 characters' }]],
    [
      { email: 'a@b.co', externalId: 'x'.repeat(101) },
      [{ field: 'externalId', message: 'is longer than 100 characters' }],
    ],
    [
      { email: 'a@b.co', name: 'x'.repeat(201) },
      [{ field: 'name', message: 'is longer than 200 characters' }],
    ],
    [
      { email: 'a@b.co', address: { line1: '1 Ink Row', country: 'PT' } },
      [
        { field: 'address.city', message: required },
        { field: 'address.postalCode', message: required },
      ],
    ],
    [
      { email: 'a@b.co', address: { city: 'C', postalCode: '1' } },
      [
        { field: 'address.line1', message: required },
        { field: 'address.country', message: required },
      ],
    ],
    [address('Portugal'), [country]],
    [address('P'), [country]],
    [address('PTX'), [country]],
    [address('P1'), [country]],
  ])('%j is refused: %j', (customer, problems) => {
    expect(toWireCustomer(customer)._unsafeUnwrapErr()).toEqual(problems)
  })
})

it.each([
  ['paid', 'paid'],
  ['void', 'void'],
  ['uncollectible', 'uncollectible'],
] as const)('the status %s is asked for as %s', (to, word) => {
  expect(toWireStatus(to)).toEqual({ status: word })
})
