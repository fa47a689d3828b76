import type { NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { contentOf, toAskedInvoice, toWireAdjustment, toWireCustomer } from './to-wire.ts'

const invoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_41b' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  metadata: { team: 'blue' },
}

function problems(changes: Partial<NewInvoice>): string[] {
  return toAskedInvoice({ ...invoice, ...changes })
    ._unsafeUnwrapErr()
    .map((problem) => problem.field)
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

  it.each([
    [{ name: 'Ada' }, ['email']],
    [{ email: `${'a'.repeat(200)}@b.co` }, ['email']],
    [{ email: 'a@b.co', externalId: 'x'.repeat(101) }, ['externalId']],
    [{ email: 'a@b.co', name: 'x'.repeat(201) }, ['name']],
    [
      { email: 'a@b.co', address: { line1: '1 Ink Row', country: 'PT' } },
      ['address.city', 'address.postalCode'],
    ],
    [
      { email: 'a@b.co', address: { line1: '1', city: 'Lisbon', postalCode: '1', country: 'Portugal' } },
      ['address.country'],
    ],
  ])('%j is refused for %j', (customer, fields) => {
    expect(
      toWireCustomer(customer)
        ._unsafeUnwrapErr()
        .map((problem) => problem.field),
    ).toEqual(fields)
  })
})
