import type { FieldProblem, NewCustomer, NewRefund } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { toWireCustomer } from './customer.ts'
import { toAskedRefund, toWireRefund } from './refund.ts'

const settings = { currency: 'USD', minorUnitDigits: 2 }
const refund: NewRefund = { externalId: 'back-1', currency: 'USD', amount: 2550, method: 'ach' }

describe('a refund', () => {
  it('is asked for in the words of Asset', () => {
    const bare = toAskedRefund(refund, settings)._unsafeUnwrap()
    expect(bare).toEqual({
      externalId: 'back-1',
      amount: 2550,
      wireAmount: 25.5,
      method: 'ach',
      lineId: null,
      memo: null,
      refundedAt: null,
    })
    expect(toWireRefund(bare, 'inv_1', Date.parse('2026-07-15T00:00:00Z'))).toEqual({
      amount: 25.5,
      refund_external_id: 'back-1',
      refunded_at: '2026-07-15T00:00:00.000Z',
      method: 'ach',
      invoices_to_refund: [{ amount: 25.5, invoice_id: 'inv_1' }],
    })
  })

  it('says of which line, when and why', () => {
    const more = { lineId: 'inl_1', memo: 'x'.repeat(255), refundedAt: '2026-07-10T00:00:00Z' }
    const whole = toAskedRefund({ ...refund, ...more }, settings)._unsafeUnwrap()
    expect(whole).toMatchObject(more)
    expect(toWireRefund(whole, 'inv_1', 0)).toMatchObject({
      refunded_at: '2026-07-10T00:00:00Z',
      invoices_to_refund: [{ amount: 25.5, invoice_id: 'inv_1', invoice_line_id: 'inl_1' }],
      memo: more.memo,
    })
  })

  it.each(['cash', 'check', 'credit_card', 'ach', 'credit_balance', 'other'])(
    'can go back by %s',
    (method) => {
      expect(toAskedRefund({ ...refund, method }, settings).isOk()).toBe(true)
    },
  )

  const ways = 'is required by Asset: one of cash, check, credit_card, ach, credit_balance, other'

  it.each<[Partial<NewRefund>, FieldProblem[]]>([
    [
      { currency: 'EUR' },
      [{ field: 'currency', message: 'is EUR, and the books of this account are kept in USD' }],
    ],
    [{ amount: 1e15 }, [{ field: 'amount', message: 'has more digits than JSON carries exactly' }]],
    [{ method: 'barter' }, [{ field: 'method', message: ways }]],
    [{ memo: 'x'.repeat(256) }, [{ field: 'memo', message: 'is longer than 255 characters' }]],
  ])('%j cannot be asked for', (changes, problems) => {
    expect(toAskedRefund({ ...refund, ...changes }, settings)._unsafeUnwrapErr()).toEqual(problems)
  })

  it('needs its method', () => {
    const { method: _, ...without } = refund
    expect(toAskedRefund(without as NewRefund, settings)._unsafeUnwrapErr()).toEqual([
      { field: 'method', message: ways },
    ])
  })
})

describe('a customer', () => {
  const address = { line1: 'L', city: 'C', state: 'S', postalCode: 'P', country: 'US' }
  const wire = { street_1: 'L', city: 'C', state: 'S', postal_code: 'P', country: 'US' }

  it('is written in the words of Asset', () => {
    expect(toWireCustomer({ name: 'Ada' })._unsafeUnwrap()).toEqual({ name: 'Ada' })
    const whole = { name: 'x'.repeat(255), externalId: 'shop-12', email: 'a@b.co', address }
    expect(toWireCustomer(whole)._unsafeUnwrap()).toEqual({
      name: whole.name,
      external_id: 'shop-12',
      email: 'a@b.co',
      billing_address: wire,
    })
    expect(toWireCustomer({ name: 'Ada', address: { ...address, line2: '2' } })._unsafeUnwrap()).toEqual({
      name: 'Ada',
      billing_address: { ...wire, street_2: '2' },
    })
  })

  const needed = (field: string) => ({ field, message: 'is required by Asset in an address' })

  it.each<[NewCustomer, FieldProblem[]]>([
    [{}, [{ field: 'name', message: 'is required by Asset' }]],
    [{ name: '' }, [{ field: 'name', message: 'is required by Asset' }]],
    [{ name: 'x'.repeat(256) }, [{ field: 'name', message: 'is longer than 255 characters' }]],
    [{ name: 'A', email: 'x'.repeat(256) }, [{ field: 'email', message: 'is longer than 255 characters' }]],
    [
      { name: 'A', metadata: { a: 1 } },
      [{ field: 'metadata', message: 'cannot be held by a customer at Asset; leave it out' }],
    ],
    [{ name: 'A', address: { ...address, line1: '' } }, [needed('address.line1')]],
    [{ name: 'A', address: { ...address, city: '' } }, [needed('address.city')]],
    [{ name: 'A', address: { ...address, state: '' } }, [needed('address.state')]],
    [{ name: 'A', address: { ...address, postalCode: '' } }, [needed('address.postalCode')]],
    [{ name: 'A', address: { ...address, country: '' } }, [needed('address.country')]],
    [
      { name: 'A', address: {} as NonNullable<NewCustomer['address']> },
      ['line1', 'city', 'state', 'postalCode', 'country'].map((name) => needed(`address.${name}`)),
    ],
  ])('%j cannot be written', (customer, problems) => {
    expect(toWireCustomer(customer)._unsafeUnwrapErr()).toEqual(problems)
  })
})
