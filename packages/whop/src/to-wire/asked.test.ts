import { describe, expect, it } from 'vitest'
import { asked } from '../../test/ask.ts'

const renewal = { planType: 'renewal', renewalAmount: 500, billingPeriodDays: 30 }

describe('what can be asked', () => {
  it('may be as long as Whop takes, and renew for as much as the lines', async () => {
    expect((await asked({ memo: 'x'.repeat(1000) })).body.plan.description).toHaveLength(1000)
    const whole = await asked({}, { whop: { ...renewal, renewalAmount: 1043 } })
    expect(whole.body.plan).toMatchObject({ initial_price: 0, renewal_price: 10.43 })
    expect((await asked({}, { whop: { expirationDays: 36_500 } })).body.plan.expiration_days).toBe(36_500)
  })

  it('has nothing that was not given', async () => {
    const { body, ...rest } = await asked()
    expect(body).toEqual({
      collection_method: 'send_invoice',
      product_id: 'prod_5',
      email_address: 'ada@quill.example',
      customer_name: 'Ada Quill',
      plan: { plan_type: 'one_time', currency: 'usd', initial_price: 10.43 },
      line_items: [{ label: 'Set-up', unit_price: 10.43, quantity: 1 }],
      due_date: '2026-12-01T00:00:00Z',
      charge_buyer_fee: false,
    })
    expect(rest).toMatchObject({
      externalId: 'order-5',
      currency: 'USD',
      total: 1043,
      isDraft: false,
      customerId: null,
      email: 'ada@quill.example',
      productId: 'prod_5',
      notWritten: [],
    })
    const member = await asked({ customer: { id: 'mber_1' } })
    expect(member).toMatchObject({ customerId: 'mber_1', email: null })
    expect(member.body).not.toHaveProperty('email_address')
  })

  it('is collected as the input says, else as the adapter', async () => {
    const settings = { collection: 'charge_automatically' as const }
    const whop = { paymentMethodId: 'payt_1' }
    expect((await asked({}, { settings, whop })).body.collection_method).toBe('charge_automatically')
    const own = await asked({ collection: 'send_invoice' }, { settings })
    expect(own.body.collection_method).toBe('send_invoice')
    const draft = await asked({}, { settings, whop: { saveAsDraft: true } })
    expect(draft.body.collection_method).toBe('charge_automatically')
    expect(draft.body).not.toHaveProperty('payment_method_id')
  })

  it('names a product of the invoice’s own before that of the adapter', async () => {
    expect((await asked({}, { whop: { productId: 'prod_9' } })).productId).toBe('prod_9')
    const made = await asked({}, { whop: { product: { title: 'Advice' } } })
    expect([made.productId, made.body.product, made.body.product_id]).toEqual([
      null,
      { title: 'Advice' },
      undefined,
    ])
  })

  it('has every part of an address under its wire name', async () => {
    const billingAddress = {
      city: 'a',
      country: 'b',
      line1: 'c',
      line2: 'd',
      name: 'e',
      phone: 'f',
      postalCode: 'g',
      state: 'h',
      taxIdType: 'i',
      taxIdValue: 'j',
    }
    expect((await asked({}, { whop: { billingAddress } })).body.billing_address).toEqual({
      city: 'a',
      country: 'b',
      line1: 'c',
      line2: 'd',
      name: 'e',
      phone: 'f',
      postal_code: 'g',
      state: 'h',
      tax_id_type: 'i',
      tax_id_value: 'j',
    })
  })

  it('counts the due days of the adapter into the content, not the day itself', async () => {
    const changes = { dueAt: undefined } as never
    const inDays = async (dueInDays: number) => (await asked(changes, { settings: { dueInDays } })).content
    expect(await inDays(30)).not.toBe(await inDays(31))
  })
})
