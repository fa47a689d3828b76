import { describe, expect, it } from 'vitest'
import { reading } from '../../test/read-wire.ts'
import { wireCustomer, wireRefund } from '../../test/wire-objects.ts'
import { customerSchema, refundSchema } from '../schema.ts'
import { toCanonicalCustomer, toCanonicalRefund } from '../to-canonical.ts'

describe('a refund', () => {
  const refunded = (changes: Record<string, unknown>) =>
    toCanonicalRefund(refundSchema.parse(wireRefund(changes)), 'inv_7QkRt', reading)
  const part = (amount: unknown, invoice_id = 'inv_7QkRt') => ({ amount, invoice_id })

  it('is told as far as it concerns the invoice', () => {
    expect(refunded({})).toEqual({
      id: 'rfu_3c',
      externalId: 'back-1',
      invoiceId: 'inv_7QkRt',
      amount: 3000,
      currency: 'USD',
      status: 'pending',
      providerStatus: 'pending',
      refundedAt: '2026-07-12T00:00:00Z',
    })
    const parts = [part(10), part(5), part(15, 'inv_other')]
    expect(refunded({ refund_invoices: parts }).amount).toBe(1500)
  })

  it('is the whole where it names no part', () => {
    for (const refund_invoices of [null, [], [part(1, 'inv_other')]]) {
      expect(refunded({ refund_invoices }).amount).toBe(3000)
    }
  })

  it('of an amount that is not known tells none', () => {
    expect(refunded({ refund_invoices: [part(10), part(null)] }).amount).toBeNull()
    expect(refunded({ refund_invoices: [part(10), part(0.001)] }).amount).toBeNull()
    const most = '90071992547409.91'
    expect(refunded({ refund_invoices: [part(most), part(most)] }).amount).toBeNull()
  })

  it.each([
    ['pending', 'pending'],
    ['completed', 'completed'],
    ['voided', 'void'],
    ['odd', 'unknown'],
    [null, 'unknown'],
  ])('that is %s is %s', (word, status) => {
    expect(refunded({ status: word })).toMatchObject({ status, providerStatus: word })
  })

  it('may have no key', () => {
    expect(refunded({ external_id: null }).externalId).toBeNull()
  })
})

describe('a customer', () => {
  const read = (changes: Record<string, unknown>) =>
    toCanonicalCustomer(customerSchema.parse(wireCustomer(changes)), reading)

  it('is told with the address for bills', () => {
    expect(read({})).toEqual({
      id: 'cus_41bXw',
      externalId: 'shop-12',
      name: 'Ada Quill',
      email: 'ada@quill.example',
      address: {
        line1: 'Harbour Lane 3',
        line2: null,
        city: 'Portsend',
        state: 'ME',
        postalCode: '04101',
        country: 'US',
      },
      metadata: null,
      mode: 'live',
      createdAt: null,
      updatedAt: null,
    })
  })

  it('is told as far as it is known', () => {
    const unsaid = { name: null, external_id: null, email: null, billing_address: null }
    expect(read(unsaid)).toMatchObject({ externalId: null, name: null, email: null, address: null })
    expect(read({ billing_address: { street_2: 'B' } }).address).toEqual({
      line1: null,
      line2: 'B',
      city: null,
      state: null,
      postalCode: null,
      country: null,
    })
  })
})
